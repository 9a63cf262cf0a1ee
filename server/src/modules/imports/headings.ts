import type { Imported } from '@rihla/contracts/importTargets.ts'

/**
 * What people call fields at the head of a column, in English, French and Arabic; compared as `fold` leaves them, without
 * what is no letter or digit. Our own names and those of `api.md` need no line here.
 */
type Dictionary = Readonly<Record<string, string>>

const PERSON: Dictionary = {
  first_name: 'first name|given name|forename|firstname|prenom|prénom|prenoms|الاسم الأول|الاسم الشخصي|الاسم الاول',
  last_name:
    'last name|surname|family name|lastname|nom de famille|nom|noms|اسم العائلة|الاسم العائلي|اللقب|النسب|الكنية',
  full_name:
    'name|full name|contact name|customer name|client name|display name|nom complet|nom et prenom|nom prenom|prenom nom|nom prénom|nom du contact|contact|client|voyageur|passager|الاسم الكامل|الاسم|اسم العميل|اسم الزبون|الاسم واللقب|المسافر',
}

const REACH: Dictionary = {
  email:
    'email|e mail|mail|email address|e mail address|mail address|courriel|adresse email|adresse e mail|adresse mail|adresse electronique|mel|email 1 value|e mail 1 value|email 1|البريد الإلكتروني|البريد الالكتروني|بريد إلكتروني|الإيميل|ايميل|البريد',
  phone:
    'phone|telephone|tel|phone number|telephone number|contact number|home phone|business phone|work phone|primary phone|company phone|company main phone|phone 1 value|phone 1|phone1|landline|tel fixe|telephone fixe|fixe|n tel|num tel|numero de telephone|numero|telephone 1|tel 1|no tel|الهاتف|رقم الهاتف|هاتف|تلفون|التليفون|الهاتف الثابت|رقم التلفون',
  mobile:
    'mobile|mobile phone|mobile number|cell|cell phone|cellphone|gsm|portable|tel portable|telephone portable|tel mobile|telephone mobile|whatsapp|whatsapp number|phone 2 value|phone 2|tel 2|telephone 2|numero whatsapp|الجوال|المحمول|رقم الجوال|الهاتف المحمول|النقال|موبايل|واتساب|رقم الواتساب|الهاتف النقال',
  website:
    'website|web site|web page|url|site|site web|site internet|website url|website 1 value|company domain name|domain|الموقع|الموقع الإلكتروني|موقع الويب',
  country:
    'country|country region|pays|country of residence|pays de residence|business country region|home country region|country name|address 1 country|الدولة|البلد|بلد الإقامة',
  city: 'city|town|ville|localite|business city|home city|address 1 city|المدينة|مدينة',
  language: 'language|langue|preferred language|langue preferee|spoken language|اللغة|لغة',
  tags: 'tags|tag|labels|label|categories|category|etiquettes|etiquette|mots cles|groupes|groups|group membership|الوسوم|وسوم|التصنيفات|الفئات',
  assigned_to:
    'owner|assigned to|assignee|agent|sales rep|salesperson|responsible|contact owner|company owner|account owner|lead owner|record owner|hubspot owner|proprietaire|responsable|commercial|conseiller|affecte a|attribue a|assigne a|vendeur|gestionnaire|المسؤول|الموظف|الوكيل|مسند إلى|المندوب|المستشار',
  id: 'id|record id|identifiant|rihla id|المعرف',
}

const SOURCE =
  'lead source|source|origin|channel|how did you hear|source du prospect|origine|provenance|canal|original source|original traffic source|المصدر|مصدر العميل|القناة'
const COMPANY =
  'company|company name|organization|organisation|organization name|organization 1 name|employer|business name|associated company|primary associated company|societe|entreprise|raison sociale|nom de la societe|nom de l entreprise|agence|الشركة|اسم الشركة|المؤسسة|الوكالة'
const JOB =
  'job title|position|role|job|function|fonction|poste|profession|titre|intitule du poste|metier|organization title|organization 1 title|occupation|المسمى الوظيفي|الوظيفة|المنصب|المهنة'
const NOTES =
  'notes|note|comments|comment|remarks|remarque|remarques|commentaire|commentaires|observation|observations|memo|ملاحظات|ملاحظة|تعليق|تعليقات'
