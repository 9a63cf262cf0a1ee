import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from '#lib/cn.ts'

// The first page leaves the focus where the browser put it; every later one takes it to its heading.
let arrived = false

/** The head of a page: its one `<h1>`, what it is about, what can be done. It also names the document. */
export function PageHeader({
  title,
  documentTitle,
  before,
  aside,
  children,
  className,
}: {
  title: ReactNode
  /** "Record · List · Tenant" */
  documentTitle: string
  before?: ReactNode
  aside?: ReactNode
  children?: ReactNode
  className?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = documentTitle
  }, [documentTitle])
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [])
  return (
    <header className={cn('flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2 sm:px-6', className)}>
      {before}
      <h1 ref={heading} tabIndex={-1} className="min-w-0 text-h3 font-semibold outline-none">
        {title}
      </h1>
      {aside}
      {children ? <div className="ms-auto flex flex-wrap items-center gap-2">{children}</div> : null}
    </header>
  )
}
