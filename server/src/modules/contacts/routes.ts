import { contacts as operations } from '@rihla/contracts/contacts.ts'
import { storyOf } from '#modules/activities/service.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import type { Module } from '#platform/registry.ts'
import { contacts } from './service.ts'

export const contactsModule: Module = {
  name: 'contacts',
  routes: recordRoutes(operations, contacts, storyOf('contact_id', contacts)),
  records: { contact: contacts.type },
  jobs: { [bulkJobOf('contacts')]: bulkJob(contacts) },
}
