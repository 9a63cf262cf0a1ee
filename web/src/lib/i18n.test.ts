import { expect, test, vi } from 'vitest'
import { activateLanguage, chooseLanguage, i18n, t, withTexts } from './i18n.ts'

test('texts of an area come with its feature, and in every language chosen after', async () => {
  await activateLanguage('en')
  expect(t('members.invite')).toBe('members.invite')
  expect(await withTexts(Promise.resolve('feature'), 'settings')).toBe('feature')
  const english = t('members.invite')
  expect(english).not.toBe('members.invite')
  await activateLanguage('fr')
  expect([t('members.invite'), t('action.cancel')]).not.toContain('members.invite')
  expect(t('members.invite')).not.toBe(english)
})

test('a language chosen while an area is on its way has its texts too', async () => {
  await activateLanguage('en')
  const feature = withTexts(Promise.resolve(1), 'convert')
  const choice = chooseLanguage('ar')
  await Promise.all([feature, choice])
  expect(document.documentElement.dir).toBe('rtl')
  expect(t('convert.title')).not.toBe('convert.title')
})

test('the language that was asked for last is the one that is shown', async () => {
  await Promise.all([activateLanguage('fr'), activateLanguage('en'), activateLanguage('ar')])
  expect(i18n.locale).toBe('ar')
  await Promise.all([activateLanguage('ar'), activateLanguage('en')])
  expect(i18n.locale).toBe('en')
})

test('what comes late does not draw the page again', async () => {
  await activateLanguage('en')
  const changed = vi.fn()
  const stop = i18n.on('change', changed)
  await withTexts(Promise.resolve(), 'imports')
  expect(changed).not.toHaveBeenCalled()
  stop()
})
