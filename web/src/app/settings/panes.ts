import {
  Award,
  Factory,
  Keyboard,
  LayoutList,
  ListPlus,
  MonitorSmartphone,
  Palette,
  SlidersHorizontal,
  Tags,
  UserRound,
  Users,
} from 'lucide-react'
import type { MessageId } from '#lib/i18n.ts'

/** `configures`: what somebody must be allowed to configure to see the pane. */
export const PANES = [
  { pane: 'profile', group: 'you', icon: UserRound, configures: null },
  { pane: 'appearance', group: 'you', icon: Palette, configures: null },
  { pane: 'shortcuts', group: 'you', icon: Keyboard, configures: null },
  { pane: 'sessions', group: 'you', icon: MonitorSmartphone, configures: null },
  { pane: 'members', group: 'workspace', icon: Users, configures: 'members' },
  { pane: 'fields', group: 'workspace', icon: ListPlus, configures: 'custom_fields' },
  { pane: 'layouts', group: 'workspace', icon: LayoutList, configures: 'custom_fields' },
  { pane: 'tags', group: 'workspace', icon: Tags, configures: 'tags' },
  { pane: 'industries', group: 'workspace', icon: Factory, configures: 'industries' },
  { pane: 'loyalty', group: 'workspace', icon: Award, configures: 'accounts' },
  { pane: 'scoring', group: 'workspace', icon: SlidersHorizontal, configures: 'leads' },
] as const satisfies readonly { pane: string; group: 'you' | 'workspace'; icon: unknown; configures: string | null }[]
export type Pane = (typeof PANES)[number]['pane']

export const paneLabel = (pane: Pane): MessageId => `settings.${pane}`
