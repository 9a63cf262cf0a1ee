import { lazy } from 'react'
import type { Message } from './toaster.tsx'

// Its code is not needed to see or do anything, only to say that it was done.
const toaster = () => import('./toaster.tsx')

/** Where toasts rise. */
export const Toaster = lazy(async () => ({ default: (await toaster()).Toaster }))

/** Says what happened, with at most one thing to do about it. */
export const notify = (message: Message): void => void toaster().then(({ show }) => show(message))

export const dismissToasts = (): void => void toaster().then(({ dismiss }) => dismiss())
