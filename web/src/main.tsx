import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { doorRouter, isAtDoor } from '#app/door-router.tsx'
import { activateLanguage, firstLanguage } from '#lib/i18n.ts'

const atDoor = isAtDoor(location.pathname)
const [router] = await Promise.all([
  atDoor ? doorRouter : import('#app/router.tsx').then(({ router }) => router),
  activateLanguage(firstLanguage()),
])

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App router={router} />
  </StrictMode>,
)

// Read while the password is typed.
if (atDoor) window.addEventListener('load', () => setTimeout(() => void import('#app/router.tsx').catch(() => {}), 1000))
