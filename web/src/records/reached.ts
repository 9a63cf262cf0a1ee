import { type ListQuery, useExtent } from './list.ts'

/**
 * How many rows a list that begins further down is known to have: nobody counted those from there on, so it grows as
 * it is read.
 */
export const useReached = (resource: string, query: ListQuery): number => useExtent(resource, query).reached
