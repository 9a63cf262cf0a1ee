/** What came and what went, rather than the whole list twice. */
export function ListChange({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-baseline gap-x-1.5 align-baseline">
      {before
        .filter((one) => !after.includes(one))
        .map((one) => (
          <del key={one} className="text-text-3 decoration-line-strong">
            <bdi>{one}</bdi>
          </del>
        ))}
      {after
        .filter((one) => !before.includes(one))
        .map((one) => (
          <ins key={one} className="no-underline">
            + <bdi>{one}</bdi>
          </ins>
        ))}
    </span>
  )
}
