import type { ReactNode } from 'react'

/** The way on from a step, always within reach. */
export const Foot = ({ children }: { children: ReactNode }) => (
  <div className="sticky bottom-0 z-10 -mx-4 mt-6 flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 sm:-mx-6 sm:px-6">
    {children}
  </div>
)
