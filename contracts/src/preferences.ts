import * as z from 'zod'
import { Id } from './fields.ts'

const one = <const V extends readonly [string, ...string[]]>(values: V) => z.enum(values).nullable().optional()
/** Names and keys of shortcuts are the web app's: `keys.new_lead c l` → `c n`. */
const Short = z
  .string()
  .max(80)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'bad_text' })

/** Views that one user pins at most; of more, the oldest go. */
export const MOST_PINS = 100

/**
 * How a user likes the product, on every device. All are optional: what is absent is as delivered. In a change, null
 * puts a preference back.
 */
export const Preferences = z
  .strictObject({
    theme: one(['system', 'light', 'dark']),
    density: one(['compact', 'default', 'comfortable']),
    /** False: no shortcut is a single letter (WCAG 2.1.4). */
    single_keys: z.boolean().nullable().optional(),
    /** What the user set instead of the delivered keys; the whole of it, '' for none. */
    shortcuts: z
      .record(Short, Short)
      .refine((keys) => Object.keys(keys).length <= 200, { error: 'too_long' })
      .nullable()
      .optional(),
    /** Digits of dates and amounts in Arabic. */
    digits: one(['latin', 'arabic']),
    sidebar: one(['open', 'closed']),
    /** Views that stand in the sidebar under their kind of record, of whichever tenant. */
    pinned_views: z.array(Id).max(MOST_PINS).nullable().optional(),
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.output<typeof Preferences>
