import type { PeekProps } from '#records/listing/list-kind.ts'
import { type PeekKind, RecordPeek } from '#records/listing/record-peek.tsx'
import { CONTACTS } from './contact.ts'

const PEEK: PeekKind = {
  kind: CONTACTS,
  fields: [
    'account_id',
    'title',
    'phone',
    'mobile',
    'email',
    'language',
    'nationality',
    'birth_date',
    'city',
    'country',
    'preferred_channel',
    'dietary_restrictions',
    'accessibility_needs',
    'notes',
  ],
}

/** A contact beside its list. */
export const ContactPeek = (props: PeekProps) => <RecordPeek peek={PEEK} {...props} />
