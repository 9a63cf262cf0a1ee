import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import { Direction } from 'radix-ui'
import { useState } from 'react'
import { directionOf, i18n, useLanguage } from '#lib/i18n.ts'
import { queryClient } from '#lib/keys.ts'
import { Toaster } from '#ui/toast.tsx'
import { Tooltips } from '#ui/tooltips.tsx'
import { EnterContext } from './auth-router.tsx'

/** `router`: the one to begin with, of the sign-in pages or of the app. */
export function App({ router }: { router: AnyRouter }) {
  return (
    <I18nProvider i18n={i18n}>
      <Mirrored initial={router} />
    </I18nProvider>
  )
}

/** Menus, sliders and arrow keys follow the direction of the language. */
function Mirrored({ initial }: { initial: AnyRouter }) {
  const language = useLanguage()
  const [router, enter] = useState(initial)
  return (
    <Direction.Provider dir={directionOf(language)}>
      <QueryClientProvider client={queryClient}>
        <EnterContext.Provider value={enter}>
          <RouterProvider router={router} />
        </EnterContext.Provider>
        <Toaster />
        <Tooltips />
      </QueryClientProvider>
    </Direction.Provider>
  )
}
