import pg from 'pg'

/** Fills a tenant with leads that look like work: all statuses, texts of real length, a note on every third. */
export async function seedLeads(admin: pg.ClientConfig, schema: string, count: number): Promise<string[]> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}, shared`)
    const { rows } = await client.query<{ id: string }>(
      `insert into leads (id, created_at, updated_at, version, first_name, last_name, title, description, email, phone,
         phone_e164, country, city, language, company_name, lead_status, lead_source, campaign, interest_level,
         travel_interests, destinations, preferred_travel_date, number_of_travelers, budget_level, estimated_value,
         currency, lead_score, score_locked, conversion_probability, call_attempts, tags, custom, search)
       select gen_random_uuid(), at, at, 1, first, last, 'Circuit ' || city || ', ' || 1 + i % 12 || ' days',
         repeat('Asks for quiet rooms, a guide who speaks French, and a day more by the sea. ', 1 + i % 3),
         lower(first || '.' || i || '@example.com'), phone, phone, 'MA', city, 'fr', 'Agence ' || last,
         (array['new','contacted','callback','qualified','proposal','negotiation','won','lost'])[1 + i % 8],
         (array['website','whatsapp','referral','facebook','phone'])[1 + i % 5], 'summer', 'medium',
         '{culture,desert}', array[city], date '2026-06-01' + i % 200, 1 + i % 9, 'standard', 1000 + i % 9000, 'MAD',
         50 + i % 50, false, 0.3, i % 4, case when i % 7 = 0 then '{vip}'::text[] else '{}' end, '{}',
         lower(concat_ws(' ', first, last, first || '.' || i || '@example.com', 'agence ' || last, phone))
       from generate_series(1, $1::int) i,
         lateral (select now() - i * interval '7 minutes' as at,
           (array['Amina','Youssef','Claire','Karim','Sofia','Omar'])[1 + i % 6] as first,
           (array['Bennani','El Idrissi','Martin','Tazi','Garcia'])[1 + i % 5] as last,
           (array['Fes','Marrakech','Agadir','Merzouga'])[1 + i % 4] as city,
           '+2126' || lpad(i::text, 8, '0') as phone) made
       returning id`,
      [count],
    )
    await client.query(
      `insert into activities (id, created_at, updated_at, version, type, status, subject, description, lead_id, search)
       select gen_random_uuid(), created_at, created_at, 1, 'note', 'completed', 'Called back',
         'Called back, wants the offer by Friday.', id, 'called back'
       from leads where call_attempts = 1`,
    )
    // Both servers meet the same, settled tables.
    await client.query('vacuum analyze leads')
    await client.query('vacuum analyze activities')
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}

/** Fills a tenant with accounts, and puts its contacts, ten to each, into the first of them. */
export async function seedAccounts(admin: pg.ClientConfig, schema: string, count: number): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}, shared`)
    await client.query(
      `insert into accounts (id, created_at, updated_at, version, account_type, name, email, phone, phone_e164, country,
         city, language, currency, is_active, lifetime_value, tags, custom, search)
       select gen_random_uuid(), at, at, 1, 'business', name, 'info@' || i || '.example', phone, phone, 'MA', city, 'fr',
         'MAD', i % 20 > 0, i % 9000, case when i % 7 = 0 then '{vip}'::text[] else '{}' end, '{}',
         lower(concat_ws(' ', name, 'info@' || i || '.example', phone, city))
       from generate_series(1, $1::int) i,
         lateral (select now() - i * interval '7 minutes' as at,
           (array['Atlas','Sahara','Riad','Oasis','Medina'])[1 + i % 5] || ' Voyages ' || i as name,
           (array['Fes','Marrakech','Agadir','Merzouga'])[1 + i % 4] as city,
           '+2125' || lpad(i::text, 8, '0') as phone) made`,
      [count],
    )
    await client.query(
      `update contacts set account_id = a.id
       from (select id, row_number() over (order by id) as at from accounts) a,
         (select id, row_number() over (order by id) as at from contacts) c
       where contacts.id = c.id and a.at = 1 + c.at / 10`,
    )
    await sayWalked(client, 'loyalty_computed')
    await client.query('vacuum analyze accounts, contacts')
  } finally {
    await client.end()
  }
}

/** Rows made by a present seed need not be walked by the server, as those of before an upgrade (`platform/backfill.ts`). */
export const sayWalked = (client: pg.Client, key: string) =>
  client.query(
    `insert into settings (key, value, updated_at) values ($1, '"done"', now())
     on conflict (key) do nothing`,
    [key],
  )
