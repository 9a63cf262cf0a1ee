import type { Speech } from './origins.ts'

/** What stands in the notes of a company, as those who deal with it write. */
export const OF_COMPANIES: Readonly<Record<Speech, readonly string[]>> = {
  fr: [
    'Bon de commande obligatoire avant émission. Facture en trois exemplaires au service comptabilité.',
    'Règlement à 60 jours malgré le contrat, relancer le 25 du mois.',
    'Décision prise par la direction, jamais par les achats. Préfère les rendez-vous du matin.',
    'Demandent toujours deux variantes d’hôtel et la salle de réunion le premier jour.',
    'Fermé en août. Ramadan : horaires continus jusqu’à 15 h.',
  ],
  ar: [
    'سند الطلب ضروري قبل إصدار التذاكر. الفاتورة باسم المؤسسة مع رقم ICE.',
    'الأداء بشيك عند التسليم. يفضلون التواصل عبر واتساب مع الإدارة.',
    'الرحلات المدرسية تؤكد قبل شهر على الأقل، مع لائحة المشاركين.',
  ],
  en: [
    'Net rates only, confirmations within 24 hours. Their guests pay extras on the spot.',
    'Purchase order first, then the deposit. Always asks for an English-speaking guide.',
    'Sends the rooming list late: remind them ten days before arrival.',
  ],
}

/** What stands in the notes of somebody. */
export const OF_PEOPLE: Readonly<Record<Speech, readonly string[]>> = {
  fr: [
    'Préfère WhatsApp après 18 h. Voyage toujours avec sa mère, prévoir une chambre au rez-de-chaussée.',
    'Allergie aux fruits de mer. Côté hublot, jamais de vol de nuit.',
    'Paye par virement, demande un reçu à chaque acompte.',
    'Recommandée par sa sœur, cliente depuis 2022. Sensible aux petites attentions.',
  ],
  ar: [
    'يفضل التواصل عبر واتساب بعد صلاة العصر. يسافر دائما مع العائلة.',
    'طلب غرفة قريبة من الحرم وكرسيا متحركا لوالدته.',
    'يؤدي نقدا على دفعات، ويطلب وصلا عن كل دفعة.',
  ],
  en: [
    'Celebrates an anniversary in May: a note in the room goes a long way.',
    'Vegetarian. Would rather have a driver than drive.',
    'Answers e-mail in the evening, does not like to be called at work.',
  ],
}
