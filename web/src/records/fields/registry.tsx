import type { Field, FieldKind } from '@rihla/contracts/fields.ts'
import type { ComponentType } from 'react'
import { withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { Skeleton } from '#ui/states.tsx'
import type * as editors from './editors.tsx'
import { ReferenceView } from './reference-view.tsx'
import type { InPlaceProps } from './structures/frame.tsx'
import * as view from './views.tsx'

/** How a filter on a field is set. */
export type FilterStyle =
  | 'text'
  | 'number'
  | 'date'
  | 'choice'
  | 'member'
  | 'boolean'
  | 'list'
  | 'reference'
  | 'presence'
  | null

/** How a text becomes a value, pasted or imported: the target of a column. `readers.ts` has the readers. */
export type ReadStyle = 'line' | 'text' | 'choice' | 'figure' | 'boolean' | 'day' | 'moment' | 'member' | 'list' | null

/** How fields of one kind are shown, changed, filtered and read from a text, wherever they stand. */
export interface Face {
  View: ComponentType<view.ViewProps>
  /** Absent: shown only. */
  Edit?: ComponentType<EditorProps>
  /** How many records get the same value at once. Absent: they do not. */
  BulkEdit?: ComponentType<EditorProps>
  filter: FilterStyle
  reads: ReadStyle
  /** Choosing saves; typing saves on Enter or when the field is left; parts are saved together. */
  saves?: 'choosing' | 'typing' | 'parts'
  /** Where it is changed beside where it is read, as it has no room there. */
  InPlace?: ComponentType<InPlaceProps>
  /** Figures stand at the end of a column. */
  end?: boolean
}

// Reading comes first: calendars and pickers come while the page is read.
type EditorProps = editors.EditorProps
type Editors = typeof editors
type EditorName = { [K in keyof Editors]: Editors[K] extends ComponentType<EditorProps> ? K : never }[keyof Editors]
const editor = (name: EditorName) =>
  lazyComponent<EditorProps>(async () => (await import('./editors.tsx'))[name], <Skeleton className="h-8 w-full" />)
const edit = {
  Text: editor('TextEditor'),
  LongText: editor('LongTextEditor'),
  Email: editor('EmailEditor'),
  Phone: editor('PhoneEditor'),
  Url: editor('UrlEditor'),
  Choice: editor('ChoiceEditor'),
  Number: editor('NumberEditor'),
  Boolean: editor('BooleanEditor'),
  Day: editor('DayEditor'),
  Timestamp: editor('TimestampEditor'),
  Member: editor('MemberEditor'),
  List: editor('ListEditor'),
  Reference: lazyComponent<EditorProps>(
    async () => (await import('./reference-editor.tsx')).ReferenceEditor,
    <Skeleton className="h-8 w-full" />,
  ),
}

// They come with the pages of records that have some, and with the lists that show them.
const StructureView = lazyComponent<view.ViewProps>(
  async () => (await withTexts(import('./structures/view.tsx'), 'structures')).StructureView,
)
/** The same on one line, as a cell has it. */
export const StructureLine = lazyComponent<Pick<view.ViewProps, 'field' | 'value'>>(
  async () => (await withTexts(import('./structures/line.tsx'), 'structures')).StructureLine,
)
/** Fetches what shows structures, for a page that will. */
export const loadStructures = (): void => void StructureView.load()

const structure: Face = {
  View: StructureView,
  Edit: lazyComponent<EditorProps>(
    async () => (await withTexts(import('./structures/editor.tsx'), 'structures')).StructureEditor,
    <Skeleton className="h-8 w-full" />,
  ),
  InPlace: lazyComponent<InPlaceProps>(
    async () => (await withTexts(import('./structures/frame.tsx'), 'structures')).StructureFrame,
  ),
  filter: 'presence',
  reads: null,
  saves: 'parts',
}

const typing = 'typing' as const
const choosing = 'choosing' as const

/** One face for each kind of field in the contracts; a kind without one does not compile. */
export const faces: Record<FieldKind, Face> = {
  text: { View: view.Plain, Edit: edit.Text, BulkEdit: edit.Text, filter: 'text', reads: 'line', saves: typing },
  long_text: {
    View: view.LongText,
    Edit: edit.LongText,
    BulkEdit: edit.LongText,
    filter: 'text',
    reads: 'text',
    saves: typing,
  },
  email: { View: view.EmailView, Edit: edit.Email, BulkEdit: edit.Email, filter: 'text', reads: 'line', saves: typing },
  phone: { View: view.PhoneView, Edit: edit.Phone, BulkEdit: edit.Phone, filter: 'text', reads: 'line', saves: typing },
  url: { View: view.UrlView, Edit: edit.Url, BulkEdit: edit.Url, filter: 'text', reads: 'line', saves: typing },
  enum: {
    View: view.ChoiceView,
    Edit: edit.Choice,
    BulkEdit: edit.Choice,
    filter: 'choice',
    reads: 'choice',
    saves: choosing,
  },
  country: {
    View: view.ChoiceView,
    Edit: edit.Choice,
    BulkEdit: edit.Choice,
    filter: 'choice',
    reads: 'choice',
    saves: choosing,
  },
  currency: {
    View: view.ChoiceView,
    Edit: edit.Choice,
    BulkEdit: edit.Choice,
    filter: 'choice',
    reads: 'choice',
    saves: choosing,
  },
  integer: {
    View: view.NumberView,
    Edit: edit.Number,
    BulkEdit: edit.Number,
    filter: 'number',
    reads: 'figure',
    saves: typing,
    end: true,
  },
  decimal: {
    View: view.NumberView,
    Edit: edit.Number,
    BulkEdit: edit.Number,
    filter: 'number',
    reads: 'figure',
    saves: typing,
    end: true,
  },
  money: {
    View: view.MoneyView,
    Edit: edit.Number,
    BulkEdit: edit.Number,
    filter: 'number',
    reads: 'figure',
    saves: typing,
    end: true,
  },
  boolean: {
    View: view.BooleanView,
    Edit: edit.Boolean,
    BulkEdit: edit.Boolean,
    filter: 'boolean',
    reads: 'boolean',
    saves: choosing,
  },
  date: { View: view.DayView, Edit: edit.Day, BulkEdit: edit.Day, filter: 'date', reads: 'day', saves: typing },
  timestamp: {
    View: view.TimestampView,
    Edit: edit.Timestamp,
    BulkEdit: edit.Timestamp,
    filter: 'date',
    reads: 'moment',
    saves: typing,
  },
  id: { View: view.IdView, filter: null, reads: null },
  reference: {
    View: ReferenceView,
    Edit: edit.Reference,
    BulkEdit: edit.Reference,
    filter: 'reference',
    reads: null,
    saves: choosing,
  },
  member: {
    View: view.MemberView,
    Edit: edit.Member,
    BulkEdit: edit.Member,
    filter: 'member',
    reads: 'member',
    saves: choosing,
  },
  list: { View: view.ListView, Edit: edit.List, BulkEdit: edit.List, filter: 'list', reads: 'list', saves: typing },
  json: { View: StructureView, filter: null, reads: null },
}

/** How a field is shown and changed. Consent is changed channel by channel, where it stands. */
export const faceOf = ({ kind, shape }: Field): Face => (shape && shape !== 'consent' ? structure : faces[kind])
