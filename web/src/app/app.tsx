import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Direction } from 'radix-ui'
import { directionOf, i18n, useLanguage } from '#lib/i18n.ts'
import { Toaster } from '#ui/toast.tsx'
import { TooltipProvider } from '#ui/tooltip.tsx'
import { queryClient, router } from './router.tsx'

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <Mirrored />
    </I18nProvider>
  )
}

/** Menus, sliders and arrow keys follow the direction of the language. */
function Mirrored() {
  const language = useLanguage()
  return (
    <Direction.Provider dir={directionOf(language)}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <RouterProvider router={router} />
          <Toaster />
        </TooltipProvider>
      </QueryClientProvider>
    </Direction.Provider>
  )
}
