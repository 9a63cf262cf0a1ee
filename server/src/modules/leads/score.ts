import type { LeadSource } from '@rihla/contracts/leads.ts'
import type { ScoreRules } from '@rihla/contracts/leadScoring.ts'

/** s2's defaults. */
export const DEFAULT_RULES: ScoreRules = {
  base: 50,
  source: { referral: 20, website: 15, facebook: 10, instagram: 10, whatsapp: 5 },
  company: 10,
  business_email: 10,
  hot_tag: 15,
  hot_tags: ['enterprise', 'hot', 'urgent'],
}

export interface ScoreInput {
  lead_source: string | null
  company_name: string | null
  email: string | null
  tags: readonly string[]
}

/** Fields whose change is a reason to score again. */
export const SCORE_INPUTS = ['lead_source', 'company_name', 'email', 'tags'] as const

export interface Reason {
  rule: string
  points: number
  detail: string | null
}

/** The points a lead earns, and why; clamped to 0–100. */
export function score(lead: ScoreInput, rules: ScoreRules = DEFAULT_RULES): { score: number; reasons: Reason[] } {
  const reasons: Reason[] = [{ rule: 'base', points: rules.base, detail: null }]
  const add = (rule: string, points: number | undefined, detail: string | null) => {
    if (points) reasons.push({ rule, points, detail })
  }
  const { lead_source, company_name, email, tags } = lead
  if (lead_source) add('source', rules.source[lead_source as LeadSource], lead_source)
  if (company_name) add('company', rules.company, company_name)
  if (email && isBusinessEmail(email))
    add('business_email', rules.business_email, email.slice(email.lastIndexOf('@') + 1))
  const hot = tags.find((tag) => rules.hot_tags.includes(tag.toLowerCase()))
  if (hot) add('hot_tag', rules.hot_tag, hot)
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return { score: Math.min(100, Math.max(0, Math.round(sum))), reasons }
}

const FREE_MAIL = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.fr yahoo.co.uk ymail.com hotmail.com hotmail.fr hotmail.co.uk outlook.com
   outlook.fr live.com live.fr msn.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.fr web.de mail.com mail.ru
   yandex.com yandex.ru proton.me protonmail.com zoho.com free.fr orange.fr wanadoo.fr laposte.net sfr.fr bbox.fr
   menara.ma t-online.de libero.it virgilio.it qq.com 163.com`.split(/\s+/),
)

/** An address of a company's own domain, not of a free-mail provider. */
export const isBusinessEmail = (email: string) => !FREE_MAIL.has(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
