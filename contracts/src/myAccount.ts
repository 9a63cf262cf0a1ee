import * as z from 'zod'
import { Password } from './auth.ts'
import { LANGUAGES } from './languages.ts'
import { Id, Timestamp } from './fields.ts'
import { operation } from './operation.ts'
import { MOST_PINS, Preferences } from './preferences.ts'

/** The user behind the token, as they know themselves. */
export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    language: z.enum(LANGUAGES),
    preferences: Preferences,
    /** False for who signs in with an outside service: name and password are kept there. */
    has_password: z.boolean(),
  })
  .meta({ id: 'Me' })
export type Me = z.output<typeof Me>

/** The name of a user. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed() && !/[\0\r\n]/.test(text), { error: 'bad_text' })

export const MeChanges = z
  .strictObject({
    name: PersonName.optional(),
    language: z.enum(LANGUAGES).optional(),
    /** What is absent stays. */
    preferences: Preferences.optional(),
    /** Views to pin, and to pin no more: `preferences.pinned_views` is changed by these alone, whoever else changes it. */
    pins: z
      .record(Id, z.boolean())
      .refine((pins) => Object.keys(pins).length <= MOST_PINS, { error: 'too_long' })
      .optional(),
  })
  .meta({ id: 'MeChanges' })
export type MeChanges = z.output<typeof MeChanges>

/** A place where the user is signed in. */
export const SessionInfo = z
  .object({
    id: Id,
    current: z.boolean(),
    /** `Firefox`, `Chrome`; null when the device did not say. */
    browser: z.string().nullable(),
    os: z.string().nullable(),
    device: z.enum(['desktop', 'phone', 'tablet', 'other']),
    ip: z.string().nullable(),
    created_at: Timestamp,
    /** To about ten minutes. */
    last_used_at: Timestamp,
  })
  .meta({ id: 'SessionInfo' })
export type SessionInfo = z.output<typeof SessionInfo>

export const PasswordChange = z.strictObject({ current_password: Password, password: Password })
export type PasswordChange = z.output<typeof PasswordChange>

const SessionParams = z.object({ id: Id })

/** What users see and change of their own account, in all their tenants. */
export const myAccount = {
  read: operation({
    id: 'auth.me',
    method: 'GET',
    path: '/api/v1/auth/me',
    summary: 'Who I am, and how I like things',
    permission: 'user',
    answer: Me,
  }),
  change: operation({
    id: 'auth.changeMe',
    method: 'PATCH',
    path: '/api/v1/auth/me',
    summary: 'Change my name, language or preferences, in all my tenants',
    permission: 'user',
    body: MeChanges,
    answer: Me,
  }),
  changePassword: operation({
    id: 'auth.changePassword',
    method: 'POST',
    path: '/api/v1/auth/password',
    summary: 'Change my password; my other sessions end',
    permission: 'user',
    body: PasswordChange,
    secret: true,
  }),
  sessions: operation({
    id: 'auth.sessions',
    method: 'GET',
    path: '/api/v1/auth/sessions',
    summary: 'Where I am signed in, last used first',
    permission: 'user',
    answer: z.object({ items: z.array(SessionInfo) }),
  }),
  endSession: operation({
    id: 'auth.endSession',
    method: 'DELETE',
    path: '/api/v1/auth/sessions/{id}',
    summary: 'End one of my sessions',
    permission: 'user',
    params: SessionParams,
  }),
  endOthers: operation({
    id: 'auth.endOthers',
    method: 'DELETE',
    path: '/api/v1/auth/sessions',
    summary: 'End all my sessions but this one',
    permission: 'user',
  }),
}
