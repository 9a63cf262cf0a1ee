import type { NewCustomField } from '@rihla/contracts/customFields.ts'
import type { Random } from '../random.ts'

/** A field of the business's own, and what records have in it. */
export interface OwnField {
  definition: NewCustomField & { key: string; record_type: 'contact' | 'account' }
  /** Of how many records something is known. */
  share: number
  /** What one of them has; `day` is the date in so many days. */
  value: (random: Random, day: (from: number) => string) => string | number | boolean
}

type Labels = Record<'en' | 'fr' | 'ar', string>
const choices = (options: Readonly<Record<string, Labels>>) =>
  Object.entries(options).map(([value, labels]) => ({ value, label: labels.fr, labels }))

const named = (en: string, fr: string, ar: string) => ({ label: fr, labels: { en, fr, ar } })

const AIRLINES = {
  royal_air_maroc: named('Royal Air Maroc', 'Royal Air Maroc', 'الخطوط الملكية المغربية').labels,
  air_arabia: named('Air Arabia', 'Air Arabia', 'العربية للطيران').labels,
  air_france: named('Air France', 'Air France', 'الخطوط الفرنسية').labels,
  saudia: named('Saudia', 'Saudia', 'الخطوط السعودية').labels,
  turkish_airlines: named('Turkish Airlines', 'Turkish Airlines', 'الخطوط التركية').labels,
}
const PICK_UP = {
  airport: named('Airport', 'Aéroport', 'المطار').labels,
  hotel: named('Hotel or riad', 'Hôtel ou riad', 'الفندق أو الرياض').labels,
  station: named('Railway station', 'Gare', 'محطة القطار').labels,
  home: named('At home', 'À domicile', 'المنزل').labels,
}

/** What both know of companies. */
const OF_COMPANIES: readonly OwnField[] = [
  {
    definition: {
      record_type: 'account',
      key: 'contract_until',
      type: 'date',
      ...named('Contract until', 'Contrat jusqu’au', 'العقد سار إلى غاية'),
    },
    share: 0.5,
    value: (random, day) => day(random.int(20, 500)),
  },
  {
    definition: {
      record_type: 'account',
      key: 'order_form',
      type: 'yes_no',
      ...named('Order form required', 'Bon de commande exigé', 'سند الطلب ضروري'),
    },
    share: 1,
    value: (random) => random.chance(0.6),
  },
]

export const ATLAS_FIELDS: readonly OwnField[] = [
  {
    definition: {
      record_type: 'contact',
      key: 'preferred_airline',
      type: 'choice',
      options: choices(AIRLINES),
      ...named('Preferred airline', 'Compagnie aérienne préférée', 'شركة الطيران المفضلة'),
    },
    share: 0.6,
    value: (random) => random.pick(Object.keys(AIRLINES)),
  },
  {
    definition: {
      record_type: 'contact',
      key: 'visa_needed',
      type: 'yes_no',
      ...named('Visa needed', 'Visa à demander', 'تأشيرة مطلوبة'),
    },
    share: 0.5,
    value: (random) => random.chance(0.55),
  },
  ...OF_COMPANIES,
]

export const SAHARA_FIELDS: readonly OwnField[] = [
  {
    definition: {
      record_type: 'contact',
      key: 'pick_up',
      type: 'choice',
      options: choices(PICK_UP),
      ...named('Picked up at', 'Lieu de prise en charge', 'مكان الانطلاق'),
    },
    share: 0.8,
    value: (random) => random.pick(Object.keys(PICK_UP)),
  },
  {
    definition: {
      record_type: 'contact',
      key: 'child_seats',
      type: 'number',
      ...named('Child seats', 'Sièges enfant', 'مقاعد الأطفال'),
    },
    share: 0.4,
    value: (random) => random.int(1, 3),
  },
  ...OF_COMPANIES,
]
