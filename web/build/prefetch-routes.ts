import { accounts } from '@rihla/contracts/accounts.ts'
import { contacts } from '@rihla/contracts/contacts.ts'
import { customFields } from '@rihla/contracts/customFields.ts'
import { layouts } from '@rihla/contracts/layouts.ts'
import { pipeline } from '@rihla/contracts/leadPipeline.ts'
import { leads } from '@rihla/contracts/leads.ts'
import { members } from '@rihla/contracts/members.ts'
import { views } from '@rihla/contracts/views.ts'
import type { PrefetchRoute } from '../src/prefetch-route.ts'
import { CARDS, PAGE_SIZE } from '../src/records/pages.ts'

/** A route before it is built: with modules in place of the files they come to be in. */
export type RouteSource = Omit<PrefetchRoute, 'files'> & { name: string; modules: readonly string[] }

/** The frame of a tenant's pages. */
export const SHELL = ['app/router.tsx', 'app/shell/shell.tsx']
const ROWS = 'records/listing/records-list.tsx'
const people = { path: members.list.path }
const place = '^/t/([^/]+)/'

/** What every page of a kind of record asks besides. */
const besides = (record_type: string) => [
  people,
  { path: views.list.path, query: `record_type=${record_type}` },
  { path: customFields.list.path, query: `record_type=${record_type}` },
]

/** The list of a kind of record, and the page of one. */
const room = (
  name: string,
  record_type: string,
  { list, find }: { list: { path: string }; find: { path: string } },
  /** Records it points to, whose names come along. */
  include?: string,
) => [
  {
    name,
    path: `${place}${name}/?$`,
    modules: [...SHELL, `features/${name}/${name}-page.tsx`, ROWS],
    asks: [
      { path: list.path, query: `${include ? `include=${include}&` : ''}page_size=${PAGE_SIZE}`, own: true },
      ...besides(record_type),
    ],
  },
  {
    name: record_type,
    path: `${place}${name}/([\\da-fA-F-]{36})/?$`,
    modules: [...SHELL, `features/${name}/${record_type}-page.tsx`],
    asks: [
      { path: find.path, ...(include ? { query: `include=${include}` } : {}) },
      people,
      { path: customFields.list.path, query: `record_type=${record_type}` },
      { path: layouts.find.path.replace('{record_type}', record_type) },
    ],
  },
]

/** What a page consists of and asks first; the first that fits an address is its own. */
export const PREFETCH_ROUTES: readonly RouteSource[] = [
  {
    name: 'board',
    path: `${place}leads/?$`,
    search: '[?&]layout=board(&|$)',
    modules: [...SHELL, 'features/leads/leads-page.tsx', 'features/leads/leads-board.tsx'],
    asks: [{ path: pipeline.columns.path, query: `page_size=${CARDS}`, own: true }, ...besides('lead')],
  },
  ...room('leads', 'lead', leads),
  ...room('contacts', 'contact', contacts, 'account,reports_to'),
  ...room('accounts', 'account', accounts, 'parent,industry'),
  {
    name: 'home',
    path: '^/(?:t/([^/]+)/home/?)?$',
    modules: [...SHELL, 'app/home/home-page.tsx'],
    asks: [people],
  },
  { name: 'shell', path: place, modules: SHELL, asks: [people] },
]
