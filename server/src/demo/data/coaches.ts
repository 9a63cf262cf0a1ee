import type { Trip } from './trips.ts'

const MARRAKECH = ['مراكش', 'Marrakech'] as const
const AIRPORT = ['مطار مراكش المنارة', 'Aéroport Marrakech-Ménara'] as const
const ESSAOUIRA = ['الصويرة', 'Essaouira'] as const
const OUZOUD = ['شلالات أوزود', 'Ouzoud'] as const
const OURIKA = ['أوريكا', 'Ourika'] as const
const MERZOUGA = ['مرزوكة', 'Merzouga'] as const
const AGAFAY = ['أكفاي', 'Agafay'] as const
const CASABLANCA = ['الدار البيضاء', 'Casablanca'] as const
const AGADIR = ['أكادير', 'Agadir'] as const
const TRANSFER = ['نقل', 'Transfer'] as const
const COACH = ['حافلة', 'Coach hire'] as const
const EXCURSION = ['رحلة', 'Excursion'] as const

/** What Sahara Lines is asked for: 0 is transfers and day trips, 1 is coach hire. */
export const SAHARA_TRIPS: readonly Trip[] = [
  {
    key: 'airport',
    team: 0,
    for: { visitor: 14, local: 4, gulf: 5 },
    destinations: [AIRPORT, MARRAKECH],
    interests: [TRANSFER],
    nights: [0, 0],
    people: [2, 14],
    price: [90, 220],
    ahead: [4, 40],
    text: {
      en: {
        titles: ['Airport transfer, {people}', 'Menara to the medina and back'],
        asks: [
          'We land at Marrakech at 22:40 in {month}, {people} with surfboards. Can a minibus meet us and bring us back a week later?',
          'Please quote return transfers airport–Palmeraie for {people}, two child seats.',
        ],
      },
      fr: {
        titles: ['Transfert aéroport, {people}'],
        asks: [
          'Transfert aéroport Ménara vers la Palmeraie en {month}, {people}, deux sièges enfants, retour sept jours après.',
          'Arrivée tardive à Marrakech : minibus avec accueil à la sortie, {people}.',
        ],
      },
      ar: {
        titles: ['نقل من المطار، {people}'],
        asks: ['نحتاج إلى سيارة فاخرة من مطار المنارة إلى الفندق في {month}، {people} مع أمتعة كثيرة.'],
      },
    },
  },
  {
    key: 'day_trip',
    team: 0,
    for: { visitor: 9, local: 4, gulf: 4 },
    destinations: [OURIKA, OUZOUD, ESSAOUIRA],
    either: true,
    interests: [EXCURSION],
    nights: [0, 0],
    people: [4, 17],
    price: [180, 380],
    ahead: [5, 45],
    text: {
      en: {
        titles: ['Day trip to {place}, {people}', '{place} by minibus'],
        asks: [
          'A private minibus to {place} and back in {month}, {people}, start at eight, with time for a long lunch.',
          'Is the road to {place} fine for people who get car-sick? We are {people}.',
        ],
      },
      fr: {
        titles: ['Excursion {place}, {people}', '{place} à la journée'],
        asks: [
          'Minibus avec chauffeur pour {place} en {month}, {people}, retour avant 18 h.',
          'Journée {place} pour {people}, départ de la place Jemaa el-Fna.',
        ],
      },
      ar: {
        titles: ['رحلة يوم إلى {place}، {people}'],
        asks: ['نريد حافلة صغيرة مع سائق ليوم واحد إلى {place}، {people}.'],
      },
    },
  },
  {
    key: 'wedding',
    team: 1,
    for: { local: 6 },
    destinations: [MARRAKECH, AGAFAY],
    interests: [COACH],
    nights: [0, 1],
    people: [40, 140],
    price: [70, 150],
    ahead: [20, 100],
    tags: ['groupe'],
    text: {
      fr: {
        titles: ['Invités d’un mariage, {people}', 'Navettes mariage en {month}'],
        asks: [
          'Mariage à Agafay en {month} : navettes depuis trois hôtels de Marrakech pour {people}, retours à 1 h et 3 h du matin.',
        ],
      },
      ar: {
        titles: ['نقل ضيوف عرس، {people}'],
        asks: ['عندنا عرس في {month} ونحتاج إلى حافلتين لنقل الضيوف من الفنادق إلى القاعة، {people}، والعودة ليلا.'],
      },
    },
  },
  {
    key: 'school_bus',
    team: 1,
    for: { company: 9 },
    destinations: [OUZOUD, CASABLANCA],
    either: true,
    by: ['school', 'institute', 'association'],
    interests: [EXCURSION, COACH],
    nights: [0, 1],
    people: [45, 150],
    price: [60, 130],
    ahead: [15, 80],
    tags: ['groupe'],
    text: {
      fr: {
        titles: ['Sortie scolaire, {people}', 'Autocars pour {company}'],
        asks: [
          '{company} : sortie pédagogique en {month}, {people}, autocars de moins de cinq ans, attestation d’assurance demandée.',
          'Transport des élèves, {people}, aller-retour dans la journée : {place}.',
        ],
      },
      ar: {
        titles: ['رحلة مدرسية بالحافلة، {people}'],
        asks: ['تحتاج {company} إلى حافلات لرحلة تربوية في {month}، {people}، مع شهادة التأمين.'],
      },
    },
  },
  {
    key: 'staff',
    team: 1,
    for: { company: 8 },
    destinations: [MARRAKECH],
    by: ['business', 'clinic'],
    interests: [['نقل المستخدمين', 'Staff transport']],
    nights: [0, 0],
    people: [30, 180],
    price: [450, 900],
    ahead: [20, 90],
    tags: ['b2b'],
    text: {
      fr: {
        titles: ['Transport du personnel, {company}', 'Ligne régulière pour {people}'],
        asks: [
          'Contrat annuel de transport du personnel : {people}, trois équipes, ramassage à Mhamid, Massira et Targa. Cahier des charges joint.',
        ],
      },
      ar: {
        titles: ['نقل مستخدمي {company}'],
        asks: ['تبحث {company} عن عقد سنوي لنقل المستخدمين: {people}، ثلاث فرق في اليوم.'],
      },
    },
  },
  {
    key: 'congress',
    team: 1,
    for: { company: 8 },
    destinations: [MARRAKECH, AIRPORT],
    by: ['events', 'clinic', 'business'],
    interests: [TRANSFER, ['مؤتمر', 'Congress']],
    nights: [2, 4],
    people: [60, 320],
    price: [180, 360],
    ahead: [30, 140],
    tags: ['groupe', 'b2b'],
    text: {
      fr: {
        titles: ['Congrès médical, {people}', 'Navettes congrès en {month}'],
        asks: [
          'Congrès au Palais des Congrès en {month} : {people}, accueil aéroport sur deux jours et navettes vers six hôtels, {nights}.',
        ],
      },
      en: {
        titles: ['Congress shuttles, {people}'],
        asks: [
          '{company} runs a congress in {month}: {people}, airport arrivals over two days, shuttles between six hotels and the venue. Coaches with Wi-Fi please.',
        ],
      },
    },
  },
  {
    key: 'circuit',
    team: 1,
    for: { company: 14, visitor: 2 },
    destinations: [MARRAKECH, MERZOUGA],
    by: ['travel'],
    interests: [['دورة سياحية', 'Circuit'], COACH],
    nights: [5, 9],
    people: [12, 46],
    price: [2200, 4200],
    ahead: [40, 180],
    tags: ['b2b'],
    text: {
      en: {
        titles: ['Coach and driver, {nights}', 'Desert circuit for {company}'],
        asks: [
          'We need a 48-seat coach with an experienced driver for a circuit of {nights} in {month}, {people}. Driver’s board is on us.',
          'Please send your coach rates per day with driver for the next season, and the photos of the vehicles.',
        ],
      },
      fr: {
        titles: ['Autocar avec chauffeur, {nights}', 'Circuit Sud pour {company}'],
        asks: [
          'Autocar 48 places avec chauffeur pour un circuit de {nights} en {month}, {people}.',
          'Merci de nous transmettre vos tarifs confidentiels pour la saison, minibus et autocars.',
        ],
      },
    },
  },
  {
    key: 'match',
    team: 1,
    for: { local: 4, company: 3 },
    destinations: [CASABLANCA, AGADIR],
    either: true,
    by: ['club', 'association'],
    interests: [['رياضة', 'Sport'], COACH],
    nights: [0, 1],
    people: [45, 96],
    price: [120, 210],
    ahead: [6, 40],
    text: {
      fr: {
        titles: ['Déplacement de supporters, {people}'],
        asks: ['Déplacement à {place} pour le match en {month}, {people}, départ le matin et retour la nuit même.'],
      },
      ar: {
        titles: ['تنقل المشجعين، {people}'],
        asks: ['نحتاج إلى حافلتين لنقل المشجعين إلى {place} في {month}، {people}، ذهابا وإيابا في نفس اليوم.'],
      },
    },
  },
]
