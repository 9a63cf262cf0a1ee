import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { notify } from '#ui/toast.tsx'

/** Says what the server refused, with its reason. */
export function tellProblem(error: unknown): void {
  const problem = problemOf(error)
  const offline = problem.status === 0
  notify({
    failed: true,
    text: offline ? t('error.network.title') : problem.title,
    detail: offline ? t('error.network.detail') : problem.detail,
  })
}
