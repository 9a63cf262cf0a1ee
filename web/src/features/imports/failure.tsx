import { useT } from '#lib/i18n.ts'

/** Why the work on an import stopped, as the server's code tells it. */
export function Failure({ code }: { code: string }) {
  const t = useT()
  return (
    <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
      {code === 'permission_denied'
        ? t('import.failed.permission_denied')
        : code === 'import.unseen'
          ? t('import.failed.unseen')
          : t('import.failed.other', { code })}
    </p>
  )
}
