import type { MessageId } from '#lib/i18n.ts'
import type { Here } from '#lib/access.ts'
import type { Errors, Values } from '../form.ts'
import type { RecordKind } from '../kind.ts'

/** How wide a field stands in the form: a half, a third or the whole of a line. */
export type Span = 'half' | 'third' | 'whole'

export interface CreateGroup {
  label: MessageId
  fields: readonly (readonly [name: string, span: Span])[]
}

/** What is asked of a new record of a sort. */
export interface CreateKind {
  kind: RecordKind
  title: MessageId
  submit: MessageId
  /** The fields that tell whether there is one already; the hint stands under the first group. */
  asks: readonly string[]
  groups: readonly CreateGroup[]
  /** Fields that are seldom needed, in the order they are asked for on request. */
  more: readonly string[]
  wide: ReadonlySet<string>
  /** Fields that the tenant wants of every new record. */
  needed?: readonly string[]
  /** What it opens with. */
  initial: (here: Here) => Values
  /** Its values for a name that somebody looked for and did not find. */
  named: (name: string) => Values
  /** Fields that do not concern what is typed so far. */
  hides?: (values: Values, name: string) => boolean
  /** What is missing, in words at their fields. */
  missing?: (values: Values) => Errors
}
