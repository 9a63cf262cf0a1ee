import { lazy, Suspense } from 'react'
import { withTexts } from '#lib/i18n.ts'
import { LanguageBadge } from '#records/page/language.tsx'
import type { PageKind, PartProps } from '#records/page/page-kind.ts'
import { RecordPage, warmRecord } from '#records/page/record-page.tsx'
import type { Ahead } from '#lib/warm.ts'
import { FieldView } from '#records/fields/field-view.tsx'
import { loadStructures } from '#records/fields/registry.tsx'
import { Skeleton } from '#ui/states.tsx'
import { type Contact, CONTACTS } from './contact.ts'
import { ContactRelated } from './contact-related.tsx'
import { ConsentPills } from './consent.tsx'

const Documents = lazy(async () => ({ default: (await withTexts(import('./documents.tsx'), 'documents')).Documents }))

loadStructures()

/** What a page of this kind has. */
export const PAGE: PageKind = {
  kind: CONTACTS,
  title: 'nav.contacts',
  Facts,
  parts: { documents: (props) => <Late Part={Documents} {...props} />, consent: ConsentPills },
  // What a journey must mind is to be seen also when there is nothing to mind.
  always: new Set(['dietary_restrictions', 'accessibility_needs']),
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

export const warm = (ahead: Ahead) => warmRecord(PAGE, ahead)

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
