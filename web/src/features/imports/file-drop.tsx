import { FileSpreadsheet } from 'lucide-react'
import { useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'

/** Where a file is dropped, chosen, or rows are pasted from a spreadsheet. */
export function FileDrop({
  sending,
  onFile,
}: {
  /** The name of the file that is on its way. */
  sending: string | null
  onFile: (file: File) => void
}) {
  const t = useT()
  const busy = sending !== null
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file && !busy) onFile(file)
      }}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain')
        const file = event.clipboardData.files[0] ?? (text.includes('\n') ? pasted(text) : null)
        if (!file || busy) return
        event.preventDefault()
        onFile(file)
      }}
      className={cn(
        'flex flex-col items-center gap-3 rounded-lg border-2 border-dashed px-6 py-12 text-center',
        over ? 'border-brand bg-brand-soft' : 'border-line-strong/60 bg-surface',
      )}
    >
      <FileSpreadsheet className="size-8 text-text-3" aria-hidden />
      <p aria-live="polite" className="max-w-full text-h3 font-semibold wrap-anywhere">
        {busy ? t('import.sending', { name: sending }) : t('import.drop')}
      </p>
      <p className="max-w-md text-dense text-text-2">{t('import.drop_hint')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        // The button beside it stands for it.
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button look="primary" busy={busy} onClick={() => input.current?.click()}>
        {t('import.choose')}
      </Button>
    </div>
  )
}

/** Rows of a spreadsheet, as it puts them on the clipboard. */
const pasted = (text: string) => new File([text], 'paste.tsv', { type: 'text/tab-separated-values' })
