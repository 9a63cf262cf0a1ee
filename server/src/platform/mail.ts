import { callbackify } from 'node:util'
import { createTransport } from 'nodemailer'
import type { MailConfig } from './config.ts'
import { Problem } from './errors.ts'
import type { Locale } from './locales/en.ts'
import { connectOut } from './outbound.ts'

export interface Mail {
  /** One checked address. */
  to: { name: string; address: string }
  subject: string
  /** Paragraphs of plain text; the link stands by itself after them. */
  paragraphs: readonly string[]
  action?: { label: string; link: string }
  /** What stands below, smaller. */
  footnote?: string
  locale: Locale
}

/** Sends one mail. Throws what the server said; a refusal for good is a `Problem`, which no job tries again. */
export type SendMail = (mail: Mail) => Promise<void>

/** Milliseconds for each step of the conversation. */
const PATIENCE = 15_000

/** The way to the configured mail server. */
export function createMailer({ host, port, secure, user, password, from }: MailConfig): SendMail {
  // The operator named the host: it may stand beside us.
  const open = callbackify(async () => ({
    connection: await connectOut({ host, port, named_by: 'operator', patience: PATIENCE }),
  }))
  const transport = createTransport({
    host,
    port,
    secure,
    // A password never travels in the open.
    ...(user !== undefined && { auth: { user, pass: password ?? '' }, requireTLS: !secure }),
    getSocket: (_, done) => open((error, given) => done(error, given ?? false)),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, ...mail }) => {
    // Addresses travel as objects: no parser ever reads what a user typed (`security.md` T26).
    if (!/^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+$/.test(to.address)) throw new Problem(422, 'mail.refused')
    try {
      await transport.sendMail({
        from,
        to: { name: oneLine(to.name), address: to.address },
        envelope: { from: from.address, to: [to.address] },
        subject: oneLine(subject),
        text: textOf(mail),
        html: htmlOf({ subject, ...mail }),
        headers: { 'auto-submitted': 'auto-generated', 'content-language': mail.locale },
      })
    } catch (error) {
      const { responseCode = 0 } = error as { responseCode?: number }
      if (responseCode >= 500 && responseCode !== 535) throw new Problem(422, 'mail.refused')
      // What the server said may quote the address: only what kind of failure it was goes on, to the log.
      const { code = 'EUNKNOWN' } = error as { code?: string }
      throw Object.assign(new Error(`The mail server did not take the mail (${code}).`), { code: 'MAIL' })
    }
  }
}

type Content = Pick<Mail, 'paragraphs' | 'action' | 'footnote' | 'locale'>

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const textOf = ({ paragraphs, action, footnote }: Content) =>
  [...paragraphs, ...(action ? [action.link] : []), ...(footnote ? [footnote] : [])].join('\n\n')

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/** One column, no picture, nothing to load: every reader shows it, and none tells us that it did. */
function htmlOf({ subject, paragraphs, action, footnote, locale }: Content & { subject: string }): string {
  const start = locale === 'ar' ? 'right' : 'left'
  const paragraph = (text: string, style = '') => `<p style="margin:0 0 16px;${style}">${escape(text)}</p>`
  const button =
    action &&
    `<p style="margin:24px 0"><a href="${escape(action.link)}" style="display:inline-block;padding:12px 20px;` +
      `border-radius:8px;background:#1f5f4f;color:#ffffff;text-decoration:none;font-weight:600">${escape(action.label)}</a></p>` +
      `<p dir="ltr" style="margin:0 0 16px;font-size:13px;color:#5b6470;word-break:break-all;text-align:${start}">${escape(action.link)}</p>`
  return [
    `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>`,
    `<body style="margin:0;padding:32px 16px;background:#f6f5f2;color:#1c1f23;font:16px/1.5 system-ui,sans-serif;text-align:${start}">`,
    '<div style="max-width:520px;margin:0 auto;padding:32px;border-radius:12px;background:#ffffff">',
    ...paragraphs.map((text) => paragraph(text)),
    button ?? '',
    footnote ? paragraph(footnote, 'font-size:13px;color:#5b6470') : '',
    '</div></body></html>',
  ].join('')
}
