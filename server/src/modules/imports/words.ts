import { heading } from './guess.ts'

/** What people write for the values of our enums, in English, French and Arabic; our own spellings need no line here. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lead_status: {
    new: 'nouveau|nouvelle|open|ouvert|جديد',
    contacted: 'contacte|contactee|attempted to contact|connected|in contact|تم التواصل|تم الاتصال',
    callback: 'a rappeler|rappel|a relancer|relance|en attente|call back|معاودة الاتصال|إعادة الاتصال',
    qualified: 'qualifie|qualifiee|in progress|en cours|en traitement|مؤهل',
    proposal: 'proposition|devis|devis envoye|quote|quoted|open deal|عرض|عرض سعر',
    negotiation: 'negociation|en negociation|تفاوض|مفاوضة',
    won: 'gagne|gagnee|converti|convertie|converted|customer|client|signe|closed won|مكسوب|ناجح|محول',
    lost: 'perdu|perdue|abandonne|annule|sans suite|unqualified|closed lost|bad timing|خاسر|مفقود|خسارة',
  },
  lead_source: {
    website: 'site|site web|web|online|internet|direct traffic|organic search|الموقع|موقع الويب',
    facebook: 'fb|meta|paid social|فيسبوك',
    instagram: 'ig|insta|انستغرام|إنستغرام',
    whatsapp: 'whats app|wa|واتساب',
    referral: 'referrals|recommandation|recommande|bouche a oreille|parrainage|word of mouth|إحالة|توصية',
    social: 'social media|reseaux sociaux|reseau social|organic social|التواصل الاجتماعي',
    email: 'e mail|mail|courriel|email marketing|emailing|البريد',
    phone: 'telephone|tel|appel|call|هاتف|اتصال',
    walk_in: 'walkin|agence|en agence|visite|passage|office|زيارة|الوكالة',
    event: 'evenement|salon|fair|trade show|foire|معرض|فعالية',
    partner: 'partenaire|partenariat|شريك',
    other: 'autre|autres|offline sources|أخرى|اخرى',
  },
  interest_level: {
    low: 'faible|bas|basse|froid|froide|cold|منخفض',
    medium: 'moyen|moyenne|tiede|warm|normal|normale|متوسط',
    high: 'eleve|elevee|haut|haute|fort|forte|chaud|chaude|hot|عال|مرتفع|عالي',
    urgent: 'urgente|very high|tres eleve|عاجل',
  },
  budget_level: {
    economy: 'economique|eco|budget|اقتصادي',
    standard: 'moyen|normal|عادي|قياسي',
    premium: 'superieur|confort|مميز|ممتاز',
    luxury: 'luxe|haut de gamme|فاخر|فخم',
  },
  language: {
    ar: 'arabic|arabe|العربية|عربي|ara',
    fr: 'french|francais|francaise|الفرنسية|فرنسي|fra',
    en: 'english|anglais|anglaise|الإنجليزية|انجليزي|eng',
    es: 'spanish|espagnol|espanol|الإسبانية|اسباني',
    de: 'german|allemand|deutsch|الألمانية|الماني',
    it: 'italian|italien|italiano|الإيطالية|ايطالي',
    pt: 'portuguese|portugais|portugues|البرتغالية|برتغالي',
    nl: 'dutch|neerlandais|nederlands|الهولندية|هولندي',
    other: 'autre|أخرى',
  },
  account_type: {
    business:
      'company|entreprise|societe|ste|sarl|sarl au|sa|sas|sasu|eurl|snc|gie|ltd|llc|inc|gmbh|association|ong|cooperative|professionnel|b2b|organisation|organization|client entreprise|شركة|مؤسسة',
    individual: 'person|particulier|personne|physique|b2c|client particulier|private|فرد|شخص',
  },
  preferred_channel: {
    call: 'phone|telephone|tel|appel|mobile|هاتف|اتصال',
    email: 'e mail|mail|courriel|البريد|بريد إلكتروني',
    whatsapp: 'whats app|wa|واتساب',
    sms: 'text|texto|message|رسالة',
  },
  payment_method: {
    cash: 'especes|espece|liquide|نقدا|نقد',
    bank_transfer: 'transfer|wire|virement|virement bancaire|تحويل|تحويل بنكي',
    card: 'credit card|carte|carte bancaire|cb|بطاقة|بطاقة بنكية',
    cheque: 'check|شيك',
    direct_debit: 'debit|prelevement|اقتطاع',
  },
  loyalty_status: {
    new: 'nouveau|none|aucun|جديد',
    bronze: 'برونزي',
    silver: 'argent|فضي',
    gold: 'or|ذهبي',
    platinum: 'platine|بلاتيني',
    vip: 'كبار الشخصيات',
  },
  seat_preference: {
    window: 'hublot|fenetre|نافذة',
    aisle: 'couloir|ممر',
    middle: 'milieu|وسط',
    front: 'avant|أمام',
    rear: 'arriere|back|خلف',
    extra_legroom: 'legroom|espace jambes',
    no_preference: 'none|any|aucune|indifferent|sans preference|لا تفضيل',
  },
  meal_preference: {
    standard: 'normal|عادي',
    halal: 'حلال',
    kosher: 'casher|كوشر',
    vegetarian: 'vegetarien|vegetarienne|نباتي',
    vegan: 'vegetalien|vegane',
    gluten_free: 'sans gluten',
    lactose_free: 'sans lactose',
    diabetic: 'diabetique|سكري',
    low_salt: 'sans sel|pauvre en sel',
    seafood: 'fruits de mer|مأكولات بحرية',
    child: 'enfant|طفل',
    no_meal: 'sans repas|aucun|بدون وجبة',
    other: 'autre|أخرى',
  },
}

const spellings = new Map<string, Map<string, string>>()

/** Our value of what somebody wrote in a cell of `field`. */
export function valueOfWord(field: string, text: string): string | undefined {
  let words = spellings.get(field)
  if (!words) {
    words = new Map()
    for (const [value, names] of Object.entries(VALUES[field] ?? {}))
      for (const name of names.split('|')) words.set(heading(name), value)
    spellings.set(field, words)
  }
  return words.get(heading(text))
}

const YES = new Set('yes|y|true|1|x|on|oui|o|vrai|ok|نعم|صحيح|اجل|actif|active|نشط'.split('|').map(heading))
const NO = new Set('no|n|false|0|off|non|faux|لا|خطا|inactif|inactive|غير نشط'.split('|').map(heading))

export function yesNo(text: string): boolean | undefined {
  const word = heading(text)
  if (YES.has(word) || text.trim() === '✓') return true
  return NO.has(word) || text.trim() === '-' ? false : undefined
}

/** Words that mean a number: a bill that is due at once has no days. */
export function wordNumber(field: string, text: string): number | undefined {
  return field === 'payment_terms_days' && AT_ONCE.has(heading(text)) ? 0 : undefined
}
const AT_ONCE = new Set(
  'a reception|a reception de facture|comptant|immediat|au comptant|on receipt|due on receipt|immediate|cash|نقدا|فوري'
    .split('|')
    .map(heading),
)
