import { type Extent, type ListQuery, useExtent } from './list.ts'

const reachedOf = ({ reached }: Extent): number => reached
const nothing = () => 0

/**
 * How many rows a list that begins further down is known to have: nobody counted those from there on, so it grows as
 * it is read.
 */
export const useReached = (resource: string, query: ListQuery, further: boolean): number =>
  useExtent(resource, query, further ? reachedOf : nothing)
