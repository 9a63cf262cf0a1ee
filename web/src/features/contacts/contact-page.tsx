import { lazy, Suspense } from 'react'
import { withTexts } from '#lib/i18n.ts'
import { LanguageBadge } from '#records/page/language.tsx'
import type { PageKind, PartProps } from '#records/page/page-kind.ts'
import { RecordPage } from '#records/page/record-page.tsx'
import { FieldView } from '#records/fields/field-view.tsx'
import { Skeleton } from '#ui/states.tsx'
import { type Contact, CONTACTS } from './contact.ts'
import { ContactRelated } from './contact-related.tsx'
import { ConsentPills } from './consent.tsx'

const Documents = lazy(async () => ({ default: (await withTexts(import('./documents.tsx'), 'documents')).Documents }))

const PAGE: PageKind = {
  kind: CONTACTS,
  title: 'nav.contacts',
  Facts,
  sections: [
    {
      id: 'travel',
      label: 'section.travel',
      // What a journey must mind is to be seen also when there is nothing to mind.
      always: ['dietary_restrictions', 'accessibility_needs'],
      fields: [
        'dietary_restrictions',
        'accessibility_needs',
        'meal_preference',
        'seat_preference',
        'home_airport',
        'nationality',
        'birth_date',
      ],
    },
    { id: 'documents', Part: (props: PartProps) => <Late Part={Documents} {...props} /> },
    {
      id: 'person',
      label: 'section.person',
      fields: [
        'first_name',
        'last_name',
        'email',
        'phone',
        'mobile',
        'language',
        'preferred_channel',
        'city',
        'country',
        'website',
      ],
    },
    { id: 'company', label: 'section.company', fields: ['account_id', 'title', 'department', 'reports_to_id'] },
    { id: 'consent', Part: ConsentPills },
    { id: 'source', label: 'section.about', fields: ['lead_source', 'tags', 'notes'] },
    {
      id: 'history',
      label: 'section.history',
      plain: true,
      fields: ['created_at', 'created_by', 'updated_at', 'last_interaction_at'],
    },
  ],
  Related: ({ record }) => <ContactRelated contact={record} />,
  files: true,
}

const Late = ({ Part, ...props }: PartProps & { Part: typeof Documents }) => (
  <Suspense fallback={<Skeleton className="h-24 w-full rounded-md" />}>
    <Part {...props} />
  </Suspense>
)

/** One contact: who they are, what a journey must mind, what was said. */
export const ContactPage = () => <RecordPage page={PAGE} />

function Facts({ record: contact }: { record: Contact }) {
  const { account_id } = CONTACTS.resource.fields
  return (
    <>
      {contact.title ? <bdi className="font-medium text-text">{contact.title}</bdi> : null}
      {contact.account_id ? <FieldView name="account_id" field={account_id} record={contact} /> : null}
      {contact.language ? <LanguageBadge language={contact.language} /> : null}
    </>
  )
}
