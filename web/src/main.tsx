import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { authRouter, startsSignedOut } from '#app/auth-router.tsx'
import { activateLanguage, firstLanguage } from '#lib/i18n.ts'
import { firstPageDrawn } from '#lib/lazy-component.tsx'
import { atMost, endWarming } from '#lib/warm.ts'

// Not awaited at the top level: the house imports from this file's part of the build, and would wait for it for ever.
async function start() {
  const signedOut = startsSignedOut(location.pathname)
  const [router] = await Promise.all([
    signedOut ? authRouter : import('#app/router.tsx').then((app) => app.router),
    activateLanguage(firstLanguage()),
  ])
  // Drawn once, with what it shows, and without skeletons.
  if (!signedOut) await atMost(router.load())
  endWarming()
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App router={router} />
    </StrictMode>,
  )
  firstPageDrawn()
  // Read while the password is typed.
  if (signedOut) setTimeout(() => void import('#app/router.tsx').catch(() => {}), 2000)
}

void start()
