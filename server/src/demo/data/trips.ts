import type { Speech } from './origins.ts'

/** A place or an interest, in Arabic and in Latin letters. */
type Word = readonly [ar: string, latin: string]

export interface Texts {
  titles: readonly string[]
  /** What the customer wrote or said. */
  asks: readonly string[]
}

/** Something people ask for. In texts: {people} (in Arabic after a preposition, {us} as a subject) {nights} {month} {city} {place} {company}. */
export interface Trip {
  key: string
  /** Which team it is the work of, by position. */
  team: 0 | 1
  /** How often each kind of customer asks for it. */
  for: Partial<Record<'local' | 'gulf' | 'visitor' | 'company', number>>
  destinations: readonly Word[]
  /** The destinations are alternatives; else they are visited in this order. */
  either?: true
  /** Kinds of organisations that ask for it; absent: any. */
  by?: readonly string[]
  /** Moroccans need a visa. */
  visa?: true
  interests: readonly Word[]
  nights: readonly [number, number]
  people: readonly [number, number]
  /** MAD a person, in standard comfort. */
  price: readonly [number, number]
  /** Days from the enquiry to the departure. */
  ahead: readonly [number, number]
  campaigns?: readonly string[]
  tags?: readonly string[]
  text: Partial<Record<Speech, Texts>>
}

export const MAKKAH: Word = ['مكة المكرمة', 'Makkah']
const MADINAH: Word = ['المدينة المنورة', 'Madinah']
const ISTANBUL: Word = ['إسطنبول', 'Istanbul']
const CAPPADOCIA: Word = ['كابادوكيا', 'Cappadocia']
const ANTALYA: Word = ['أنطاليا', 'Antalya']
const PARIS: Word = ['باريس', 'Paris']
const MARRAKECH: Word = ['مراكش', 'Marrakech']
const MERZOUGA: Word = ['مرزوكة', 'Merzouga']
const CHEFCHAOUEN: Word = ['شفشاون', 'Chefchaouen']
const TANGER: Word = ['طنجة', 'Tanger']
const FES: Word = ['فاس', 'Fès']
const ESSAOUIRA: Word = ['الصويرة', 'Essaouira']
const AGADIR: Word = ['أكادير', 'Agadir']
const TAGHAZOUT: Word = ['تغازوت', 'Taghazout']
const OUARZAZATE: Word = ['ورزازات', 'Ouarzazate']
const DUBAI: Word = ['دبي', 'Dubai']
const CAIRO: Word = ['القاهرة', 'Cairo']
const LUXOR: Word = ['الأقصر', 'Luxor']
const ZANZIBAR: Word = ['زنجبار', 'Zanzibar']
const MALDIVES: Word = ['جزر المالديف', 'Maldives']
const BALI: Word = ['بالي', 'Bali']
const KUALA: Word = ['كوالالمبور', 'Kuala Lumpur']
const SEVILLA: Word = ['إشبيلية', 'Sevilla']
const GRANADA: Word = ['غرناطة', 'Granada']
const CORDOBA: Word = ['قرطبة', 'Córdoba']
const ROMA: Word = ['روما', 'Rome']
const BARCELONA: Word = ['برشلونة', 'Barcelona']
const MADRID: Word = ['مدريد', 'Madrid']
const DAKHLA: Word = ['الداخلة', 'Dakhla']
const IFRANE: Word = ['إفران', 'Ifrane']
const TOUBKAL: Word = ['جبل توبقال', 'Toubkal']

const FAMILY: Word = ['سفر عائلي', 'Family']
const BEACH: Word = ['شاطئ', 'Beach']
const CULTURE: Word = ['ثقافة', 'Culture']
const DESERT: Word = ['صحراء', 'Desert']
const HONEYMOON: Word = ['شهر العسل', 'Honeymoon']
const CITY: Word = ['عطلة مدينة', 'City break']
const BUSINESS: Word = ['أعمال', 'Business']
const NATURE: Word = ['طبيعة', 'Nature']
const TREKKING: Word = ['مشي جبلي', 'Trekking']
const FOOD: Word = ['مأكولات', 'Gastronomy']
const SHOPPING: Word = ['تسوق', 'Shopping']
const PILGRIMAGE: Word = ['عمرة', 'Omra']

