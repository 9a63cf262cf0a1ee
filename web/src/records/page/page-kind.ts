import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import type { MessageId } from '#lib/i18n.ts'
import type { RecordKind } from '../kind.ts'

export interface PartProps {
  record: any
  locked: boolean
}

/** Something that can be done with a record, in the head of its page or beside its list. */
export interface RecordAction {
  name: string
  keys?: string
  icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  primary?: boolean
  run: () => void
}

/** Something in the menu of a record. */
export interface RecordMenuItem {
  name: string
  keys?: string
  icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  run: () => void
  /** It opens something, so the menu closes first. */
  opens?: boolean
}

export interface RecordActions {
  actions: RecordAction[]
  dialogs: ReactNode
  /** Absent: this user may not. */
  note: (() => void) | undefined
}

/** What belongs to a record in a panel: its page, or the panel beside its list. */
export interface PartsKind {
  kind: RecordKind
  /** Beside the name: how good, how soon, how important. */
  Figures?: ComponentType<{ record: any }>
  /** What comes next, as a card of its own. */
  Next?: ComponentType<PartProps>
  /** The next things to do with it besides writing a note. */
  useActions?: (record: any, locked: boolean, onNote: () => void) => RecordActions
}

/** How one record of a sort stands on its own page, besides what follows from its fields. */
export interface PageKind extends PartsKind {
  title: MessageId
  /** In the line under the name, before its owner and its tags. */
  Facts?: ComponentType<{ record: any }>
  /** How far it has come: under the line of facts. */
  Way?: ComponentType<PartProps>
  /** What follows from its state and is to be known before all else. */
  standing?: (record: any) => ReactNode[]
  /** Parts of its layout that are more than fields. */
  parts?: Readonly<Record<string, ComponentType<PartProps>>>
  /** Fields that are shown although they are empty. */
  always?: ReadonlySet<string>
  /** Fields that stand elsewhere on the page for now. */
  isElsewhere?: (record: any, field: string) => boolean
  /** Fields that the page shows and does not change. */
  fixed?: ReadonlySet<string>
  Related: ComponentType<{ record: any }>
  /** Whether files hang on it. */
  files?: boolean
  /** What else its menu offers, first. */
  useMenu?: (record: any) => readonly RecordMenuItem[]
  /** At the end of the row of actions on a phone. */
  ActionEnd?: ComponentType<PartProps>
  /** Where it stands in a list that the cache holds in another shape, from 0; -1 where it does not. */
  placeElsewhere?: (client: QueryClient, tenant: string, query: Readonly<Record<string, string>>, id: string) => number
}
