import { LANGUAGES } from '@rihla/contracts/languages.ts'
import { LANGUAGE_NAMES, useLanguage, useT } from '#lib/i18n.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { Segmented } from '#ui/segmented.tsx'

/** The language one reads, each by its own name; kept with one's account. */
export function LanguageSwitch() {
  const t = useT()
  const language = useLanguage()
  const choose = useChoose()
  return (
    <Segmented
      label={t('shell.language')}
      value={language}
      onChange={(next) => choose({ language: next })}
      choices={LANGUAGES.map((value) => ({
        value,
        name: LANGUAGE_NAMES[value],
        label: <bdi lang={value}>{LANGUAGE_NAMES[value]}</bdi>,
      }))}
    />
  )
}
