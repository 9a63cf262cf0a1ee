import type { Role } from '@rihla/contracts/permissions.ts'
import { COACH_PHRASES } from './coachNotes.ts'
import { SAHARA_TRIPS } from './coaches.ts'
import { PHRASES, type Phrases } from './notes.ts'
import { ATLAS_FIELDS, type OwnField, SAHARA_FIELDS } from './ownFields.ts'
import type { OriginKey, Speech } from './origins.ts'
import { ATLAS_TRIPS, type Trip } from './trips.ts'

export interface Person {
  /** Before the @. */
  login: string
  name: string
  role: Role
  /** By position in `teams`; absent: none. */
  team?: 0 | 1
  language: 'en' | 'fr' | 'ar'
  /** How much of the team's work is theirs. */
  share: number
}

/** One business of the demo. */
export interface DemoTenant {
  slug: string
  name: string
  domain: string
  password: string
  teams: readonly [string, string]
  people: readonly Person[]
  trips: readonly Trip[]
  phrases: Readonly<Record<Speech, Phrases>>
  /** Fields that this business added to those of the product. */
  fields: readonly OwnField[]
  /** How often the customers are from where. */
  origins: readonly (readonly [OriginKey, number])[]
  /** How many of the customers are organisations. */
  organisations: number
  /** Leads by where they stand today. Archived ones come on top. */
  funnel: Readonly<
    Record<'new' | 'contacted' | 'callback' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost', number>
  >
  archived: number
  seed: number
}

export const ATLAS: DemoTenant = {
  slug: 'atlas',
  name: 'Atlas Voyages',
  domain: 'atlas.example',
  password: 'demo-atlas-2026',
  teams: ['Voyages individuels', 'Groupes et Omra'],
  people: [
    { login: 'admin', name: 'Nadia Berrada', role: 'admin', language: 'en', share: 0 },
    { login: 'manager', name: 'Karim Alaoui', role: 'manager', team: 0, language: 'en', share: 1 },
    { login: 'agent', name: 'Salma Idrissi', role: 'agent', team: 0, language: 'fr', share: 6 },
    { login: 'viewer', name: 'Rachid Tazi', role: 'viewer', language: 'ar', share: 0 },
    { login: 'youssef.bennani', name: 'Youssef Bennani', role: 'agent', team: 0, language: 'fr', share: 5 },
    { login: 'meryem.chraibi', name: 'Meryem Chraïbi', role: 'agent', team: 0, language: 'en', share: 4 },
    { login: 'omar.elfassi', name: 'Omar El Fassi', role: 'agent', team: 0, language: 'fr', share: 4 },
    { login: 'hanane.sqalli', name: 'Hanane Sqalli', role: 'manager', team: 1, language: 'ar', share: 1 },
    { login: 'abdellah.ouazzani', name: 'عبد الله الوزاني', role: 'agent', team: 1, language: 'ar', share: 5 },
    { login: 'imane.lahlou', name: 'Imane Lahlou', role: 'agent', team: 1, language: 'fr', share: 5 },
    { login: 'hamza.benjelloun', name: 'Hamza Benjelloun', role: 'agent', team: 1, language: 'fr', share: 4 },
  ],
  trips: ATLAS_TRIPS,
  phrases: PHRASES,
  fields: ATLAS_FIELDS,
  origins: [
    ['moroccan_ar', 30],
    ['moroccan_fr', 30],
    ['french', 11],
    ['british', 8],
    ['spanish', 5],
    ['saudi', 3],
    ['emirati', 3],
    ['qatari', 2],
    ['kuwaiti', 1],
    ['german', 3],
    ['american', 4],
    ['italian', 2],
  ],
  organisations: 0.2,
  funnel: { new: 64, contacted: 58, callback: 28, qualified: 50, proposal: 42, negotiation: 26, won: 52, lost: 80 },
  archived: 12,
  seed: 20_260,
}

export const SAHARA: DemoTenant = {
  slug: 'sahara',
  name: 'Sahara Lines',
  domain: 'sahara.example',
  password: 'demo-sahara-2026',
  teams: ['Transferts', 'Location de cars'],
  people: [
    { login: 'admin', name: 'Brahim Aït Lahcen', role: 'admin', language: 'fr', share: 0 },
    { login: 'manager', name: 'Fatima-Zahra Mansouri', role: 'manager', team: 1, language: 'ar', share: 1 },
    { login: 'agent', name: 'Hicham El Amrani', role: 'agent', team: 0, language: 'fr', share: 5 },
    { login: 'viewer', name: 'Sophie Laurent', role: 'viewer', language: 'en', share: 0 },
    { login: 'zineb.filali', name: 'Zineb Filali', role: 'agent', team: 0, language: 'fr', share: 4 },
    { login: 'mustapha.bouazza', name: 'Mustapha Bouazza', role: 'agent', team: 1, language: 'ar', share: 5 },
  ],
  trips: SAHARA_TRIPS,
  phrases: COACH_PHRASES,
  fields: SAHARA_FIELDS,
  origins: [
    ['moroccan_ar', 22],
    ['moroccan_fr', 30],
    ['french', 16],
    ['british', 12],
    ['spanish', 6],
    ['saudi', 4],
    ['emirati', 3],
    ['german', 4],
    ['american', 3],
  ],
  organisations: 0.45,
  funnel: { new: 10, contacted: 8, callback: 4, qualified: 8, proposal: 8, negotiation: 4, won: 9, lost: 9 },
  archived: 2,
  seed: 4_040,
}

export const DEMO_TENANTS = [ATLAS, SAHARA] as const
