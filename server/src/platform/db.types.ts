// Written by scripts/db-types.ts from the migrated database. Change a migration, not this file.
import type { ColumnType } from 'kysely'

/** A column with a default. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Time = ColumnType<Date, Date | string>
type Json = ColumnType<unknown, string>

export interface DB {
  accounts: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    account_type: 'business' | 'individual'
    name: string
    first_name: string | null
    last_name: string | null
    email: string | null
    phone: string | null
    phone_e164: string | null
    mobile: string | null
    mobile_e164: string | null
    website: string | null
    country: string | null
    city: string | null
    language: string | null
    description: string | null
    billing_address: Json | null
    region: string | null
    currency: string | null
    is_active: boolean
    lifetime_value: number
    last_interaction_at: Time | null
    registry_customer_id: string | null
    assigned_to: string | null
    tags: string[]
    custom: Json
    search: string
    industry_id: string | null
    size: string | null
    parent_id: string | null
    primary_contact_id: string | null
    shipping_address: Json | null
    nationality: string | null
    tax_id: string | null
    notes: string | null
    preferred_channel: string | null
    payment_method: string | null
    payment_terms_days: number | null
    credit_limit: number | null
    credit_used: Generated<number>
    credit_until: string | null
    loyalty_status: Generated<string>
    loyalty_locked: Generated<boolean>
    preferences: Json | null
    social_profiles: Json | null
    name_key: string | null
    merged_into_id: string | null
    tags_folded: Generated<string[]>
    loyalty_until: string | null
  }
  activities: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    type: 'note' | 'call' | 'email' | 'meeting' | 'chat' | 'whatsapp' | 'sms' | 'in_person'
    subject: string
    description: string | null
    status: 'pending' | 'completed' | 'cancelled'
    started_at: Time | null
    completed_at: Time | null
    lead_id: string | null
    account_id: string | null
    contact_id: string | null
    opportunity_id: string | null
    search: string
  }
  contacts: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    account_id: string | null
    first_name: string
    last_name: string
    email: string | null
    phone: string | null
    phone_e164: string | null
    mobile: string | null
    mobile_e164: string | null
    website: string | null
    country: string | null
    city: string | null
    language: string | null
    title: string | null
    department: string | null
    address: Json | null
    lead_source: string | null
    notes: string | null
    preferred_channel: string | null
    last_interaction_at: Time | null
    assigned_to: string | null
    tags: string[]
    custom: Json
    search: string
    reports_to_id: string | null
    birth_date: string | null
    nationality: string | null
    social_profiles: Json | null
    consent: Generated<Json>
    seat_preference: string | null
    meal_preference: string | null
    dietary_restrictions: Generated<string[]>
    accessibility_needs: Generated<string[]>
    home_airport: string | null
    frequent_flyer: Generated<Json>
    emergency_contact: Json | null
    name_key: string | null
    merged_into_id: string | null
    tags_folded: Generated<string[]>
  }
  custom_fields: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    record_type: string
    key: string
    label: string
    labels: Json
    description: string | null
    type:
      | 'text'
      | 'number'
      | 'money'
      | 'date'
      | 'choice'
      | 'multi_choice'
      | 'yes_no'
      | 'link'
      | 'email'
      | 'phone'
      | 'member'
    options: Json
    required: boolean
    position: number
    default_value: Json | null
    visible_to: Json | null
    searched: Generated<boolean>
  }
  duplicate_dismissals: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    of_type: string
    first_id: string
    second_id: string
  }
  duplicate_names: {
    record_type: string
    key: number
  }
  duplicate_pairs: {
    record_type: string
    a: string
    b: string
    confidence: number
    reasons: string[]
  }
  events: {
    id: string
    sequence: number | null
    operation_id: string
    undoes: string | null
    type: string
    record_type: string
    record_id: string
    record_version: number
    actor_type: string
    actor_id: string | null
    at: Time
    changes: Json
    request_id: string
    note: string | null
    published_at: Time | null
  }
  file_leftovers: {
    id: string
    due_at: Time
  }
  files: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    name: string
    content_type: string
    size: number
    sha256: string
    lead_id: string | null
    contact_id: string | null
    account_id: string | null
    opportunity_id: string | null
  }
  idempotency_keys: {
    principal: string
    route: string
    key: string
    request_hash: string
    status: number
    headers: Json
    body: string
    created_at: Time
  }
  import_faults: {
    import_id: string
    number: number
    position: number
    field: string | null
    code: string
    message: string
    params: Json | null
    value: string | null
  }
  import_files: {
    import_id: string
    position: number
    bytes: never /* teach db-types about bytea */
  }
  import_links: {
    import_id: string
    number: number
    record_id: string
    parent_id: string
  }
  import_mappings: {
    record_type: string
    signature: string
    columns: Json
    updated_at: Time
  }
  import_rows: {
    import_id: string
    number: number
    cells: Json
    repeats: number | null
  }
  imports: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    version: number
    record_type: 'lead' | 'contact' | 'account'
    name: string
    format: 'csv' | 'xlsx'
    size: number
    state:
      | 'uploading'
      | 'uploaded'
      | 'checking'
      | 'checked'
      | 'running'
      | 'done'
      | 'failed'
      | 'cancelled'
      | 'undoing'
      | 'undone'
    encoding: string | null
    delimiter: string | null
    header: boolean
    sheet: string | null
    sheets: string[]
    source: string | null
    row_count: number
    columns: Json
    rules: Json
    counts: Json | null
    error: string | null
    job_id: string | null
    operation_id: string | null
    undone: Json | null
    started_at: Time | null
    finished_at: Time | null
  }
  industries: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    name: string
    code: string | null
    parent_id: string | null
    description: string | null
    is_active: boolean
    name_key: string
    code_key: string | null
    search: string
  }
  invitations: {
    id: string
    email: string
    role: 'admin' | 'manager' | 'agent' | 'viewer'
    team_id: string | null
    language: 'en' | 'fr' | 'ar'
    token_hash: string
    turn: Generated<number>
    created_by: string | null
    created_at: Time
    expires_at: Time
    sent_at: Time | null
    ended_at: Time | null
    version: Generated<number>
  }
  jobs: {
    id: string
    type: string
    state: 'waiting' | 'running' | 'done' | 'failed'
    done: Generated<number>
    total: Generated<number>
    input: Json
    result: Json | null
    error: string | null
    operation_id: string
    created_by: string | null
    created_at: Time
    updated_at: Time
  }
  leads: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    first_name: string | null
    last_name: string | null
    title: string | null
    job_title: string | null
    description: string | null
    email: string | null
    phone: string | null
    phone_e164: string | null
    mobile: string | null
    mobile_e164: string | null
    website: string | null
    country: string | null
    city: string | null
    language: string | null
    company_name: string | null
    lead_status: 'new' | 'contacted' | 'callback' | 'qualified' | 'proposal' | 'negotiation' | 'won' | 'lost'
    lead_source: string | null
    campaign: string | null
    utm_source: string | null
    utm_medium: string | null
    utm_campaign: string | null
    interest_level: string | null
    travel_interests: string[]
    destinations: string[]
    preferred_travel_date: string | null
    return_date: string | null
    number_of_travelers: number | null
    budget_level: string | null
    estimated_value: number | null
    currency: string | null
    lead_score: number
    score_locked: boolean
    conversion_probability: number | null
    expected_close_date: string | null
    last_contact_date: Time | null
    next_follow_up: Time | null
    call_attempts: number
    lost_reason: string | null
    contact_id: string | null
    converted_at: Time | null
    converted_account_id: string | null
    converted_contact_id: string | null
    converted_opportunity_id: string | null
    registry_customer_id: string | null
    assigned_to: string | null
    tags: string[]
    custom: Json
    search: string
    merged_into_id: string | null
    tags_folded: Generated<string[]>
  }
  members: {
    id: string
    name: string
    email: string
    role: 'admin' | 'manager' | 'agent' | 'viewer'
    team_id: string | null
    language: Generated<'en' | 'fr' | 'ar'>
    active: Generated<boolean>
    issuer: string | null
    subject: string | null
    created_at: Time
    version: Generated<number>
  }
  opportunities: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    name: string
    pipeline_id: string
    stage: string
    status: 'open' | 'won' | 'lost'
    probability: number
    amount: number | null
    currency: string | null
    account_id: string | null
    contact_id: string | null
    lead_id: string | null
    description: string | null
    expected_close_date: string | null
    actual_close_date: string | null
    travel_type: string | null
    destinations: string[]
    departure_date: string | null
    return_date: string | null
    number_of_adults: number | null
    number_of_children: number | null
    number_of_infants: number | null
    budget_level: string | null
    assigned_to: string | null
    tags: string[]
    custom: Json
    search: string
    tags_folded: Generated<string[]>
  }
  pipelines: {
    id: string
    name: string
    is_default: boolean
    position: number
    created_at: Time
  }
  saved_views: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    record_type: string
    name: string
    query: Json
    shared: boolean
    position: number
  }
  settings: {
    key: string
    value: Json
    updated_at: Time
  }
  stages: {
    id: string
    pipeline_id: string
    key: string
    name: string
    position: number
    probability: number
    kind: 'open' | 'won' | 'lost'
    aliases: string[]
  }
  tags: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    name: string
    color: 'grey' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'purple' | 'pink' | null
  }
  teams: {
    id: string
    name: string
    created_at: Time
    version: Generated<number>
  }
  travel_documents: {
    id: string
    created_at: Time
    updated_at: Time
    created_by: string | null
    archived_at: Time | null
    version: number
    contact_id: string
    kind: 'passport' | 'visa' | 'id_card' | 'residence_permit'
    number: string
    number_masked: string
    country: string | null
    issued_on: string | null
    expires_on: string | null
    holder_name: string | null
  }
  'platform.accounts': {
    id: string
    user_id: string
    provider_id: string
    account_id: string
    password: string | null
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Time | null
    refresh_token_expires_at: Time | null
    scope: string | null
    created_at: Time
    updated_at: Time
  }
  'platform.login_attempts': {
    key: string
    points: Generated<number>
    expire: number | null
  }
  'platform.memberships': {
    tenant_id: string
    user_id: string
    created_at: Time
    last_used_at: Time | null
  }
  'platform.password_resets': {
    hash: never /* teach db-types about bytea */
    user_id: string
    tenant_id: string | null
    created_at: Time
    expires_at: Time
  }
  'platform.platform_migrations': {
    name: string
    applied_at: Generated<Time>
  }
  'platform.refresh_tokens': {
    hash: never /* teach db-types about bytea */
    session_id: string
    tenant_id: string
    issued_at: Time
    expires_at: Time
    used_at: Time | null
    successor: never /* teach db-types about bytea */ | null
  }
  'platform.sessions': {
    id: string
    user_id: string
    token: string
    expires_at: Time
    ip_address: string | null
    user_agent: string | null
    created_at: Time
    updated_at: Time
  }
  'platform.tenant_migrations': {
    tenant_id: string
    name: string
    applied_at: Generated<Time>
  }
  'platform.tenants': {
    id: string
    slug: string
    name: string
    country: string
    base_currency: string
    timezone: string
    placement: Generated<string>
    status: Generated<'active' | 'suspended'>
    created_at: Generated<Time>
  }
  'platform.users': {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: Time
    updated_at: Time
    preferences: Generated<Json>
  }
  'platform.verifications': {
    id: string
    identifier: string
    value: string
    expires_at: Time
    created_at: Time
    updated_at: Time
  }
}
