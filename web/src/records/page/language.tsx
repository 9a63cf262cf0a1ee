import { Languages } from 'lucide-react'
import { valueLabel } from '../fields/labels.ts'

/** The language somebody is spoken to in. */
export const LanguageBadge = ({ language }: { language: string }) => (
  <span className="inline-flex items-center gap-1 text-text-2">
    <Languages className="size-3.5 text-text-3" aria-hidden />
    {valueLabel('language', language)}
  </span>
)
