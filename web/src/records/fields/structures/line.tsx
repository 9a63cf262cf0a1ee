import type { ViewProps } from '../views.tsx'
import { lineOf } from './told.ts'

/** A structure on one line. */
export const StructureLine = ({ field, value }: Pick<ViewProps, 'field' | 'value'>) => (
  <bdi className="one-line">{lineOf(field.shape, value)}</bdi>
)
