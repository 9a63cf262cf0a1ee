import type { Speech } from './origins.ts'

/** What people are called at the counter, by what stands in their passport. */
export const NICKNAMES: Readonly<Record<string, string>> = {
  Mohamed: 'Simo',
  'Fatima-Zahra': 'Fati',
  Khadija: 'Khadouj',
  Abderrahim: 'Rahim',
  Abdellatif: 'Latif',
  Mustapha: 'Stof',
  Zineb: 'Zinouba',
  Yassine: 'Yass',
  Nicolas: 'Nico',
  Mathieu: 'Mat',
  Guillaume: 'Guigui',
  Isabelle: 'Isa',
  Benjamin: 'Ben',
  Daniel: 'Dan',
  Oliver: 'Ollie',
  Charlotte: 'Charlie',
  Michael: 'Mike',
  Jennifer: 'Jenny',
  'María José': 'Marijose',
  Francesca: 'Franci',
}

/** What stands beside somebody who was entered once more. */
export const ENTERED_AGAIN: Readonly<Record<Speech, readonly string[]>> = {
  fr: [
    'Passage à l’agence, fiche ouverte sans chercher la précédente.',
    'Appel reçu sur le standard, souhaite un rappel après 18 h.',
    'Inscription au salon du tourisme, demande le catalogue d’été.',
  ],
  ar: ['حضر إلى الوكالة وفتحنا له ملفا جديدا.', 'اتصل على الرقم الثابت ويفضل التواصل عبر واتساب.'],
  en: ['Called the front desk, asked for the new brochure.', 'Met at the travel fair, card typed in the same evening.'],
}

/** What somebody who was here before asks for next. */
export const NEXT_TRIPS: Readonly<Record<Speech, { title: string; description: string }>> = {
  fr: {
    title: 'Nouveau départ en famille',
    description: 'Très contents du dernier voyage, veulent repartir avec nous. À rappeler avec deux propositions.',
  },
  ar: { title: 'رحلة جديدة مع العائلة', description: 'أعجبتهم الرحلة السابقة ويرغبون في السفر معنا مرة أخرى.' },
  en: {
    title: 'Another trip with the family',
    description: 'Loved the last one, would like to see two proposals for next spring.',
  },
}
