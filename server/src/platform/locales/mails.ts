import type { Locale } from './en.ts'

interface MailText {
  subject: string
  paragraphs: readonly string[]
  action: string
  footnote: string
}

/** What our mails say. `{name}` is filled in; nothing else is read in a text. */
const MAILS: Record<'invitation' | 'reset', Record<Locale, MailText>> = {
  invitation: {
    en: {
      subject: 'You are invited to {tenant}',
      paragraphs: ['Hello,', '{inviter} invites you to work in {tenant} with Rihla.'],
      action: 'Accept the invitation',
      footnote: 'The link is good once and for seven days. If you did not expect this, ignore it: nothing happens.',
    },
    fr: {
      subject: 'Invitation à rejoindre {tenant}',
      paragraphs: ['Bonjour,', '{inviter} vous invite à travailler dans {tenant} avec Rihla.'],
      action: 'Accepter l’invitation',
      footnote:
        'Ce lien est valable une seule fois, pendant sept jours. Si vous n’attendiez pas ce message, ignorez-le : rien ne se passera.',
    },
    ar: {
      subject: 'دعوة للانضمام إلى {tenant}',
      paragraphs: ['مرحبًا،', 'يدعوك {inviter} إلى العمل ضمن {tenant} على منصة Rihla.'],
      action: 'قبول الدعوة',
      footnote: 'الرابط صالح مرة واحدة ولمدة سبعة أيام. إن لم تكن تتوقع هذه الرسالة فتجاهلها، ولن يحدث شيء.',
    },
  },
  reset: {
    en: {
      subject: 'Set a new password',
      paragraphs: ['Hello {name},', 'Somebody, hopefully you, asked to set a new password for your Rihla account.'],
      action: 'Set a new password',
      footnote:
        'The link is good once and for 30 minutes. If you did not ask for it, ignore this mail: your password stays.',
    },
    fr: {
      subject: 'Définir un nouveau mot de passe',
      paragraphs: [
        'Bonjour {name},',
        'Une personne, vous sans doute, a demandé à définir un nouveau mot de passe pour votre compte Rihla.',
      ],
      action: 'Définir un nouveau mot de passe',
      footnote:
        'Ce lien est valable une seule fois, pendant 30 minutes. Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste inchangé.',
    },
    ar: {
      subject: 'تعيين كلمة مرور جديدة',
      paragraphs: ['مرحبًا {name}،', 'وصلنا طلب، نرجو أن يكون منك، لتعيين كلمة مرور جديدة لحسابك على منصة Rihla.'],
      action: 'تعيين كلمة مرور جديدة',
      footnote: 'الرابط صالح مرة واحدة ولمدة 30 دقيقة. إن لم تطلبه فتجاهل هذه الرسالة، وستبقى كلمة مرورك كما هي.',
    },
  },
}

/** A mail in somebody's language. */
export function mailText(name: keyof typeof MAILS, locale: Locale, params: Record<string, string>): MailText {
  const { subject, paragraphs, action, footnote } = MAILS[name][locale]
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '')
  return { subject: fill(subject), paragraphs: paragraphs.map(fill), action, footnote }
}
