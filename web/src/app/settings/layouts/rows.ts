import type { Editing } from './editing.ts'
import type { Drops } from './use-drops.ts'
import type { Leave } from './use-focus.ts'

/** What can be done with the rows of the list. */
export type Rows = Omit<Editing, 'drop' | 'landing'> & Drops & { leave: Leave }
