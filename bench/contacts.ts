import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { fold } from '../server/src/platform/search.ts'
import { sayWalked } from './seed.ts'

/** Names as they stand in the books of a Moroccan agency: Arabic and Latin letters, French and English guests. */
const FIRST = [
  'Mohamed Fatima Amina Youssef Khadija Omar Hassan Zineb Karim Salma Rachid Nadia Mehdi Imane Hamza Sanaa Ayoub Hajar',
  'Soufiane Meryem Anas Loubna Bilal Ghita Reda Oumaima Tarik Asmaa Ismail Houda Nabil Leila Driss Samira Abdellah',
  'Hélène Claire Jérôme Élodie François Chloé Théo Céline Benoît Zoé Aurélie Gaël Inès Noémie Rémi Amélie Loïc Maëlle',
  'James Emily Oliver Charlotte William Sophie Harry Grace Edward Alice Jack Lucy Thomas Hannah Samuel Abigail Ethan',
  'محمد فاطمة أمينة يوسف خديجة عمر حسن زينب كريم سلمى رشيد نادية إيمان حمزة سناء أيوب هاجر سفيان مريم لبنى هدى ليلى',
]
  .join(' ')
  .split(' ')
const LAST = [
  'Bennani Alaoui Tazi Fassi Benjelloun Berrada Chraibi Lahlou Sefrioui Benkirane Kettani Bennis Guessous Filali Idrissi',
  'Amrani Belkadi Cherkaoui Daoudi ElOuafi Hamdaoui Jabri Kabbaj Lamrani Mansouri Naciri Ouazzani Qabbaj Rhazi Saidi',
  'Tahiri Wahbi Yacoubi Zouiten Martin Bernard Dubois Lefèvre Moreau Garçon Beauséjour Châtelain Delacroix Fournier',
  'Girard Hérault Jacquet Lacroix Mercier Noël Péridot Roussel Thévenet Vasseur Smith Johnson Taylor Whitaker Fletcher',
  'Harrington Ashworth Pemberton Kingsley Thornton بناني العلوي التازي الفاسي بنجلون برادة الشرايبي لحلو السفريوي بنكيران',
  'الكتاني الإدريسي العمراني الشرقاوي الداودي المنصوري الناصري الوزاني السعيدي الطاهري',
]
  .join(' ')
  .split(' ')
const CITIES =
  'Casablanca Rabat Fès Marrakech Tanger Agadir Meknès Oujda Ouarzazate Essaouira Paris Lyon London الرباط'.split(' ')
const COMPANIES = 'Atlas Sahara Riad Oasis Medina Kasbah Argan Zellige Toubkal Océan'.split(' ')
const TRADES = ['Voyages', 'Travel', 'Tours', 'Transport Touristique', 'DMC', 'للأسفار']
const MAILS = ['gmail.com', 'gmail.com', 'hotmail.fr', 'yahoo.fr', 'menara.ma', 'outlook.com']

