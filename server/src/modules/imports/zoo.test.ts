// Files as programs and people write them: encodings, delimiters, marks, quotes, headings of three languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { upload } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant({ alone: true })

/** What the columns of a file seem to be. */
async function read(type: string, file: string | Buffer, name?: string) {
  const { status, body } = await upload(api, type, file, name)
  assert.equal(status, 201, JSON.stringify(body))
  const fields = Object.fromEntries(body.columns.map(({ name, field }: any) => [name, field]))
  const samples = Object.fromEntries(body.columns.map(({ name, samples }: any) => [name, samples[0]]))
  return { ...body, fields, samples }
}

const utf16 = (text: string, mark: boolean) => Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
/** A code page of one byte a letter, made of what the decoder knows. */
function encoded(text: string, page: string): Buffer {
  const decoder = new TextDecoder(page)
  const letters = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Buffer.from(Array.from(text, (letter) => letters.get(letter)!))
}

test('every encoding is found out, with and without its mark', async () => {
  const french = 'Prénom;Nom;Ville\nHélène;Lefèvre;Béziers\nJérôme;Noël;Orléans\n'
  const arabic = 'الاسم الأول;اسم العائلة;المدينة\nأمينة;الفاسي;الدار البيضاء\nكريم;بناني;الرباط\n'
  const cases: [string, Buffer, string][] = [
    ['utf-8', Buffer.from(french), 'Hélène'],
    ['utf-8', Buffer.from(`\uFEFF${french}`), 'Hélène'],
    ['utf-8', Buffer.from(arabic), 'أمينة'],
    ['windows-1252', encoded(french, 'windows-1252'), 'Hélène'],
    ['windows-1256', encoded(arabic, 'windows-1256'), 'أمينة'],
    ['utf-16le', utf16(french, true), 'Hélène'],
    ['utf-16le', utf16(french, false), 'Hélène'],
    ['utf-16be', swapped(utf16(french, true)), 'Hélène'],
    ['utf-16le', utf16(arabic, true), 'أمينة'],
  ]
  for (const [encoding, file, first] of cases) {
    const { encoding: found, columns } = await read('contact', file)
    assert.deepEqual([found, columns[0].samples[0]], [encoding, first], `${encoding}, ${file.length} bytes`)
    assert.deepEqual(
      columns.map(({ field }: any) => field),
      ['first_name', 'last_name', 'city'],
    )
  }
})

test('an encoding that was taken wrongly is put right', async () => {
  const file = encoded('Prénom,Nom\nZoé,Muñoz\n', 'windows-1252')
  const { id } = await read('contact', file)
  const wrong = (await api.patch(`/imports/${id}`, { encoding: 'windows-1256' })).body
  assert.notEqual(wrong.columns[1].samples[0], 'Muñoz')
  const right = (await api.patch(`/imports/${id}`, { encoding: 'windows-1252' })).body
  assert.equal(right.columns[1].samples[0], 'Muñoz')
})

test('every delimiter, quote and line end is understood', async () => {
  for (const delimiter of [',', ';', '\t', '|'])
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = [
        ['First name', 'Last name', 'Notes'],
        ['Amina', 'El Fassi', `"says ""yes""${delimiter}\nthen no"`],
        ['Omar', 'Tazi', ''],
      ]
      const file = rows.map((row) => row.join(delimiter)).join(end)
      const { samples, rows: count, delimiter: found } = await read('contact', file)
      assert.deepEqual([found, count], [delimiter, 2], JSON.stringify({ delimiter, end }))
      assert.equal(samples.Notes, `says "yes"${delimiter}\nthen no`)
    }
  const named = await read('contact', 'sep=;\r\nPrénom;Nom\r\nAmina;Tazi\r\n')
  assert.deepEqual(named.fields, { Prénom: 'first_name', Nom: 'last_name' })
})

test('blank lines count as rows of the sheet, not as records; a file without headings has letters', async () => {
  const { columns, rows, header } = await read('contact', 'Amina,amina@example.com\n\nOmar,omar@example.com\n,\n')
  assert.deepEqual([rows, header], [2, false])
  assert.deepEqual(
    columns.map(({ name, field }: any) => [name, field]),
    [
      ['A', null],
      ['B', 'email'],
    ],
  )
})

test('what is no table is refused in words', async () => {
  const refused = async (file: Buffer | string) => {
    const { status, body } = await upload(api, 'contact', file)
    return [status, body.code]
  }
  assert.deepEqual(await refused(''), [422, 'import.empty'])
  assert.deepEqual(await refused('Prénom;Nom\n'), [422, 'import.empty'])
  assert.deepEqual(await refused(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 13])), [
    422,
    'import.unreadable',
  ])
  assert.deepEqual(await refused(Buffer.from('PK\x03\x04 not really')), [422, 'import.unreadable'])
  assert.deepEqual(await refused(`${'a,'.repeat(400)}b\n1`), [422, 'import.too_many_columns'])
  assert.deepEqual(await refused(`a,b\n"never closed,${'x'.repeat(1_100_000)}\n`), [422, 'import.unreadable'])
})

