// Exports of other programs as people bring them, and what those files have that no table should have.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, run } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla, admin } = await testTenant({ alone: true })
await rihla.start()

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`
const targets = (columns: readonly { name: string; field: string | null }[]) =>
  Object.fromEntries(columns.map(({ name, field }) => [name, field]))
const faultsOf = async (id: string) =>
  (await api.get(`/imports/${id}/faults`)).body.items.map(({ row, field, code }: any) => [row, field, code])
async function contact(last_name: string): Promise<any> {
  const { items } = (await api.get(`/contacts?last_name=${encodeURIComponent(last_name)}`)).body
  assert.equal(items.length, 1, last_name)
  return items[0]
}

test('an Outlook file: no birthday is no fault, any of its telephones is one, titles are nobody’s job', async () => {
  const file = lines(
    'First Name,Last Name,Title,Company,Job Title,Business Street,Business City,Business Postal Code,Home Phone,Mobile Phone,Business Phone,Birthday,E-mail Address,E-mail 2 Address,Priority',
    'Karim,Outlook,M.,Voyages Rif,Directeur,"Bd Mohamed V, 12",Rabat,10000,,0661 77 88 99,0537 70 00 00,0/0/00,,karim@rif.example,Normal',
  )
  const ran = await run(api, 'contact', `\uFEFF${file}`)
  assert.deepEqual([ran.source, ran.counts!.create], ['outlook', 1], JSON.stringify(await faultsOf(ran.id)))
  const { phone, mobile, email, title, birth_date, address } = await contact('Outlook')
  assert.deepEqual(
    { phone, mobile, email, title, birth_date, address },
    {
      phone: '0537 70 00 00',
      mobile: '0661 77 88 99',
      email: 'karim@rif.example',
      title: 'Directeur',
      birth_date: null,
      address: { line1: 'Bd Mohamed V, 12', postal_code: '10000', city: 'Rabat' },
    },
  )
})

test('a Google file: the first of several addresses, a company without a person, a birthday without a year', async () => {
  const file = lines(
    'First Name,Last Name,Organization Name,Birthday,Labels,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value',
    'Sara,Google,,,* myContacts,sara@google.example ::: two@google.example,three@google.example,+44 20 7946 0958 ::: +44 7700 900123',
    ',,Taxi Google,,VIP ::: * myContacts,,,0668 11 22 33',
    'Papa,,,,,,,0668 11 22 34',
    'Dada,Google2,,--05-09,,,,',
  )
  const ran = await run(api, 'contact', file)
  assert.deepEqual([ran.source, ran.counts!.create], ['google', 3])
  assert.deepEqual(await faultsOf(ran.id), [[5, 'birth_date', 'no_year']])
  const sara = await contact('Google')
  assert.deepEqual([sara.email, sara.phone, sara.tags], ['sara@google.example', '+44 20 7946 0958', []])
  const taxi = await contact('Taxi Google')
  assert.deepEqual([taxi.first_name, taxi.tags], ['–', ['VIP']])
  assert.equal((await contact('–')).first_name, 'Papa')
  // Who is found by a number keeps the name that is known.
  const again = await check(api, 'contact', lines('Prénom,Téléphone', 'Sara,+442079460958'))
  assert.equal(again.counts!.unchanged, 1)
})

test('HubSpot files: owners as it writes them; its types and amounts are not taken for ours', async () => {
  const people = lines(
    'Record ID,First Name,Last Name,Email,Contact owner,Create Date,Associated Company',
    `101,Amina,Hub,amina@hub.example,Somebody (${(await api.get('/members')).body.items[0].email}),2024-03-01 10:22,Hub Tours`,
    '102,,,info@hub.example,,2024-03-01 10:22,',
  )
  const ran = await run(api, 'contact', people)
  assert.deepEqual([ran.source, ran.counts!.create], ['hubspot', 2], JSON.stringify(await faultsOf(ran.id)))
  assert.equal((await contact('Hub')).assigned_to, admin.id)
  assert.equal((await contact('info@hub.example')).first_name, '–')
  const companies = lines(
    'Record ID,Company name,Company owner,Industry,Company Domain Name,Number of Employees,Annual Revenue,Type,About Us',
    '9001,Hub Tours,,LEISURE_TRAVEL_TOURISM,hub.example,25,1200000,PROSPECT,Desert tours',
  )
  const judged = await run(api, 'account', companies)
  assert.partialDeepStrictEqual(targets(judged.columns), {
    'Annual Revenue': null,
    Type: null,
    'About Us': 'description',
  })
  const { body } = await api.get('/accounts?name=Hub%20Tours&include=industry')
  assert.deepEqual(
    body.items.map((one: any) => [one.website, one.size, one.description, one.included.industry.name, one.mobile]),
    [['hub.example', '25', 'Desert tours', 'Leisure travel tourism', null]],
  )
})

test('a French file with a title above it, forms of address, legal forms and bills due at once', async () => {
  const file = lines(
    'Liste des clients;;;;;',
    ';;;;;',
    'Raison sociale;Type;Mode de règlement;Délai de paiement;Plafond de crédit;Téléphone',
    'Sté des Dunes;SARL AU;chèque;à réception;20k;0528 82 22 11',
    'M. Rachid Titre;Particulier;Espèces;30 jours;1 500 DH;33612345678',
  )
  const ran = await run(api, 'account', Buffer.from(file, 'latin1'))
  assert.equal(ran.counts!.create, 2, JSON.stringify(await faultsOf(ran.id)))
  const { items } = (await api.get('/accounts?sort_by=name&search=dunes')).body
  assert.partialDeepStrictEqual(items[0], {
    account_type: 'business',
    payment_method: 'cheque',
    payment_terms_days: 0,
    credit_limit: 20_000,
  })
  const [person] = (await api.get('/accounts?account_type=individual')).body.items
  assert.deepEqual([person.name, person.phone_e164], ['Rachid Titre', '+33612345678'])
})

test('words of a pipeline are read as they are written, in either gender', async () => {
  const file = lines(
    'Nom complet;Statut;Priorité;Budget;Téléphone',
    'Mme Leïla Mots;En cours;Chaude;12 k;0600000001',
    'Dr. Omar Mots;À relancer;Élevée;3,5k;0600000002',
  )
  const ran = await run(api, 'lead', file)
  assert.equal(ran.counts!.create, 2, JSON.stringify(await faultsOf(ran.id)))
  const { items } = (await api.get('/leads?last_name=Mots&sort_by=first_name&sort_order=asc')).body
  assert.deepEqual(
    items.map((one: any) => [one.first_name, one.lead_status, one.interest_level, one.estimated_value]),
    [
      ['Leïla', 'qualified', 'high', 12_000],
      ['Omar', 'callback', 'high', 3500],
    ],
  )
})

test('what a value may be is said in words, in the language of who reads', async () => {
  const file = lines(
    'Nom;Adresse e-mail;Plafond de crédit',
    'Mots SA;pas(at)mail.example;-100',
    'Autres SA;a@mots.example;',
  )
  const { id } = await check(api, 'account', file)
  const said = async (language: string) =>
    (await api.get(`/imports/${id}/faults`, undefined, { 'accept-language': language })).body.items.map(
      ({ field, code, message }: any) => [field, code, message],
    )
  assert.deepEqual((await said('fr')).toSorted(), [
    ['credit_limit', 'too_small', 'Donnez 0 ou plus.'],
    ['email', 'invalid_format', 'Ce n’est pas une adresse e-mail.'],
  ])
  assert.deepEqual((await said('en')).toSorted()[0], ['credit_limit', 'too_small', 'Give 0 or more.'])
})
