import type { FieldKind } from '@rihla/contracts/fields.ts'
import { type ComponentType, lazy, Suspense } from 'react'
import { Skeleton } from '#ui/states.tsx'
import type { EditorProps } from './editors.tsx'
import * as view from './views.tsx'

/** How a filter on a field is set. */
export type FilterStyle = 'text' | 'number' | 'date' | 'choice' | 'member' | 'boolean' | 'list' | 'presence' | null

/** How fields of one kind are shown, changed and filtered, wherever they stand. */
export interface Face {
  View: ComponentType<view.ViewProps>
  /** Absent: shown only. */
  Edit?: ComponentType<EditorProps>
  filter: FilterStyle
  /** Choosing saves; typing saves on Enter or when the field is left. */
  saves?: 'choosing' | 'typing'
  /** Figures stand at the end of a column. */
  end?: boolean
}

// Reading comes first: calendars and pickers come while the page is read.
const editors = () => import('./editors.tsx')
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void editors().catch(() => {}))

type Editors = Awaited<ReturnType<typeof editors>>
function later(
  name: { [K in keyof Editors]: Editors[K] extends ComponentType<EditorProps> ? K : never }[keyof Editors],
) {
  const Editor = lazy(async () => ({ default: (await editors())[name] as ComponentType<EditorProps> }))
  return (props: EditorProps) => (
    <Suspense fallback={<Skeleton className="h-8 w-full" />}>
      <Editor {...props} />
    </Suspense>
  )
}
const edit = {
  Text: later('TextEditor'),
  LongText: later('LongTextEditor'),
  Email: later('EmailEditor'),
  Phone: later('PhoneEditor'),
  Url: later('UrlEditor'),
  Choice: later('ChoiceEditor'),
  Number: later('NumberEditor'),
  Boolean: later('BooleanEditor'),
  Day: later('DayEditor'),
  Timestamp: later('TimestampEditor'),
  Member: later('MemberEditor'),
  List: later('ListEditor'),
}

const typing = 'typing' as const
const choosing = 'choosing' as const

/** One face for each kind of field in the contracts; a kind without one does not compile. */
export const faces: Record<FieldKind, Face> = {
  text: { View: view.Plain, Edit: edit.Text, filter: 'text', saves: typing },
  long_text: { View: view.LongText, Edit: edit.LongText, filter: 'text', saves: typing },
  email: { View: view.EmailView, Edit: edit.Email, filter: 'text', saves: typing },
  phone: { View: view.PhoneView, Edit: edit.Phone, filter: 'text', saves: typing },
  url: { View: view.UrlView, Edit: edit.Url, filter: 'text', saves: typing },
  enum: { View: view.ChoiceView, Edit: edit.Choice, filter: 'choice', saves: choosing },
  country: { View: view.ChoiceView, Edit: edit.Choice, filter: 'choice', saves: choosing },
  currency: { View: view.ChoiceView, Edit: edit.Choice, filter: 'choice', saves: choosing },
  integer: { View: view.NumberView, Edit: edit.Number, filter: 'number', saves: typing, end: true },
  decimal: { View: view.NumberView, Edit: edit.Number, filter: 'number', saves: typing, end: true },
  money: { View: view.MoneyView, Edit: edit.Number, filter: 'number', saves: typing, end: true },
  boolean: { View: view.BooleanView, Edit: edit.Boolean, filter: 'boolean', saves: choosing },
  date: { View: view.DayView, Edit: edit.Day, filter: 'date', saves: typing },
  timestamp: { View: view.TimestampView, Edit: edit.Timestamp, filter: 'date', saves: typing },
  id: { View: view.IdView, filter: null },
  reference: { View: view.IdView, filter: 'presence' },
  member: { View: view.MemberView, Edit: edit.Member, filter: 'member', saves: choosing },
  list: { View: view.ListView, Edit: edit.List, filter: 'list', saves: typing },
  json: { View: view.IdView, filter: null },
}

/** Whether there is anything to show. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
