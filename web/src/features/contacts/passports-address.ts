/** Days ahead that one looks; the first is what borders ask for most. */
export const PASSPORT_DAYS = [180, 30, 90, 365] as const

/** What the address of the list of ending passports says. */
export interface PassportsAddress {
  days?: number
  of?: 'me'
  ended?: 'true'
}

export function readPassportsAddress(raw: Record<string, unknown>): PassportsAddress {
  const days = Number(raw['days'])
  return {
    ...(Number.isInteger(days) && days > 0 && days <= 3650 && days !== PASSPORT_DAYS[0] ? { days } : {}),
    ...(raw['of'] === 'me' ? { of: 'me' as const } : {}),
    ...(raw['ended'] === 'true' ? { ended: 'true' as const } : {}),
  }
}