const CHANNEL =
  'preferred channel|preferred contact method|canal prefere|contact prefere|moyen de contact|قناة التواصل|طريقة التواصل المفضلة'
const NATIONALITY = 'nationality|citizenship|nationalite|الجنسية'

const addressOf = (field: string, names: readonly [prefixes: string, arabic: string]): Dictionary => {
  const prefixed = (words: string) =>
    [words, ...names[0].split('|').flatMap((prefix) => words.split('|').map((word) => `${prefix} ${word}`))].join('|')
  return {
    [`${field}.line1`]: `${prefixed('address|street|street address|address line 1|address 1|adresse|rue|adresse 1|adresse postale|voie')}|address 1 street|address 1 formatted|العنوان|الشارع`,
    [`${field}.line2`]: `${prefixed('address line 2|address 2|street 2|street address 2|complement|complement d adresse|adresse 2')}|address 1 extended address|تتمة العنوان`,
    [`${field}.city`]: names[0]
      .split('|')
      .map((prefix) => `${prefix} city|${prefix} ville`)
      .join('|'),
    [`${field}.region`]: `${prefixed('state|region|province|state region|state province|department|gouvernorat')}|address 1 region|الجهة|المنطقة|الولاية|المحافظة`,
    [`${field}.postal_code`]: `${prefixed('postal code|zip|zip code|postcode|code postal|cp')}|address 1 postal code|الرمز البريدي`,
    [`${field}.country`]: names[0]
      .split('|')
      .map((prefix) => `${prefix} country|${prefix} country region|${prefix} pays`)
      .join('|'),
  }
}

