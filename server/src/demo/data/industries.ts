/** The tree of trades of a demo: name, code, and what is below. */
export interface Trade {
  name: string
  code: string
  below?: readonly Trade[]
}

export const TRADES: readonly Trade[] = [
  {
    name: 'Education',
    code: 'EDU',
    below: [
      { name: 'Schools', code: 'EDU-SCH' },
      { name: 'Institutes', code: 'EDU-INS' },
    ],
  },
  { name: 'Health', code: 'HEA', below: [{ name: 'Clinics', code: 'HEA-CLI' }] },
  {
    name: 'Business',
    code: 'BUS',
    below: [
      { name: 'Services', code: 'BUS-SER' },
      { name: 'Insurance', code: 'BUS-INS' },
      { name: 'Industry', code: 'BUS-IND' },
      { name: 'Logistics', code: 'BUS-LOG' },
    ],
  },
  {
    name: 'Tourism',
    code: 'TOU',
    below: [
      { name: 'Travel agencies', code: 'TOU-AGE' },
      { name: 'Event agencies', code: 'TOU-EVE' },
    ],
  },
  { name: 'Associations and clubs', code: 'ASC' },
]

/** By which words of its name a company shows its trade; the last one fits all. */
export const TRADE_OF: readonly (readonly [words: RegExp, code: string])[] = [
  [/scolaire|Lycée|مدرسة/, 'EDU-SCH'],
  [/معهد/, 'EDU-INS'],
  [/Clinique|مصحة/, 'HEA-CLI'],
  [/Assurances/, 'BUS-INS'],
  [/Industries|Laboratoires|البناء|بناء/, 'BUS-IND'],
  [/Logistique/, 'BUS-LOG'],
  [/Événements|Events/, 'TOU-EVE'],
  [/Voyages|Travel|Tours|Journeys|Expeditions/, 'TOU-AGE'],
  [/Association|جمعية|نادي|تعاونية/, 'ASC'],
  [/./, 'BUS-SER'],
]

/** A house to which companies of a trade belong, where there are several. */
export const HOUSES: Readonly<Record<string, string>> = {
  'EDU-SCH': 'Groupe Al Maarifa',
  ASC: 'Fédération Al Wifaq',
  'TOU-AGE': 'Réseau Caravane',
  'BUS-SER': 'Holding Al Amal',
}
