import { leads } from '@rihla/contracts/leads.ts'
import { members } from '@rihla/contracts/members.ts'
import { views } from '@rihla/contracts/views.ts'
import type { Family } from '../src/begin.ts'
import { CARDS, PAGE_SIZE } from '../src/records/pages.ts'

/** As `Family`, with the modules of its pages in place of the files they come to be in. */
export type Pages = Omit<Family, 'files'> & { modules: readonly string[] }

const SHELL = ['app/router.tsx', 'app/shell/shell.tsx']
const people = { path: members.list.path }
const kept = { path: views.list.path, query: 'record_type=lead' }
const place = '^/t/([^/]+)/'

/** What a page consists of and asks first; the first that fits an address is its own. */
export const FAMILIES: readonly Pages[] = [
  {
    path: `${place}leads/?$`,
    search: '[?&]layout=board(&|$)',
    modules: [...SHELL, 'features/leads/leads-page.tsx', 'features/leads/leads-board.tsx'],
    asks: [{ path: leads.pipeline.path, query: `page_size=${CARDS}`, own: true }, people, kept],
  },
  {
    path: `${place}leads/?$`,
    modules: [...SHELL, 'features/leads/leads-page.tsx', 'features/leads/leads-list.tsx'],
    asks: [{ path: leads.list.path, query: `page_size=${PAGE_SIZE}`, own: true }, people, kept],
  },
  {
    path: `${place}leads/([\\da-fA-F-]{36})/?$`,
    modules: [...SHELL, 'features/leads/lead-page.tsx'],
    asks: [{ path: leads.find.path }, people],
  },
  {
    path: '^/(?:t/([^/]+)/home/?)?$',
    modules: [...SHELL, 'app/home/home-page.tsx'],
    asks: [people],
  },
  { path: place, modules: SHELL, asks: [people] },
]
