import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Input } from '#ui/input.tsx'

/** A link to hand over, whole, and the button that copies it. */
export function CopyLink({ link, label }: { link: string; label: string }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex min-w-0 flex-1 gap-2">
      <Input
        readOnly
        dir="ltr"
        aria-label={label}
        value={link}
        onFocus={(event) => event.target.select()}
        className="font-mono text-dense text-start"
      />
      <Button
        aria-label={t('members.copy', { label })}
        // Without a clipboard (plain http), the link can still be selected.
        onClick={() => void navigator.clipboard?.writeText(link).then(() => setCopied(true))}
      >
        {copied ? <Check className="size-4 text-success" aria-hidden /> : <Copy className="size-4" aria-hidden />}
        {t(copied ? 'state.copied' : 'action.copy')}
      </Button>
    </div>
  )
}
