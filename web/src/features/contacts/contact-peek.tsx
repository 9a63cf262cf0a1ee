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
    'address',
    'preferred_channel',
    'dietary_restrictions',
    'accessibility_needs',
    'emergency_contact',
    'frequent_flyer',
    'notes',
  ],
}

/** A contact beside its list. */
export const ContactPeek = (props: PeekProps) => <RecordPeek peek={PEEK} {...props} />