test('a Google Contacts export is recognised', async () => {
  const file = [
    'First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - Country,Website 1 - Value',
    'Amina,,El Fassi,Atlas Voyages,Directrice,1988-03-12,VIP,* myContacts ::: Omra,* Work,amina@atlas.example,Mobile,+212 661-234567 ::: 0522 11 22 33,,0522 33 44 55,12 rue des FAR,Casablanca,Morocco,https://atlas.example',
  ].join('\n')
  const { source, fields } = await read('contact', file)
  assert.equal(source, 'google')
  const expected = {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Organization Name': 'account_name',
    'Organization Title': 'title',
    Birthday: 'birth_date',
    Notes: 'notes',
    Labels: 'tags',
    'E-mail 1 - Label': null,
    'E-mail 1 - Value': 'email',
    'Phone 1 - Value': 'phone',
    'Phone 2 - Value': 'mobile',
    'Address 1 - Street': 'address.line1',
    'Address 1 - City': 'city',
    'Address 1 - Country': 'country',
    'Website 1 - Value': 'website',
  }
  for (const [name, field] of Object.entries(expected)) assert.equal(fields[name], field, name)
})

test('an Outlook export is recognised', async () => {
  const file = [
    '"Title","First Name","Middle Name","Last Name","Company","Department","Job Title","Business Street","Business City","Business Country/Region","Business Phone","Mobile Phone","Categories","E-mail Address","E-mail Type","Notes","Web Page"',
    '"Mme","Claire","","Martin","Voyages Martin","Ventes","Chef de vente","3 quai","Lyon","France","04 78 00 00 00","06 12 34 56 78","Clients;Omra","claire@martin.example","SMTP","Parle arabe","martin.example"',
  ].join('\r\n')
  const { source, fields } = await read('contact', file)
  assert.equal(source, 'outlook')
  assert.deepEqual(fields, {
    Title: null,
    'First Name': 'first_name',
    'Middle Name': null,
    'Last Name': 'last_name',
    Company: 'account_name',
    Department: 'department',
    'Job Title': 'title',
    'Business Street': 'address.line1',
    'Business City': 'city',
    'Business Country/Region': 'country',
    'Business Phone': 'phone',
    'Mobile Phone': 'mobile',
    Categories: 'tags',
    'E-mail Address': 'email',
    'E-mail Type': null,
    Notes: 'notes',
    'Web Page': 'website',
  })
})

test('HubSpot exports are recognised, of people and of companies', async () => {
  const people = await read(
    'contact',
    'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Associated Company\n51,Amina,Tazi,a@t.example,+212661234567,Sara,Open,2026-01-02 10:00,Atlas\n',
  )
  assert.equal(people.source, 'hubspot')
  assert.deepEqual(people.fields, {
    'Record ID': null,
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Email: 'email',
    'Phone Number': 'phone',
    'Contact owner': 'assigned_to',
    'Lead Status': null,
    'Create Date': null,
    'Associated Company': 'account_name',
  })
  const companies = await read(
    'account',
    'Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,Company Domain Name\n9,Atlas,Sara,2026-01-02,+212522112233,Rabat,Morocco,Tourism,atlas.example\n',
  )
  assert.deepEqual(
    [
      companies.source,
      companies.fields['Company name'],
      companies.fields.Industry,
      companies.fields['Company Domain Name'],
    ],
    ['hubspot', 'name', 'industry', 'website'],
  )
})

test('headings of leads are understood in three languages', async () => {
  const english = await read(
    'lead',
    'Full name,E-mail,Phone,Company,Destination,Travel date,Pax,Budget,Source,Status,Owner\nA B,a@b.co,0661234567,X,Fès,2026-08-01,2,"1,200",web,new,\n',
  )
  const french = await read(
    'lead',
    'Nom complet;Courriel;Téléphone;Société;Destination;Date de départ;Nombre de voyageurs;Budget;Provenance;Statut;Commercial\nA B;a@b.co;0661234567;X;Fès;01/08/2026;2;1 200,50;site;nouveau;\n',
  )
  const arabic = await read(
    'lead',
    'الاسم الكامل;البريد الإلكتروني;الهاتف;الشركة;الوجهة;تاريخ السفر;عدد المسافرين;الميزانية;المصدر;الحالة;المسؤول\nأ ب;a@b.co;0661234567;X;فاس;2026-08-01;2;1200;الموقع;جديد;\n',
  )
  const expected = [
    'full_name',
    'email',
    'phone',
    'company_name',
    'destinations',
    'preferred_travel_date',
    'number_of_travelers',
    'estimated_value',
    'lead_source',
    'lead_status',
    'assigned_to',
  ]
  for (const { fields } of [english, french, arabic]) assert.deepEqual(Object.values(fields), expected)
})

test('a mapping is remembered for the same headings, in any order', async () => {
  const { id } = await read('contact', 'Zone;Nom;Prénom\nNord;Tazi;Omar\n')
  const columns = [{ index: 0, field: 'department' }]
  assert.equal((await api.patch(`/imports/${id}`, { columns })).body.columns[0].field, 'department')
  assert.equal((await api.post(`/imports/${id}/check`, {})).status, 202)
  const again = await read('contact', 'Prénom;Nom;Zone\nSalma;Tazi;Sud\n')
  assert.deepEqual(again.fields, { Prénom: 'first_name', Nom: 'last_name', Zone: 'department' })
  assert.equal(again.columns[2].remembered, true)
})

test('dates that could be either are told, and settled by one that cannot', async () => {
  const open = await read('contact', 'Nom;Date de naissance\nA;01/02/1990\nB;03/04/1991\n')
  assert.deepEqual(open.columns[1].notes, [{ code: 'ambiguous_dates', count: 2 }])
  const settled = await read('contact', 'Nom;Date de naissance\nA;01/02/1990\nB;03/14/1991\n')
  assert.deepEqual([settled.columns[1].date_order, settled.columns[1].notes], ['mdy', []])
})
