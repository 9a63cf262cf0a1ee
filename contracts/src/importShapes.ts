import * as z from 'zod'
import { Id, Timestamp } from './fields.ts'
import { IMPORTED } from './importTargets.ts'

/** Bytes of an uploaded file at most. */
export const MOST_UPLOADED = 100 * 1_048_576
/** Rows of a file at most. */
export const MOST_ROWS = 500_000

/** `uploaded` and `checked` wait for somebody; `checking`, `running` and `undoing` are at work. */
export const IMPORT_STATES = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256', 'iso-8859-15'] as const
export type Encoding = (typeof ENCODINGS)[number]
export const DELIMITERS = [',', ';', '\t', '|'] as const
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

const Target = z
  .string()
  .max(120)
  .meta({ description: 'A field, address.<part>, full_name, account_name or custom.<key>', example: 'phone' })

/** By what a row is found among the records. The first that finds one decides. */
const MatchKey = z
  .string()
  .regex(/^(?:id|email|phone|name|custom\.[a-z][a-z0-9_]{0,59})$/)
  .meta({ description: 'id, email, phone, name or custom.<key>', example: 'email' })

export const ON_MATCH = ['update', 'fill_empty', 'skip', 'create'] as const

/** What is done with the rows. */
export const ImportRules = z
  .strictObject({
    match: z.array(MatchKey).max(6),
    /** `fill_empty` writes only where the record has nothing. */
    on_match: z.enum(ON_MATCH),
    on_missing: z.enum(['create', 'skip']),
    /** An empty cell empties the field; else it says nothing. */
    empty_clears: z.boolean(),
    /** Who gets new records that the file gives to nobody; null leaves them to nobody, absent to who imports. */
    assigned_to: Id.nullable().optional(),
    tags: z.array(z.string().trim().min(1).max(60)).max(20),
    /** Of new records whose row says none. */
    lead_source: z.string().trim().min(1).max(100).nullable(),
    /** Which consent the people of a file of contacts gave, and on what it rests. */
    consent: z
      .strictObject({
        channels: z.array(z.enum(['email', 'sms', 'whatsapp', 'phone'])).max(4),
        basis: z.string().trim().min(1).max(200),
      })
      .nullable(),
    /** How dates are read whose column does not tell. */
    date_order: z.enum(DATE_ORDERS),
    /** Of phone numbers without a prefix. */
    country: z.string().regex(/^[A-Z]{2}$/),
    /** What becomes of a company's name on a contact whose account is not there. */
    accounts: z.enum(['create', 'link', 'ignore']),
  })
  .meta({ id: 'ImportRules' })
export type ImportRules = z.output<typeof ImportRules>

export const NOTES = [
  'ambiguous_dates',
  'mixed_dates',
  'not_imported',
  'same_field',
  'repeated_heading',
  'few_valid',
] as const
export const ImportColumn = z
  .object({
    index: z.int().min(0),
    /** Its heading; letters as a spreadsheet has them where there is none. */
    name: z.string(),
    samples: z.array(z.string()),
    /** Share of its cells that hold something, 0–1. */
    fill: z.number(),
    /** What it becomes; null leaves it out. */
    field: z.string().nullable(),
    guess: z.string().nullable(),
    /** Of the guess, 0–1; 1 where it is remembered or the field's own name. */
    confidence: z.number(),
    remembered: z.boolean(),
    /** How its dates seem to be written; null where it has none or they could be either. */
    date_order: z.enum(DATE_ORDERS).nullable(),
    notes: z.array(z.object({ code: z.enum(NOTES), count: z.int() })),
  })
  .meta({ id: 'ImportColumn' })
export type ImportColumn = z.output<typeof ImportColumn>

export const Counts = z.object({
  create: z.int(),
  update: z.int(),
  unchanged: z.int(),
  skip: z.int(),
  error: z.int(),
})
export type Counts = z.output<typeof Counts>

export const Import = z
  .object({
    id: Id,
    tenant_id: Id,
    record_type: z.enum(IMPORTED),
    name: z.string(),
    format: z.enum(['csv', 'xlsx']),
    size: z.int(),
    state: z.enum(IMPORT_STATES),
    encoding: z.enum(ENCODINGS).nullable(),
    delimiter: z.string().nullable(),
    /** Whether the first row holds headings. */
    header: z.boolean(),
    sheet: z.string().nullable(),
    sheets: z.array(z.string()),
    /** Which program wrote it, where its headings tell. */
    source: z.enum(['rihla', 'google', 'outlook', 'hubspot']).nullable(),
    rows: z.int(),
    columns: z.array(ImportColumn),
    rules: ImportRules,
    /** What the check found or the run did; while it runs, so far. */
    counts: Counts.nullable(),
    /** Rows looked at by the work that goes on, of how many; rows a second, and seconds left. */
    progress: z
      .object({ done: z.int(), total: z.int(), per_second: z.number().nullable(), seconds_left: z.int().nullable() })
      .nullable(),
    /** Why it failed. */
    error: z.string().nullable(),
    /** The job that works on it, or did last. */
    job_id: Id.nullable(),
    /** All that the run changed. */
    operation_id: Id.nullable(),
    /** What an undo took back, and which records it left because they were changed since. */
    undone: z
      .object({ done: z.int(), refused: z.array(z.object({ id: Id, code: z.string(), fields: z.array(z.string()) })) })
      .nullable(),
    created_by: Id.nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    finished_at: Timestamp.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Import' })
export type Import = z.output<typeof Import>

export const ImportChanges = z
  .strictObject({
    name: z.string().trim().min(1).max(255).optional(),
    record_type: z.enum(IMPORTED).optional(),
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.enum(DELIMITERS).optional(),
    header: z.boolean().optional(),
    sheet: z.string().max(255).optional(),
    columns: z
      .array(
        z.strictObject({
          index: z.int().min(0).max(999),
          field: Target.nullable().optional(),
          date_order: z.enum(DATE_ORDERS).nullable().optional(),
        }),
      )
      .max(1000)
      .optional(),
    rules: ImportRules.partial().optional(),
    version: z.int().min(1).optional(),
  })
  .meta({ id: 'ImportChanges' })
export type ImportChanges = z.output<typeof ImportChanges>

export const ImportFault = z
  .object({
    /** As a spreadsheet counts them: the headings are row 1. */
    row: z.int(),
    field: z.string().nullable(),
    column: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    value: z.string().nullable(),
    cells: z.array(z.string()),
  })
  .meta({ id: 'ImportFault' })
export type ImportFault = z.output<typeof ImportFault>

export const ImportFaults = z
  .object({
    groups: z.array(
      z.object({
        field: z.string().nullable(),
        code: z.string(),
        message: z.string(),
        count: z.int(),
        /** The first rows that have it. */
        rows: z.array(z.int()),
      }),
    ),
    items: z.array(ImportFault),
    total: z.int(),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'ImportFaults' })
export type ImportFaults = z.output<typeof ImportFaults>
