/** The name, with its two stations. */
export const Wordmark = ({ small }: { small?: boolean }) => (
  <span className="flex items-center gap-2 font-semibold">
    <svg viewBox="0 0 32 32" className="size-7" aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-brand" />
      <path
        d="M7 22h6a4 4 0 0 0 4-4v-4a4 4 0 0 1 4-4h4"
        fill="none"
        className="stroke-on-brand"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="8" cy="22" r="3" className="fill-on-brand" />
      <circle cx="24" cy="10" r="3" className="fill-accent" />
    </svg>
    {small ? null : <bdi className="text-h3">Rihla</bdi>}
  </span>
)
