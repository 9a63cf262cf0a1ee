import fc from 'fast-check'
import { awkward as text, awkwardList as tags } from './awkward.ts'

const short = (most: number) =>
  text.map((value) => value.slice(0, most).toWellFormed().trim()).filter((value) => Boolean(value))
const phone = fc.constantFrom(
  '0661-23 45 67',
  '00212661234567',
  '+212 661 234567',
  '(0661) 234.567',
  '+33 1 23 45 67 89',
)

const address = fc.record(
  {
    line1: short(200),
    city: short(100),
    postal_code: fc.constantFrom('20000', '=1', '01 234'),
    country: short(70),
    étage: fc.integer(),
    more: fc.constant({ a: [null, 'x;y'] }),
  },
  { requiredKeys: [] },
)
const profiles = fc.dictionary(short(20), fc.oneof(short(50), fc.integer(), fc.boolean()), { maxKeys: 3 })

interface Defined {
  key: string
  options: { value: string }[]
}

/** Accounts and contacts with something odd in every field, the tenant's own too; `member` is somebody of the tenant. */
export function people(defined: readonly Defined[], member: string) {
  const optionsOf = (key: string) => defined.find((field) => field.key === key)!.options.map(({ value }) => value)
  const custom = fc.record(
    {
      words: short(1000),
      count: fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0.1, 1e-7, 1e15, -2.5)),
      price: fc.constantFrom(0, 0.01, 1234.5, 999_999_999_999.99),
      since: fc.constantFrom('1900-01-01', '2026-02-28'),
      class: fc.constantFrom(...optionsOf('class')),
      likes: fc.subarray(optionsOf('likes'), { minLength: 1 }),
      vip: fc.boolean(),
      page: fc.constantFrom('https://a.example/?q=1;2,"3"', 'b.example'),
      other_mail: fc.constantFrom('a+b@odd.example'),
      other_phone: phone,
      guide: fc.constant(member),
    },
    { requiredKeys: [] },
  )
  const shared = {
    phone,
    mobile: phone,
    website: fc.constantFrom('https://x.example/?a=1,2;3', "'quoted.example"),
    country: fc.constantFrom('MA', 'FR'),
    nationality: fc.constantFrom('MA', 'SN'),
    language: fc.constantFrom('ar', 'fr', 'other'),
    city: short(120),
    notes: text,
    preferred_channel: fc.constantFrom('call', 'whatsapp'),
    social_profiles: profiles,
    assigned_to: fc.constantFrom(null, member),
    tags,
    custom,
  }
  const account = fc.oneof(
    fc.record(
      {
        account_type: fc.constant('business'),
        name: short(255),
        first_name: short(100),
        ...shared,
        billing_address: address,
        shipping_address: address,
        preferences: fc.record(
          { halal: fc.boolean(), form_of_address: short(60), "d'autres": short(20) },
          { requiredKeys: [] },
        ),
        industry: fc.constantFrom('Tourisme d’affaires', '=1+1; "x"', 'السياحة'),
        size: short(50),
        description: text,
        region: short(120),
        currency: fc.constantFrom('MAD', 'EUR'),
        tax_id: short(60),
        payment_method: fc.constantFrom('cash', 'direct_debit'),
        payment_terms_days: fc.integer({ min: 0, max: 3650 }),
        credit_limit: fc.constantFrom(0, 12_345_678.9),
        is_active: fc.boolean(),
      },
      { requiredKeys: ['name', 'account_type'] },
    ),
    fc.record(
      {
        account_type: fc.constant('individual'),
        first_name: short(100),
        last_name: short(100),
        billing_address: address,
        ...shared,
      },
      { requiredKeys: ['last_name', 'account_type'] },
    ),
  )
  const contact = fc.record(
    {
      first_name: short(100),
      last_name: short(100),
      ...shared,
      title: short(100),
      department: short(100),
      birth_date: fc.constantFrom('1900-01-01', '1988-02-29'),
      address,
      lead_source: short(100),
      consent: fc.record(
        {
          email: fc.constantFrom({ state: 'granted', source: 'salon; "Atlas"' }, { state: 'denied' }),
          whatsapp: fc.constantFrom({ state: 'unknown', source: null }),
        },
        { requiredKeys: [] },
      ),
      seat_preference: fc.constantFrom('window', 'extra_legroom'),
      home_airport: fc.constantFrom('CMN', 'rak'),
    },
    { requiredKeys: ['first_name', 'last_name'] },
  )

  return { account, contact }
}
