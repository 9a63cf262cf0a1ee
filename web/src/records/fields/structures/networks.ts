// Where a name on each network is found. Trademarks are written as their owners write them, in every language.
const NETWORKS: Record<string, { name: string; page: (handle: string) => string; hosts: readonly string[] }> = {
  instagram: { name: 'Instagram', page: (one) => `https://www.instagram.com/${one}`, hosts: ['instagram.com'] },
  facebook: { name: 'Facebook', page: (one) => `https://www.facebook.com/${one}`, hosts: ['facebook.com', 'fb.com'] },
  linkedin: {
    name: 'LinkedIn',
    page: (one) => `https://www.linkedin.com/${one.includes('/') ? one : `in/${one}`}`,
    hosts: ['linkedin.com'],
  },
  x: { name: 'X', page: (one) => `https://x.com/${one}`, hosts: ['x.com', 'twitter.com'] },
  twitter: { name: 'Twitter', page: (one) => `https://x.com/${one}`, hosts: ['x.com', 'twitter.com'] },
  tiktok: { name: 'TikTok', page: (one) => `https://www.tiktok.com/@${one}`, hosts: ['tiktok.com'] },
  youtube: { name: 'YouTube', page: (one) => `https://www.youtube.com/@${one}`, hosts: ['youtube.com', 'youtu.be'] },
  snapchat: { name: 'Snapchat', page: (one) => `https://www.snapchat.com/add/${one}`, hosts: ['snapchat.com'] },
  telegram: { name: 'Telegram', page: (one) => `https://t.me/${one}`, hosts: ['t.me', 'telegram.me'] },
}

const networkOf = (key: string) =>
  Object.hasOwn(NETWORKS, key.toLowerCase()) ? NETWORKS[key.toLowerCase()] : undefined

/** What a network is called; one that we do not know is called what it was called. */
export const networkName = (key: string): string => networkOf(key)?.name ?? key

// A name as networks allow it: letters of any script, digits, and what joins them.
const HANDLE = /^@?([\p{L}\p{N}][\p{L}\p{N}._\-/]*)$/u

/** The page that a profile is, over a safe connection only; null for what is no address and no name. */
export function profileLink(key: string, value: string): string | null {
  const text = value.trim()
  const network = networkOf(key)
  if (/^https?:\/\//i.test(text) || (text.includes('/') && network?.hosts.some((host) => text.includes(host))))
    return secure(/^https?:/i.test(text) ? text : `https://${text}`)
  const handle = HANDLE.exec(text)?.[1]
  return handle && network ? secure(network.page(handle)) : null
}

function secure(text: string): string | null {
  try {
    const url = new URL(text)
    // What is written before an `@` can make an address look like another.
    if (url.username || url.password) return null
    // The networks speak it all; an address that was kept without it is asked for with it.
    if (url.protocol === 'http:') url.protocol = 'https:'
    return url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