/** What Atlas Voyages is asked for: 0 is individual travel, 1 groups and Omra. */
export const ATLAS_TRIPS: readonly Trip[] = [
  {
    key: 'omra',
    team: 1,
    for: { local: 22 },
    destinations: [MAKKAH, MADINAH],
    visa: true,
    interests: [PILGRIMAGE],
    nights: [9, 15],
    people: [1, 6],
    price: [17_500, 27_000],
    ahead: [35, 150],
    campaigns: ['Omra Ramadan', 'Omra Chaabane', 'Omra vacances scolaires'],
    tags: ['omra'],
    text: {
      ar: {
        titles: ['عمرة لفائدة {people}', 'عمرة في شهر {month}، {nights}', 'عمرة عائلية: مكة والمدينة'],
        asks: [
          'السلام عليكم، نرغب في أداء العمرة خلال شهر {month} لفائدة {people}. نفضل فندقا قريبا من الحرم مع الإفطار، والانطلاق من {city}.',
          'أريد معرفة أثمنة العمرة لمدة {nights} مع التأشيرة والنقل بين مكة والمدينة. والدتي مسنة وتحتاج إلى كرسي متحرك.',
          'هل لديكم برنامج عمرة مع مرشد ديني في {month}؟ نحن {us} من {city}.',
        ],
      },
      fr: {
        titles: ['Omra en {month}, {people}', 'Omra en famille : Makkah et Médine', 'Omra {nights}, départ {city}'],
        asks: [
          'Bonjour, nous voulons faire la Omra en {month}, {people}. Hôtel à moins de 500 m du Haram, petit déjeuner inclus, visa compris. Merci d’envoyer un devis.',
          'Je cherche une Omra pour mes parents, {nights}, avec accompagnateur. Ma mère marche difficilement, il faut une chambre proche de l’ascenseur.',
          'Quels sont vos départs de {city} en {month} ? Chambre quadruple si possible.',
        ],
      },
    },
  },
  {
    key: 'istanbul',
    team: 0,
    for: { local: 16, gulf: 2 },
    destinations: [ISTANBUL, CAPPADOCIA],
    interests: [CITY, SHOPPING, CULTURE],
    nights: [5, 9],
    people: [2, 5],
    price: [6500, 10_500],
    ahead: [20, 90],
    campaigns: ['Istanbul City Break', 'Turquie été', 'Black Friday'],
    text: {
      ar: {
        titles: ['إسطنبول {nights} لفائدة {people}', 'إسطنبول وكابادوكيا في {month}'],
        asks: [
          'مرحبا، نريد رحلة إلى إسطنبول في {month}، {nights}، فندق أربع نجوم قرب تقسيم مع جولة في البوسفور.',
          'نحن {us}، نريد إسطنبول مع رحلة المنطاد في كابادوكيا. كم الثمن مع الطيران من {city}؟',
        ],
      },
      fr: {
        titles: ['Istanbul, {nights}, {people}', 'Istanbul et la Cappadoce en {month}', 'Week-end prolongé à Istanbul'],
        asks: [
          'Bonjour, quel prix pour Istanbul en {month} pour {people} ? Hôtel 4 étoiles côté Taksim ou Sultanahmet, vol direct de {city}.',
          'Nous aimerions combiner Istanbul et la Cappadoce avec le vol en montgolfière, {nights} au total.',
        ],
      },
    },
  },
  {
    key: 'honeymoon',
    team: 0,
    for: { local: 9 },
    destinations: [MALDIVES, BALI, ZANZIBAR],
    either: true,
    interests: [HONEYMOON, BEACH],
    nights: [7, 12],
    people: [2, 2],
    price: [17_000, 34_000],
    ahead: [40, 180],
    campaigns: ['Salon du Mariage', 'Voyage de noces'],
    tags: ['lune de miel'],
    text: {
      ar: {
        titles: ['شهر العسل في {month}', 'رحلة عرسان، {nights}'],
        asks: [
          'سنتزوج إن شاء الله في بداية {month} ونبحث عن رحلة شهر عسل هادئة، فيلا على الماء إن أمكن وطعام حلال.',
          'هل {place} وجهة مناسبة لشهر العسل في {month} بميزانية معقولة؟',
        ],
      },
      fr: {
        titles: ['Voyage de noces en {month}', 'Lune de miel, {nights}', 'Voyage de noces, {place}'],
        asks: [
          'Nous nous marions début {month} et cherchons une lune de miel au calme, villa sur pilotis si le budget le permet. Repas halal indispensables.',
          'Que proposez-vous pour {nights}, plutôt {place} ? Nous aimons la plage mais aussi quelques excursions.',
        ],
      },
    },
  },
  {
    key: 'paris_family',
    team: 0,
    for: { local: 9 },
    destinations: [PARIS],
    visa: true,
    interests: [FAMILY, CITY],
    nights: [4, 7],
    people: [3, 6],
    price: [8500, 13_000],
    ahead: [30, 120],
    campaigns: ['Vacances scolaires'],
    tags: ['famille'],
    text: {
      fr: {
        titles: ['Paris et Disneyland en famille', 'Paris en {month}, {people}'],
        asks: [
          'Nous voulons emmener les enfants à Disneyland en {month}, {people}, et passer deux jours à Paris. Aide pour le visa Schengen ?',
          'Bonjour, séjour à Paris de {nights} pour {people}, hôtel familial proche du RER A.',
        ],
      },
      ar: {
        titles: ['باريس وديزني لاند مع الأطفال', 'عطلة عائلية في باريس، {people}'],
        asks: [
          'نريد قضاء العطلة المدرسية في باريس مع زيارة ديزني لاند، {people}. هل تتكفلون بملف التأشيرة؟',
          'رحلة عائلية إلى باريس في {month}، {nights}، مع فندق فيه غرف عائلية.',
        ],
      },
    },
  },
  {
    key: 'dubai',
    team: 0,
    for: { local: 8 },
    destinations: [DUBAI],
    visa: true,
    interests: [SHOPPING, FAMILY, CITY],
    nights: [5, 8],
    people: [2, 5],
    price: [9500, 15_000],
    ahead: [25, 100],
    campaigns: ['Dubaï hiver'],
    text: {
      fr: {
        titles: ['Dubaï, {nights}', 'Dubaï en {month} avec visa'],
        asks: [
          'Bonjour, tarif pour Dubaï en {month}, {people}, avec visa et safari dans le désert ?',
          'Nous partons à {people}. Hôtel à la Marina, deux chambres communicantes.',
        ],
      },
      ar: {
        titles: ['دبي {nights}', 'دبي في {month} مع التأشيرة'],
        asks: [
          'نريد السفر إلى دبي في {month}، {people}، مع التأشيرة وتذاكر برج خليفة.',
          'أرجو عرضا لدبي لمدة {nights} مع سفاري الصحراء.',
        ],
      },
    },
  },
  {
    key: 'andalusia',
    team: 0,
    for: { local: 7 },
    destinations: [SEVILLA, GRANADA, CORDOBA],
    visa: true,
    interests: [CULTURE, CITY],
    nights: [4, 7],
    people: [2, 6],
    price: [6000, 9500],
    ahead: [25, 90],
    text: {
      fr: {
        titles: ['Circuit Andalousie en {month}', 'Séville, Cordoue et Grenade, {nights}'],
        asks: [
          'Nous voulons visiter l’Andalousie en {month} en voiture avec chauffeur depuis Tanger, {people}.',
          'Un circuit culturel de {nights}, avec l’Alhambra réservée à l’avance, s’il vous plaît.',
        ],
      },
      ar: {
        titles: ['جولة في الأندلس، {nights}', 'قصر الحمراء وقرطبة وإشبيلية'],
        asks: [
          'نود زيارة مدن الأندلس في {month} مع مرشد يتحدث العربية، نحن {us}.',
          'هل يمكن حجز قصر الحمراء مسبقا ضمن برنامج من {nights}؟',
        ],
      },
    },
  },
  {
    key: 'antalya',
    team: 0,
    for: { local: 7 },
    destinations: [ANTALYA],
    interests: [FAMILY, BEACH],
    nights: [7, 10],
    people: [3, 6],
    price: [8500, 12_500],
    ahead: [30, 120],
    campaigns: ['Turquie été'],
    tags: ['famille'],
    text: {
      fr: {
        titles: ['Antalya tout compris, {people}', 'Club familial à Antalya en {month}'],
        asks: [
          'Un hôtel tout compris avec toboggans pour {people}, {nights} en {month}. Pas d’alcool à table si possible.',
          'Vol charter de {city} vers Antalya, quelles dates en {month} ?',
        ],
      },
      ar: {
        titles: ['أنطاليا شاملة كليا، {people}', 'عطلة صيفية في أنطاليا'],
        asks: [
          'نبحث عن فندق عائلي حلال في أنطاليا مع مسابح للأطفال، {nights} في {month}.',
          'كم يكلف برنامج أنطاليا لفائدة {people} مع الطيران من {city}؟',
        ],
      },
    },
  },
  {
    key: 'egypt',
    team: 0,
    for: { local: 5 },
    destinations: [CAIRO, LUXOR],
    interests: [CULTURE],
    nights: [7, 10],
    people: [2, 5],
    price: [10_000, 15_500],
    ahead: [40, 130],
    text: {
      fr: {
        titles: ['Égypte : Le Caire et croisière sur le Nil'],
        asks: ['Croisière Louxor–Assouan et deux nuits au Caire en {month}, {people}. Le Grand Musée est-il inclus ?'],
      },
      ar: {
        titles: ['مصر: القاهرة ورحلة نيلية'],
        asks: ['نرغب في رحلة نيلية من الأقصر إلى أسوان مع زيارة القاهرة، {people}، خلال {month}.'],
      },
    },
  },
  {
    key: 'malaysia',
    team: 0,
    for: { local: 3 },
    destinations: [KUALA, BALI],
    interests: [NATURE, BEACH],
    nights: [10, 14],
    people: [2, 4],
    price: [15_500, 22_000],
    ahead: [50, 170],
    text: {
      fr: {
        titles: ['Malaisie et Bali, {nights}'],
        asks: ['Combiné Kuala Lumpur, Langkawi et Bali en {month} pour {people}, cuisine halal importante.'],
      },
      ar: {
        titles: ['ماليزيا وبالي، {nights}'],
        asks: ['نريد برنامجا يجمع بين كوالالمبور وبالي في {month}، {people}.'],
      },
    },
  },
  {
    key: 'north',
    team: 0,
    for: { local: 7, gulf: 6 },
    destinations: [CHEFCHAOUEN, TANGER],
    interests: [NATURE, FAMILY],
    nights: [2, 5],
    people: [2, 7],
    price: [1400, 2900],
    ahead: [10, 50],
    text: {
      ar: {
        titles: ['عطلة في شفشاون وطنجة', 'جولة في شمال المغرب، {people}'],
        asks: [
          'نريد قضاء {nights} بين شفشاون وطنجة مع سيارة وسائق، نحن {us}.',
          'نبحث عن رياض عائلي في شفشاون خلال {month} مع جولة في شلالات أقشور.',
        ],
      },
      fr: {
        titles: ['Week-end à Chefchaouen', 'Le Nord en {month}, {people}'],
        asks: [
          'Un week-end à Chefchaouen et Akchour pour {people}, maison d’hôtes avec terrasse.',
          'Chefchaouen et Tanger, {nights}, transport compris depuis {city}.',
        ],
      },
    },
  },
  {
    key: 'desert',
    team: 0,
    for: { visitor: 24, local: 4, gulf: 5 },
    destinations: [MARRAKECH, OUARZAZATE, MERZOUGA],
    interests: [DESERT, CULTURE],
    nights: [2, 6],
    people: [2, 8],
    price: [2800, 5600],
    ahead: [20, 120],
    campaigns: ['Sahara Nights', 'Desert Escapes'],
    text: {
      en: {
        titles: [
          'Desert tour from Marrakech, {nights}',
          'Merzouga camp in {month}, {people}',
          'Atlas and Sahara, private driver',
        ],
        asks: [
          'Hello, we are {people} arriving in Marrakech in {month} and would love a private desert tour to Merzouga, ideally with one night in a good camp.',
          'Could you arrange {nights} Marrakech to Fès through the dunes? One of us is vegetarian, and we would like a proper 4x4 rather than a minibus.',
          'We have seen your camp on Instagram. What is the price for {people} in {month}, camel ride included?',
        ],
      },
      fr: {
        titles: ['Circuit désert {nights}, départ Marrakech', 'Bivouac à Merzouga en {month}'],
        asks: [
          'Bonjour, nous serons {people} à Marrakech en {month} et cherchons un circuit privé vers Merzouga, une nuit en bivouac confort.',
          'Nous aimerions traverser l’Atlas puis le désert en {nights}, avec un chauffeur francophone et des étapes pas trop longues (enfants).',
        ],
      },
      ar: {
        titles: ['رحلة إلى صحراء مرزوكة، {nights}', 'مخيم فاخر في مرزوكة'],
        asks: [
          'نحن عائلة من {people}، نريد مخيما فاخرا في مرزوكة مع سيارات دفع رباعي خلال {month}.',
          'نرغب في برنامج صحراوي من مراكش إلى مرزوكة لمدة {nights}.',
        ],
      },
    },
  },
  {
    key: 'imperial',
    team: 0,
    for: { visitor: 15, gulf: 8 },
    destinations: [FES, MARRAKECH, CHEFCHAOUEN],
    interests: [CULTURE, FOOD],
    nights: [6, 10],
    people: [2, 6],
    price: [7000, 12_500],
    ahead: [40, 160],
    campaigns: ['Imperial Cities'],
    text: {
      en: {
        titles: ['Imperial cities, {nights}', 'Casablanca to Marrakech with guides', 'First time in Morocco, {people}'],
        asks: [
          'We would like to see Fès, Chefchaouen and Marrakech in {month}. {people}, small riads, a guide in each medina and a cooking class.',
          'Two weeks off in {month}: what would you recommend for {nights} with a driver? We love food and gardens, and avoid long drives.',
        ],
      },
      fr: {
        titles: ['Villes impériales, {nights}', 'Grand tour du Maroc en {month}'],
        asks: [
          'Nous souhaitons découvrir Rabat, Fès et Marrakech en {month}, {people}, en riads de charme avec guides.',
          'Premier voyage au Maroc : un circuit de {nights} avec cours de cuisine à Fès.',
        ],
      },
      ar: {
        titles: ['جولة في المدن العريقة، {nights}', 'المغرب مع العائلة، {people}'],
        asks: [
          'نزور المغرب لأول مرة في {month}: فاس ومراكش وشفشاون، {people}، ونحتاج إلى سيارة عائلية مع سائق.',
          'نريد رياضا خاصا في مراكش ثم فاس لمدة {nights}، مع مرشد.',
        ],
      },
    },
  },
  {
    key: 'surf',
    team: 0,
    for: { visitor: 8 },
    destinations: [TAGHAZOUT, ESSAOUIRA],
    interests: [['ركوب الأمواج', 'Surf'], ['يوغا', 'Yoga'], BEACH],
    nights: [5, 9],
    people: [1, 4],
    price: [4200, 7500],
    ahead: [20, 90],
    text: {
      en: {
        titles: ['Surf and yoga week, Taghazout', 'Surf in {month}, {people}'],
        asks: [
          'Looking for a surf and yoga week in {month}, {people}, beginners welcome? Airport transfer from Agadir please.',
          'Is Essaouira or Taghazout better in {month} for intermediate surfers?',
        ],
      },
      fr: {
        titles: ['Semaine surf et yoga à Taghazout'],
        asks: ['Séjour surf de {nights} en {month} pour {people}, niveau débutant, hébergement face à la mer.'],
      },
    },
  },
  {
    key: 'trek',
    team: 0,
    for: { visitor: 9 },
    destinations: [TOUBKAL, MARRAKECH],
    interests: [TREKKING, NATURE],
    nights: [4, 8],
    people: [2, 8],
    price: [3600, 6400],
    ahead: [30, 140],
    text: {
      en: {
        titles: ['Toubkal ascent, {people}', 'High Atlas trek in {month}'],
        asks: [
          'We plan to climb Toubkal in {month}, {people}, all fit, two have winter experience. Do you provide crampons and a certified guide?',
          'A family trek in the Atlas with mules, {nights}, village stays.',
        ],
      },
      fr: {
        titles: ['Ascension du Toubkal', 'Randonnée dans le Haut Atlas, {nights}'],
        asks: [
          'Nous sommes {people}, bon niveau, et souhaitons monter au Toubkal en {month} avec un guide diplômé.',
          'Randonnée de {nights} avec muletiers, nuits chez l’habitant.',
        ],
      },
    },
  },
  {
    key: 'agadir',
    team: 0,
    for: { visitor: 7, gulf: 4 },
    destinations: [AGADIR, ESSAOUIRA],
    interests: [BEACH, ['غولف', 'Golf']],
    nights: [5, 10],
    people: [2, 5],
    price: [5500, 9800],
    ahead: [30, 120],
    text: {
      en: {
        titles: ['Golf and spa in Agadir', 'Winter sun in {month}, {people}'],
        asks: [
          '{people}, half of us golfers: four green fees in Agadir, tee times before ten, spa for the others, in {month}.',
          'We are after winter sun in {month}: sea view, half board, {nights}.',
        ],
      },
      fr: {
        titles: ['Golf et soleil à Agadir'],
        asks: ['Séjour golf en {month}, {nights}, trois parcours, {people}. Location de voiturettes à prévoir.'],
      },
      ar: {
        titles: ['عطلة بحرية في أكادير'],
        asks: ['نريد شقة فندقية على البحر في أكادير خلال {month}، {people}، {nights}.'],
      },
    },
  },
  {
    key: 'school',
    team: 1,
    for: { company: 8 },
    destinations: [IFRANE, FES, CHEFCHAOUEN],
    by: ['school', 'institute', 'club', 'association'],
    interests: [['رحلة مدرسية', 'School trip'], CULTURE],
    nights: [1, 4],
    people: [35, 95],
    price: [650, 1500],
    ahead: [30, 120],
    tags: ['groupe'],
    text: {
      fr: {
        titles: ['Voyage scolaire, {people}', 'Sortie de fin d’année, {company}'],
        asks: [
          '{company} prépare un voyage de fin d’année : {people} avec accompagnateurs, {nights}, assurance et pension complète.',
          'Merci de chiffrer un séjour à Ifrane et Fès en {month} pour nos élèves ({people}), deux autocars.',
        ],
      },
      ar: {
        titles: ['رحلة مدرسية، {people}'],
        asks: ['تنظم {company} رحلة لتلاميذها في {month}: {people} مع المؤطرين، {nights}، مع التأمين والوجبات.'],
      },
    },
  },
  {
    key: 'incentive',
    team: 1,
    for: { company: 12 },
    destinations: [MARRAKECH, AGADIR, DAKHLA],
    either: true,
    by: ['business', 'events', 'clinic'],
    interests: [['رحلة تحفيزية', 'Incentive'], BUSINESS],
    nights: [2, 4],
    people: [18, 120],
    price: [2600, 5200],
    ahead: [35, 150],
    campaigns: ['MICE Morocco'],
    tags: ['groupe'],
    text: {
      fr: {
        titles: ['Séminaire {company}', 'Team building, {people}', 'Convention annuelle en {month}'],
        asks: [
          'Séminaire de {nights} en {month} pour {people} : salle plénière, deux ateliers, dîner de gala et une activité dans le désert d’Agafay.',
          'Nous récompensons nos meilleurs vendeurs : {people}, hôtel 5 étoiles, programme surprise. Réponse avant la fin de la semaine, s’il vous plaît.',
        ],
      },
      en: {
        titles: ['Incentive for {people}', 'Annual offsite, {company}', 'Sales kick-off in {month}'],
        asks: [
          '{company} is planning an incentive in Morocco in {month}: {people}, {nights}, one evening in the Agafay desert, meeting room for half a day.',
          'We need a DMC partner for an offsite of {people}. Please quote hotel, transfers and two team activities in EUR.',
        ],
      },
      ar: {
        titles: ['لقاء سنوي لفائدة {company}'],
        asks: ['تنظم {company} لقاءها السنوي في {month} لفائدة {people}: قاعة اجتماعات، إقامة كاملة ونشاط ترفيهي.'],
      },
    },
  },
  {
    key: 'omra_group',
    team: 1,
    for: { company: 6 },
    destinations: [MAKKAH, MADINAH],
    by: ['association', 'club', 'business'],
    visa: true,
    interests: [PILGRIMAGE],
    nights: [10, 15],
    people: [20, 48],
    price: [16_000, 21_000],
    ahead: [50, 160],
    campaigns: ['Omra groupes'],
    tags: ['omra', 'groupe'],
    text: {
      ar: {
        titles: ['عمرة جماعية، {people}', 'عمرة لمنخرطي {company}'],
        asks: [
          'ترغب {company} في تنظيم عمرة لفائدة منخرطيها: {people}، {nights}، مع مرافق وفندق قريب من الحرم.',
          'نحتاج إلى عرض لعمرة جماعية في {month} لفائدة {people} مع تسهيلات في الأداء.',
        ],
      },
      fr: {
        titles: ['Omra des adhérents, {people}', 'Omra de groupe, {company}'],
        asks: [
          '{company} offre une Omra à ses adhérents : {people}, {nights}, paiement en trois fois et accompagnateur.',
          'Omra de groupe en {month} : merci de proposer deux hôtels à Makkah et les vols directs.',
        ],
      },
    },
  },
  {
    key: 'business',
    team: 0,
    for: { company: 8 },
    destinations: [PARIS, MADRID, DUBAI],
    either: true,
    by: ['business', 'clinic'],
    visa: true,
    interests: [BUSINESS],
    nights: [2, 5],
    people: [1, 6],
    price: [6500, 14_000],
    ahead: [8, 45],
    tags: ['b2b'],
    text: {
      fr: {
        titles: ['Déplacements professionnels', 'Salon à l’étranger, {people}', 'Compte entreprise {company}'],
        asks: [
          '{company} cherche une agence pour ses déplacements : une vingtaine de billets par mois, facturation mensuelle, un interlocuteur unique.',
          'Salon professionnel en {month} : {people}, {nights}, hôtel à côté du parc des expositions.',
        ],
      },
      en: {
        titles: ['Corporate travel account', 'Trade fair in {month}, {people}'],
        asks: [
          '{company} would like to move its corporate travel to you: flights, hotels and a monthly invoice. Can we talk this week?',
          'Trade fair in {month}: {people}, {nights}, hotel near the venue, flexible tickets.',
        ],
      },
      ar: {
        titles: ['أسفار مهنية لفائدة {company}'],
        asks: ['تبحث {company} عن وكالة للأسفار المهنية: تذاكر وفنادق مع فوترة شهرية.'],
      },
    },
  },
  {
    key: 'partner_tour',
    team: 1,
    for: { company: 12 },
    destinations: [MARRAKECH, FES, MERZOUGA],
    by: ['travel'],
    interests: [CULTURE, DESERT],
    nights: [7, 11],
    people: [14, 36],
    price: [6000, 9500],
    ahead: [70, 220],
    tags: ['groupe', 'b2b'],
    text: {
      en: {
        titles: ['Group series, {people}', 'Small-group tour for {company}'],
        asks: [
          '{company} is adding Morocco to its programme. Please quote net rates for {people}, {nights}, English-speaking guide throughout, from {month} on.',
          'Our clients are retired teachers: {people}, relaxed pace, {nights}. We need your best net rate and a free place for the leader.',
        ],
      },
    },
  },
  {
    key: 'italy_spain',
    team: 0,
    for: { local: 5 },
    destinations: [ROMA, BARCELONA],
    either: true,
    visa: true,
    interests: [CITY, FOOD],
    nights: [4, 7],
    people: [2, 4],
    price: [7200, 10_800],
    ahead: [30, 100],
    text: {
      fr: {
        titles: ['{place} en {month}', '{place}, {nights}'],
        asks: [
          'City trip à {place} en {month}, {people}, vols de {city}. Nous avons déjà le visa.',
          'Quel est le meilleur tarif pour {nights} à {place}, hôtel central ?',
        ],
      },
      ar: {
        titles: ['{place}، {nights}'],
        asks: ['نريد قضاء {nights} في {place} خلال {month}، والتأشيرة متوفرة لدينا.'],
      },
    },
  },
]
