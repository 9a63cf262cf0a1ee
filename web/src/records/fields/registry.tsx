import type { FieldKind } from '@rihla/contracts/fields.ts'
import type { ComponentType } from 'react'
import * as edit from './editors.tsx'
import * as view from './views.tsx'

/** How a filter on a field is set. */
export type FilterStyle = 'text' | 'number' | 'date' | 'choice' | 'member' | 'boolean' | 'list' | 'presence' | null

/** How fields of one kind are shown, changed and filtered, wherever they stand. */
export interface Face {
  View: ComponentType<view.ViewProps>
  /** Absent: shown only. */
  Edit?: ComponentType<edit.EditorProps>
  filter: FilterStyle
  /** Choosing saves; typing saves on Enter or when the field is left. */
  saves?: 'choosing' | 'typing'
  /** Figures stand at the end of a column. */
  end?: boolean
}

const typing = 'typing' as const
const choosing = 'choosing' as const

/** One face for each kind of field in the contracts; a kind without one does not compile. */
export const faces: Record<FieldKind, Face> = {
  text: { View: view.Plain, Edit: edit.TextEditor, filter: 'text', saves: typing },
  long_text: { View: view.LongText, Edit: edit.LongTextEditor, filter: 'text', saves: typing },
  email: { View: view.EmailView, Edit: edit.EmailEditor, filter: 'text', saves: typing },
  phone: { View: view.PhoneView, Edit: edit.PhoneEditor, filter: 'text', saves: typing },
  url: { View: view.UrlView, Edit: edit.UrlEditor, filter: 'text', saves: typing },
  enum: { View: view.ChoiceView, Edit: edit.ChoiceEditor, filter: 'choice', saves: choosing },
  country: { View: view.ChoiceView, Edit: edit.ChoiceEditor, filter: 'choice', saves: choosing },
  currency: { View: view.ChoiceView, Edit: edit.ChoiceEditor, filter: 'choice', saves: choosing },
  integer: { View: view.NumberView, Edit: edit.NumberEditor, filter: 'number', saves: typing, end: true },
  decimal: { View: view.NumberView, Edit: edit.NumberEditor, filter: 'number', saves: typing, end: true },
  money: { View: view.MoneyView, Edit: edit.NumberEditor, filter: 'number', saves: typing, end: true },
  boolean: { View: view.BooleanView, Edit: edit.BooleanEditor, filter: 'boolean', saves: choosing },
  date: { View: view.DayView, Edit: edit.DayEditor, filter: 'date', saves: typing },
  timestamp: { View: view.TimestampView, Edit: edit.TimestampEditor, filter: 'date', saves: typing },
  id: { View: view.IdView, filter: null },
  reference: { View: view.IdView, filter: 'presence' },
  member: { View: view.MemberView, Edit: edit.MemberEditor, filter: 'member', saves: choosing },
  list: { View: view.ListView, Edit: edit.ListEditor, filter: 'list', saves: typing },
  json: { View: view.IdView, filter: null },
}

/** Whether there is anything to show. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
