/** Whom a verified token stands for. What a person may do is the tenant's to say: `loadActor`. */
export interface Principal {
  /** Of a user who signed in here; null for an outside token, whose member is found by issuer and subject. */
  user_id: string | null
  /** The session an own token belongs to; it is checked again within a second. */
  session_id: string | null
  /** The tenant the token claims: its id, or, in an outside token, perhaps its slug. */
  tenant: string | null
  issuer: string
  subject: string
  expires_at: Date
  /** What an outside token says about its subject; undefined for own tokens. */
  claims?: OutsideClaims
}

export interface OutsideClaims {
  /** As the token spells them, in lower case; undefined when it names none. */
  roles?: readonly string[]
  email: string | null
  name: string | null
}

/** Issuer, audience and type of the access tokens made here. */
export const ISSUER = 'rihla'
export const TOKEN_TYPE = 'at+jwt'
