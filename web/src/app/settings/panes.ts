import { Keyboard, MonitorSmartphone, Palette, SlidersHorizontal, UserRound, Users } from 'lucide-react'
import type { MessageId } from '#lib/i18n.ts'

export const PANES = [
  { pane: 'profile', group: 'you', icon: UserRound, admin: false },
  { pane: 'appearance', group: 'you', icon: Palette, admin: false },
  { pane: 'shortcuts', group: 'you', icon: Keyboard, admin: false },
  { pane: 'sessions', group: 'you', icon: MonitorSmartphone, admin: false },
  { pane: 'members', group: 'workspace', icon: Users, admin: true },
  { pane: 'scoring', group: 'workspace', icon: SlidersHorizontal, admin: true },
] as const satisfies readonly { pane: string; group: 'you' | 'workspace'; icon: unknown; admin: boolean }[]
export type Pane = (typeof PANES)[number]['pane']

export const paneLabel = (pane: Pane): MessageId => `settings.${pane}`
