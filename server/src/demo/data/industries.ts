/** The tree of trades of a demo, in the language of the office: name, code, and what is below. */
export interface Trade {
  name: string
  code: string
  below?: readonly Trade[]
}

export const TRADES: readonly Trade[] = [
  {
    name: 'Enseignement',
    code: 'EDU',
    below: [
      { name: 'Écoles et lycées', code: 'EDU-SCH' },
      { name: 'Instituts', code: 'EDU-INS' },
    ],
  },
  { name: 'Santé', code: 'HEA', below: [{ name: 'Cliniques', code: 'HEA-CLI' }] },
  {
    name: 'Entreprises',
    code: 'BUS',
    below: [
      { name: 'Services', code: 'BUS-SER' },
      { name: 'Assurances', code: 'BUS-INS' },
      { name: 'Industrie et bâtiment', code: 'BUS-IND' },
      { name: 'Transport et logistique', code: 'BUS-LOG' },
    ],
  },
  {
    name: 'Tourisme',
    code: 'TOU',
    below: [
      { name: 'Agences de voyages', code: 'TOU-AGE' },
      { name: 'Agences événementielles', code: 'TOU-EVE' },
    ],
  },
  { name: 'Associations et clubs', code: 'ASC' },
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
