import type { Module } from '#platform/registry.ts'
import { activities } from './service.ts'

/** Activities are written and read through the records they hang on. */
export const activitiesModule: Module = { name: 'activities', routes: [], records: { activity: activities.type } }
