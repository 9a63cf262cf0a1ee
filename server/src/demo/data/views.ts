import type { NewView } from '@rihla/contracts/views.ts'

/** Lists that the manager keeps for everybody, in the language of the office. */
export const SHARED_VIEWS: readonly NewView[] = [
  {
    record_type: 'lead',
    name: 'À relancer cette semaine',
    query: { next_follow_up_to: '+7d', sort_by: 'next_follow_up', sort_order: 'asc' },
  },
  {
    record_type: 'lead',
    name: 'Gros dossiers en cours',
    query: {
      lead_status: 'qualified,proposal,negotiation',
      estimated_value_min: '40000',
      sort_by: 'estimated_value',
      sort_order: 'desc',
    },
  },
  { record_type: 'contact', name: 'Clients VIP', query: { tags: 'VIP', sort_by: 'full_name', sort_order: 'asc' } },
  {
    record_type: 'contact',
    name: 'Sans adresse e-mail',
    query: { email_empty: 'true', cols: 'full_name,phone,city,assigned_to' },
  },
  {
    record_type: 'account',
    name: 'Entreprises par chiffre d’affaires',
    query: { account_type: 'business', sort_by: 'lifetime_value', sort_order: 'desc' },
  },
  {
    record_type: 'account',
    name: 'Particuliers à fidéliser',
    query: { account_type: 'individual', loyalty_status: 'new,bronze', sort_by: 'lifetime_value', sort_order: 'desc' },
  },
]

/** One that an agent keeps for themselves. */
export const OWN_VIEW: NewView = {
  record_type: 'lead',
  name: 'Mes urgences',
  query: { assigned_to: 'me', interest_level: 'urgent,high', sort_by: 'next_follow_up', sort_order: 'asc' },
}
