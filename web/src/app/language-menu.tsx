import { IconButton } from '#ui/icon-button.tsx'
import { LANGUAGES } from '@rihla/contracts/languages.ts'
import { Languages, Monitor, Moon, Sun } from 'lucide-react'
import { chooseLanguage, type Language, LANGUAGE_NAMES, useLanguage, useT } from '#lib/i18n.ts'
import { setTheme, type Theme, THEMES, useTheme } from '#lib/theme.ts'
import { Menu, MenuChoices } from '#ui/menu.tsx'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** Each language by its own name. */
export function LanguageChoices({ onChoose = chooseLanguage }: { onChoose?: (language: Language) => unknown }) {
  const language = useLanguage()
  return (
    <MenuChoices
      value={language}
      onChange={(next) => void onChoose(next)}
      choices={LANGUAGES.map((value) => ({ value, label: <bdi lang={value}>{LANGUAGE_NAMES[value]}</bdi> }))}
    />
  )
}

export function ThemeChoices({ onChoose = setTheme }: { onChoose?: (theme: Theme) => void }) {
  const t = useT()
  const theme = useTheme()
  return (
    <MenuChoices<Theme>
      value={theme}
      onChange={onChoose}
      choices={THEMES.map((value) => {
        const Icon = icons[value]
        return { value, label: t(`theme.${value}`), icon: <Icon aria-hidden /> }
      })}
    />
  )
}

export function LanguageMenu() {
  const t = useT()
  return (
    <Menu
      trigger={
        <IconButton label={t('shell.language')}>
          <Languages className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <LanguageChoices />
    </Menu>
  )
}

export function ThemeMenu() {
  const t = useT()
  const Icon = icons[useTheme()]
  return (
    <Menu
      trigger={
        <IconButton label={t('shell.theme')}>
          <Icon className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <ThemeChoices />
    </Menu>
  )
}
