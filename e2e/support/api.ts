import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'
import { PEOPLE, type Person } from './people.ts'

export interface Lead {
  id: string
  version: number
  full_name: string | null
  title: string | null
  city: string | null
  lead_status: string
  lead_score: number
  lost_reason: string | null
  assigned_to: string | null
  tags: string[]
  next_follow_up: string | null
  call_attempts: number
  archived_at: string | null
  converted_account_id: string | null
  converted_contact_id: string | null
  converted_opportunity_id: string | null
}
export interface Member {
  id: string
  name: string
  email: string
}

/** The API as one person sees it: makes what a test needs, and tells what the server holds. */
export class Api {
  readonly #request: APIRequestContext
  readonly #person: Person
  #session: Session
  /** When the session ends, in ms. */
  #until: number
  readonly me: { id: string; name: string }

  private constructor(request: APIRequestContext, person: Person, session: Session) {
    this.#request = request
    this.#person = person
    this.#session = session
    this.#until = endOf(session)
    this.me = session.user
  }

  static async signIn(request: APIRequestContext, person: Person): Promise<Api> {
    return new Api(request, person, await signIn(request, person))
  }

  /** All tests of a worker share one, and together they last longer than a session. */
  async #token(): Promise<string> {
    if (Date.now() > this.#until - 60_000) {
      this.#session = await signIn(this.#request, this.#person)
      this.#until = endOf(this.#session)
    }
    return this.#session.access_token
  }

  /** Sends to a path of the tenant and answers the response, whatever it is. */
  async send(method: string, path: string, data?: unknown): Promise<APIResponse> {
    return this.#request.fetch(`/api/v1/tenants/${PEOPLE[this.#person].tenant}/${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}` },
      ...(data === undefined ? {} : { data }),
    })
  }

  /** The same, and what it answers; anything but a success fails the test. */
  async ask<T>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await this.send(method, path, data)
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${answer.ok() ? '' : await answer.text()}`).toBe(true)
    return (answer.status() === 204 ? null : await answer.json()) as T
  }

  createLead(values: Record<string, unknown>): Promise<Lead> {
    return this.ask('POST', 'leads', values)
  }
  lead(id: string): Promise<Lead> {
    return this.ask('GET', `leads/${id}`)
  }
  change(id: string, values: Record<string, unknown>): Promise<Lead> {
    return this.ask('PATCH', `leads/${id}`, values)
  }
  /** The leads of a list, by the query of its address. */
  async leads(query: string): Promise<Lead[]> {
    return (await this.ask<{ items: Lead[] }>('GET', `leads?page_size=200&${query}`)).items
  }
  async members(): Promise<Member[]> {
    return (await this.ask<{ items: Member[] }>('GET', 'members')).items
  }
  /** A colleague by e-mail. */
  async member(person: Person): Promise<Member> {
    const found = (await this.members()).find(({ email }) => email === PEOPLE[person].email)
    if (!found) throw new Error(`${person} is not a member`)
    return found
  }
}

async function signIn(request: APIRequestContext, person: Person): Promise<Session> {
  const { email, password, tenant } = PEOPLE[person]
  const answer = await request.post('/api/v1/auth/login', { data: { email, password, tenant } })
  await expect(answer, 'sign-in').toBeOK()
  return (await answer.json()) as Session
}

const endOf = ({ expires_in }: Session): number => Date.now() + expires_in * 1000

interface Session {
  access_token: string
  /** Seconds. */
  expires_in: number
  user: { id: string; name: string }
}
