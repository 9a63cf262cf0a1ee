import { type FocusEvent, useRef } from 'react'

const isLost = () => !document.activeElement || document.activeElement === document.body

/** The focus in the list of rows, where what has it goes away. */
export function useFocus() {
  const list = useRef<HTMLUListElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const last = useRef<HTMLElement>(null)
  const rows = () => [...list.current!.querySelectorAll<HTMLElement>('[data-row]')]
  const enter = (row: HTMLElement | undefined, control: string) => {
    const found = row?.querySelector<HTMLElement>(control) ?? row ?? heading.current
    found?.focus()
    if (found instanceof HTMLInputElement) found.select()
  }
  return {
    list,
    heading,
    remember: ({ target }: FocusEvent<HTMLElement>) => {
      last.current = target
    },
    /** To where it was in the list last, unless it went somewhere else. */
    comeBack: () =>
      requestAnimationFrame(() => {
        const back = last.current?.isConnected ? last.current : heading.current
        if (isLost()) back?.focus()
      }),
    /** Into a row that is about to come. */
    goTo: (row: string) =>
      requestAnimationFrame(() =>
        enter(
          rows().find(({ dataset }) => dataset['row'] === row),
          'input, button',
        ),
      ),
    /** To a button of the row after one that goes away or elsewhere once `work` is done. */
    leave: (row: string, work: () => void) => {
      const all = rows()
      const at = all.findIndex(({ dataset }) => dataset['row'] === row)
      const rest = [...all.slice(at + 1), ...all.slice(0, at).toReversed()]
      work()
      requestAnimationFrame(() =>
        enter(
          rest.find(({ isConnected }) => isConnected),
          'button',
        ),
      )
    },
  }
}
export type Leave = ReturnType<typeof useFocus>['leave']
