import { Building2, UserRound, Users } from 'lucide-react'
import type { KindName } from '#records/kind.ts'

/** How each sort of record is drawn where several stand together. */
export const KIND_ICONS: Record<KindName, typeof UserRound> = { leads: Users, contacts: UserRound, accounts: Building2 }
