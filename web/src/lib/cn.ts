import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// Our own text sizes; without this, tailwind-merge takes them for colours.
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['meta', 'dense', 'base', 'read', 'h3', 'h2', 'h1'] }] } },
})

/** Joins class names; the last of two that say the same thing wins. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes))