/** The same numbers each time, however the engine makes its own. */
function dice(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const folded = new Map<string, string>()
/** As `fold`, of few texts many times. */
function foldOnce(text: string): string {
  let short = folded.get(text)
  if (short === undefined) folded.set(text, (short = fold(text)))
  return short
}
const ascii = (text: string) => foldOnce(text).replace(/[^a-z]/g, '')

const COLUMNS =
  'id, created_at, updated_at, version, first_name, last_name, name_key, email, phone, phone_e164, country, city, title, tags, custom, search'

export interface Contact {
  id: string
  created_at: string
  first_name: string
  last_name: string
  name_key: string
  email: string
  phone: string
  phone_e164: string
  city: string
  title: string
  search: string
}

/** The i-th of `count`, always the same. */
export function contactAt(i: number, count: number): Contact {
  const roll = dice(i)
  // Some names are borne by many, most by few.
  const often = (list: string[]) => list[Math.min(roll(list.length), roll(list.length))]!
  const first_name = often(FIRST)
  const last_name = i % 50_000 === 77 ? 'Quintanilla' : often(LAST)
  const local = `${6 + roll(2)}${String(roll(100_000_000)).padStart(8, '0')}`
  const title = `${often(COMPANIES)} ${often(TRADES)}`
  const name = ascii(first_name) || `client${i % 997}`
  const host = roll(8) ? often(MAILS) : `${ascii(title)}.example`
  const email = `${name}.${ascii(last_name) || 'rihla'}${roll(10_000)}@${host}`
  const words = [first_name, last_name].map(foldOnce)
  return {
    id: `${(0x01900000 + i).toString(16).padStart(8, '0')}-0000-7000-8000-${i.toString(16).padStart(12, '0')}`,
    created_at: new Date(Date.UTC(2026, 0, 1) - (count - i) * 157_000).toISOString(),
    first_name,
    last_name,
    name_key: words.join(' '),
    email,
    phone: `0${local.slice(0, 3)}-${local.slice(3)}`,
    phone_e164: `+212${local}`,
    city: often(CITIES),
    title,
    search: [...words, email, foldOnce(title), `0${local}`, `212${local}`].join(' '),
  }
}

/** As a line of COPY. */
function line(i: number, count: number): string {
  const { id, created_at, first_name, last_name, name_key, ...rest } = contactAt(i, count)
  const { email, phone, phone_e164, city, title, search } = rest
  const at = [created_at, created_at, 1]
  return `${[id, ...at, first_name, last_name, name_key, email, phone, phone_e164, 'MA', city, title, '{}', '{}', search].join('\t')}\n`
}

/**
 * Fills a tenant with contacts by COPY: the indexes are made after the rows, which is several times faster. The same
 * rows each time.
 */
export async function seedContacts(admin: pg.ClientConfig, schema: string, count: number): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}, shared`)
    await client.query(`set maintenance_work_mem = '512MB'`)
    const { rows } = await client.query<{ name: string; made: string }>(
      `select i.relname as name, pg_get_indexdef(x.indexrelid) as made from pg_index x join pg_class i on i.oid = x.indexrelid
       where x.indrelid = 'contacts'::regclass and not x.indisprimary`,
    )
    for (const { name } of rows) await client.query(`drop index ${name}`)
    function* lines() {
      for (let start = 0; start < count; start += 500) {
        let text = ''
        for (let i = start; i < Math.min(count, start + 500); i += 1) text += line(i, count)
        yield text
      }
    }
    await pipeline(Readable.from(lines()), client.query(copyFrom(`copy contacts (${COLUMNS}) from stdin`)))
    for (const { made } of rows) await client.query(made)
    await sayWalked(client, 'contacts_by_account')
    await client.query('vacuum analyze contacts')
  } finally {
    await client.end()
  }
}

/** What the server finds while it walks (`modules/duplicates`), at once: names in a city, and pairs of one e-mail. */
export async function seedPairs(admin: pg.ClientConfig, schema: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}, shared`)
    await client.query(
      `insert into duplicate_names (record_type, key)
       select 'contact', key
       from (select hashtextextended(nullif(name_key, '') || chr(31) || lower(city), 0) as key from contacts) keys
       where key is not null group by key having count(*) > 1`,
    )
    await client.query(
      `insert into duplicate_pairs (record_type, a, b, confidence, reasons)
       select 'contact', x.id, y.id, 97, '{email}' from contacts x join contacts y on lower(x.email) = lower(y.email)
       where (x.created_at, x.id) < (y.created_at, y.id)`,
    )
    await client.query('vacuum analyze duplicate_names, duplicate_pairs')
  } finally {
    await client.end()
  }
}

/** What the contact `depth` places from the start is sorted by. */
export async function valueAt(admin: pg.ClientConfig, schema: string, sort: string, depth: number): Promise<string> {
  const value = { full_name: `btrim(first_name || ' ' || last_name)`, email: 'email collate "und-x-icu"' }[sort] ?? sort
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`set search_path = ${schema}, shared`)
    const { rows } = await client.query<{ value: string | Date }>(
      `select ${value} as value from contacts order by ${value}, id offset $1 limit 1`,
      [depth],
    )
    const found = rows[0]!.value
    return found instanceof Date ? found.toISOString() : found
  } finally {
    await client.end()
  }
}
