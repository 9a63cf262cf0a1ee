import { expect, test } from 'vitest'
import { type Cursors, isDue, pageRequest, pagesIn, withNext } from './pages.ts'

test('what is in view is asked for, and the next page once 60 % of the last are read', () => {
  expect(pagesIn(0, 25, 1000)).toEqual([0])
  expect(pagesIn(30, 59, 1000)).toEqual([0])
  expect(pagesIn(35, 60, 1000)).toEqual([0, 1])
  expect(pagesIn(95, 120, 1000)).toEqual([0, 1])
  expect(pagesIn(50_000, 50_030, 100_000)).toEqual([499, 500])
})

test('a list never asks before its beginning nor past its end', () => {
  expect(pagesIn(0, 30, 12)).toEqual([0])
  expect(pagesIn(980, 999, 1000)).toEqual([9])
  expect(pagesIn(0, -1, 1000)).toEqual([])
  expect(pagesIn(0, 10, 0)).toEqual([])
})

test('a page is asked for by its cursor, one that was jumped to by its place', () => {
  expect(pageRequest(0, {})).toEqual({ page_size: 100 })
  expect(pageRequest(3, { 3: 'c3' })).toEqual({ page_size: 100, cursor: 'c3' })
  expect(pageRequest(500, { 3: 'c3' })).toEqual({ take: 100, skip: 50_000 })
})

test('the page after one on its way waits for its cursor', () => {
  expect(isDue(1, {}, new Set([0]))).toBe(false)
  expect(isDue(1, { 1: 'c1' }, new Set([0]))).toBe(true)
  expect(isDue(500, {}, new Set())).toBe(true)
  expect(isDue(501, {}, new Set([500]))).toBe(false)
})

test('pages walked, left and walked again keep the cursors they began at', () => {
  let cursors: Cursors = {}
  for (let page = 0; page < 60; page += 1) cursors = withNext(cursors, page, page === 59 ? null : `c${page + 1}`)
  expect(Object.keys(cursors)).toHaveLength(59)
  expect(pageRequest(12, cursors)).toEqual({ page_size: 100, cursor: 'c12' })
  expect(withNext(cursors, 11, 'c12')).toBe(cursors)
  expect(withNext(cursors, 11, 'moved')[12]).toBe('moved')
  expect(12 in withNext(cursors, 11, null)).toBe(false)
})
