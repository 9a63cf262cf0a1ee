import { LANGUAGES } from '@rihla/contracts/languages.ts'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { cn } from '#lib/cn.ts'
import { chooseLanguage, LANGUAGE_NAMES, useLanguage, useT } from '#lib/i18n.ts'
import { Wordmark } from './wordmark.tsx'

// Nobody waits for it.
const ThemeMenu = lazy(async () => ({ default: (await import('./language-menu.tsx')).ThemeMenu }))

/** The frame of the pages before signing in. The language can be chosen before anything else. */
export function AuthLayout({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const language = useLanguage()
  useEffect(() => {
    document.title = `${title} · Rihla`
  })
  return (
    <div className="grid min-h-full lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex min-h-dvh flex-col px-6 py-5 sm:px-12">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Wordmark />
          <div className="-mx-2 flex items-center gap-1">
            {LANGUAGES.map((value) => (
              <button
                key={value}
                type="button"
                lang={value}
                aria-pressed={value === language}
                onClick={() => void chooseLanguage(value)}
                className={cn(
                  'h-8 rounded-sm px-2 text-dense hover:bg-hover pointer-coarse:h-11',
                  value === language ? 'font-semibold text-brand' : 'text-text-2',
                )}
              >
                {LANGUAGE_NAMES[value]}
              </button>
            ))}
            <span className="size-8 pointer-coarse:size-11">
              <Suspense>
                <ThemeMenu />
              </Suspense>
            </span>
          </div>
        </div>
        <div className="m-auto w-full max-w-sm py-10">
          <h1 className="text-h1 font-semibold">{title}</h1>
          {lead ? <p className="mt-1 text-text-2">{lead}</p> : null}
          <div className="mt-6">{children}</div>
        </div>
      </main>
      <Picture />
    </div>
  )
}

/** The one ornament of the brand: a route with its stations. */
function Picture() {
  const t = useT()
  return (
    <aside className="relative hidden overflow-hidden border-s border-line bg-brand-soft lg:block" aria-hidden>
      <svg
        viewBox="0 0 600 800"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full rtl:-scale-x-100"
        fill="none"
        strokeLinecap="round"
      >
        <g className="stroke-brand" opacity="0.18" strokeWidth="1.5">
          <path d="M-20 690c120 0 150-80 240-80s130 60 220 60 110-50 200-50" />
          <path d="M-20 730c120 0 150-80 240-80s130 60 220 60 110-50 200-50" />
          <path d="M-20 770c120 0 150-80 240-80s130 60 220 60 110-50 200-50" />
        </g>
        <path
          className="stroke-brand"
          strokeWidth="2.5"
          d="M90 640h80c60 0 60-130 120-130h60c60 0 50-150 110-150h20c50 0 40-130 90-130h40"
        />
        {[
          [90, 640],
          [290, 510],
          [460, 360],
        ].map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="8" className="fill-brand-soft stroke-brand" strokeWidth="2.5" />
        ))}
        <circle cx="574" cy="230" r="11" className="fill-accent stroke-accent" />
      </svg>
      <p className="absolute inset-x-12 top-24 max-w-md text-h1 leading-tight font-semibold text-brand">
        {t('login.motto')}
      </p>
    </aside>
  )
}
