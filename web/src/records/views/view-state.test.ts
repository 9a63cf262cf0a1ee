import { leadResource } from '@rihla/contracts/leads.ts'
import { expect, test } from 'vitest'
import { keptView, type ListView, openView, viewOf } from './view-state.ts'

const all: ListView = { id: 'all', name: 'All', query: {} }
const hot: ListView = { id: 'hot', name: 'Hot', query: { is_hot_lead: 'true', lead_status_not: 'won,lost' } }
const stored = {
  id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e',
  name: 'Spring',
  query: { lead_status: 'new', cols: 'full_name:260!,lead_score', gone_field: 'x' },
}
const spring = keptView(leadResource, stored as never)
const views = [all, hot, spring]

test('a kept view asks only for what the list still knows', () => {
  expect(spring.query).toEqual({ lead_status: 'new', cols: 'full_name:260!,lead_score' })
})

test('an address without a name is the view it looks like', () => {
  expect(viewOf({}, views)).toEqual({ view: all, edited: false })
  expect(viewOf({ layout: 'board' }, views).view).toBe(all)
  expect(viewOf({ lead_status_not: 'won,lost', is_hot_lead: 'true' }, views).view).toBe(hot)
  expect(viewOf({ lead_status: 'new' }, views).view).toBeNull()
  expect(viewOf({ sort_by: 'full_name' }, views)).toEqual({ view: all, edited: true })
})

test('an address that began as a view tells when it has moved on', () => {
  const opened = openView(spring, { peek: 'lead:1', search: 'x' })
  expect(opened).toEqual({ ...spring.query, view: spring.id })
  expect(viewOf(opened, views)).toEqual({ view: spring, edited: false })
  expect(viewOf({ ...opened, peek: 'lead:1' }, views).edited).toBe(false)
  expect(viewOf({ ...opened, lead_status: 'new,lost' }, views)).toEqual({ view: spring, edited: true })
  expect(viewOf({ ...opened, layout: 'board' }, views).edited).toBe(true)
  expect(viewOf(openView(hot, { layout: 'board' }), views)).toEqual({ view: hot, edited: false })
})

test('a view that is gone leaves its address as it is', () => {
  expect(viewOf({ view: 'gone', lead_status: 'new' }, views)).toEqual({ view: null, edited: false })
})