export const HEADINGS: Readonly<Record<Imported, Dictionary>> = {
  lead: {
    ...PERSON,
    ...REACH,
    title:
      'subject|enquiry|inquiry|request|deal name|opportunity|trip|demande|objet|sujet|projet|voyage|titre de la demande|الموضوع|الطلب|الرحلة',
    job_title: JOB,
    company_name: COMPANY,
    description: 'description|details|message|besoin|besoins|الوصف|التفاصيل|الرسالة',
    notes: NOTES,
    lead_status: 'lead status|status|stage|lifecycle stage|etat|statut|etape|الحالة|المرحلة|حالة العميل',
    lead_source: SOURCE,
    campaign: 'campaign|campaign name|campagne|nom de la campagne|الحملة|اسم الحملة',
    utm_source: 'utm source',
    utm_medium: 'utm medium',
    utm_campaign: 'utm campaign',
    interest_level:
      'interest level|interest|priority|temperature|niveau d interet|interet|priorite|مستوى الاهتمام|الأولوية',
    travel_interests: 'travel interests|interests|centres d interet|interets|الاهتمامات',
    destinations: 'destinations|destination|country of travel|where to|الوجهة|الوجهات',
    preferred_travel_date:
      'preferred travel date|travel date|departure date|departure|start date|date de depart|date du voyage|depart|date souhaitee|تاريخ السفر|تاريخ المغادرة|تاريخ الذهاب',
    return_date: 'return date|return|end date|date de retour|retour|تاريخ العودة|تاريخ الرجوع',
    number_of_travelers:
      'number of travelers|number of travellers|travelers|travellers|pax|people|passengers|nombre de voyageurs|voyageurs|nb voyageurs|nombre de personnes|nb personnes|nb pax|passagers|عدد المسافرين|عدد الأشخاص|المسافرون',
    budget_level: 'budget level|class|comfort|niveau de budget|gamme|standing|مستوى الميزانية|الفئة',
    estimated_value:
      'estimated value|value|amount|budget|deal value|expected revenue|montant|valeur|valeur estimee|budget estime|ca estime|القيمة|القيمة التقديرية|المبلغ|الميزانية',
    currency: 'currency|devise|monnaie|العملة',
    lead_score: 'lead score|score|hubspot score|note du prospect|النقاط|التقييم',
    expected_close_date: 'expected close date|close date|date de cloture|date de cloture prevue|تاريخ الإغلاق المتوقع',
    next_follow_up:
      'next follow up|follow up|follow up date|next activity date|relance|prochaine relance|date de relance|rappel|المتابعة القادمة|تاريخ المتابعة',
    lost_reason: 'lost reason|reason lost|raison de la perte|motif de perte|سبب الخسارة',
    call_attempts: 'call attempts|calls|tentatives d appel|nombre d appels|محاولات الاتصال',
  },
  contact: {
    ...PERSON,
    ...REACH,
    account_name: `${COMPANY}|account|account name|compte|nom du compte|الحساب`,
    title: `${JOB}|title`,
    department: 'department|service|departement|organization department|القسم|المصلحة',
    birth_date:
      'birth date|birthday|date of birth|dob|birthdate|born|date de naissance|naissance|ne le|dt naiss|dt naissance|date naiss|anniversaire|تاريخ الميلاد|تاريخ الازدياد',
    nationality: NATIONALITY,
    ...addressOf('address', ['home|mailing|business|contact|address 1', '']),
    lead_source: SOURCE,
    notes: `${NOTES}|description`,
    preferred_channel: CHANNEL,
    seat_preference: 'seat preference|seat|siege|preference de siege|المقعد|تفضيل المقعد',
    meal_preference: 'meal preference|meal|repas|preference de repas|الوجبة|تفضيل الوجبة',
    dietary_restrictions:
      'dietary restrictions|diet|dietary|allergies|regime alimentaire|regime|القيود الغذائية|الحساسية',
    accessibility_needs:
      'accessibility needs|accessibility|special needs|besoins particuliers|accessibilite|mobilite reduite|pmr|احتياجات خاصة',
    home_airport: 'home airport|airport|departure airport|aeroport|aeroport de depart|المطار|مطار المغادرة',
  },
  account: {
    ...REACH,
    first_name: PERSON.first_name!,
    last_name: 'last name|surname|family name|lastname|nom de famille|اسم العائلة|الاسم العائلي|اللقب|النسب',
    name: `${COMPANY}|name|account|account name|client|client name|customer|customer name|nom|nom du client|nom du compte|compte|full name|الاسم|اسم العميل|الحساب|اسم الحساب|العميل|الاسم الكامل`,
    account_type:
      'account type|type|type de compte|type de client|nature|customer type|contact type|نوع الحساب|النوع|نوع العميل',
    industry: 'industry|sector|secteur|secteur d activite|activite|branche|القطاع|النشاط|مجال العمل',
    size: 'size|employees|number of employees|headcount|effectif|taille|nombre d employes|عدد الموظفين|الحجم',
    description: 'description|about|about us|presentation|الوصف',
    notes: NOTES,
    ...addressOf('billing_address', ['billing|facturation|business|company', '']),
    ...Object.fromEntries(
      [
        'line1|street|address|line 1',
        'line2|line 2',
        'city|ville',
        'region|state',
        'postal_code|zip|postal code|code postal',
        'country|pays',
      ].map((words) => {
        const [part, ...names] = words.split('|')
        return [
          `shipping_address.${part}`,
          names.flatMap((name) => [`shipping ${name}`, `livraison ${name}`, `delivery ${name}`]).join('|'),
        ]
      }),
    ),
    region: 'region|state|province|state region|state province|الجهة|المنطقة',
    nationality: NATIONALITY,
    currency: 'currency|devise|monnaie|العملة',
    tax_id:
      'tax id|vat|vat number|ice|if|identifiant fiscal|numero de tva|tva|n tva|siret|siren|ifu|رقم التعريف الضريبي|الرقم الضريبي|التعريف الموحد للمقاولة',
    preferred_channel: CHANNEL,
    payment_method: 'payment method|payment|mode de paiement|moyen de paiement|reglement|mode de reglement|طريقة الدفع',
    payment_terms_days:
      'payment terms|payment terms days|terms|delai de paiement|conditions de paiement|echeance|مهلة الدفع|شروط الدفع',
    credit_limit: 'credit limit|limite de credit|plafond de credit|encours autorise|plafond|حد الائتمان|سقف الائتمان',
    loyalty_status: 'loyalty status|loyalty|tier|fidelite|statut fidelite|niveau de fidelite|حالة الولاء|الولاء|الفئة',
    is_active: 'is active|active|actif|status|statut|نشط|فعال',
  },
}
