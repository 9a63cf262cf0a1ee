import type { TagColor } from '@rihla/contracts/tags.ts'

/** What an agency marks its people by, and in which colour: what is urgent is warm. */
export const TAGS: Record<string, TagColor> = {
  VIP: 'amber',
  hot: 'red',
  urgent: 'orange',
  'client fidèle': 'green',
  'lune de miel': 'pink',
  omra: 'teal',
  famille: 'blue',
  groupe: 'indigo',
  b2b: 'grey',
}
