import type { Problem } from './http.ts'
import { t } from './i18n.ts'

/** Why something was refused, in one sentence: of its first field where one is named, or that no answer came. */
export const problemText = ({ status, errors, detail, title }: Problem): string =>
  status === 0 ? t('error.network.detail') : (errors?.[0]?.message ?? detail ?? title)
