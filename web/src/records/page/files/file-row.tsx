import {
  Download,
  Ellipsis,
  File as FileIcon,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  LoaderCircle,
  Pencil,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useMember } from '#lib/members.ts'
import { useOnline } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { Moment } from '../../fields/views.tsx'
import type { KindRecord, RecordKind } from '../../kind.ts'
import {
  formatSize,
  type OneFile,
  type Sort,
  sortLabel,
  sortOf,
  useDownload,
  useRemoveFile,
  useRenameFile,
} from './files.ts'

const ICONS: Record<Sort, typeof FileIcon> = {
  image: FileImage,
  audio: FileAudio,
  video: FileVideo,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  text: FileText,
  other: FileIcon,
}

/** A file: pressed, it is fetched. Who put it there, and who may change the record, rename it and take it away. */
export function FileRow({ kind, record, file }: { kind: RecordKind; record: KindRecord; file: OneFile }) {
  const t = useT()
  const may = useMay()
  const { me } = useHere()
  const online = useOnline()
  const author = useMember(file.created_by)
  const download = useDownload()
  const remove = useRemoveFile(kind)
  const [renaming, setRenaming] = useState(false)
  const sort = sortOf(file.content_type)
  const Icon = download.isPending ? LoaderCircle : ICONS[sort]
  const { name } = file
  const mine = file.created_by === me.id
  const present = record.archived_at === null
  const changes = present && (mine || may(kind.name, 'update', record))
  const removes = present && (mine || may(kind.name, 'delete', record))
  if (renaming) return <Rename kind={kind} file={file} onDone={() => setRenaming(false)} />
  return (
    <li className="flex items-center gap-1 rounded-sm ps-1.5 hover:bg-hover">
      <button
        type="button"
        aria-label={t('files.download', { name })}
        title={name}
        disabled={!online || download.isPending}
        onClick={() => download.mutate(file)}
        className="flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-sm py-1 text-start pointer-coarse:min-h-11"
      >
        <Icon
          role="img"
          aria-label={t(sortLabel(sort))}
          className={download.isPending ? 'size-4 shrink-0 animate-spin' : 'size-4 shrink-0 text-text-3'}
        />
        <span className="min-w-0 flex-1">
          <bdi className="one-line">{name}</bdi>
          <span className="block truncate text-meta text-text-3">
            <bdi>{formatSize(file.size)}</bdi>
            {author ? (
              <>
                {' · '}
                <bdi>{author.name}</bdi>
              </>
            ) : null}
            {' · '}
            <Moment at={file.created_at} />
          </span>
        </span>
      </button>
      <Menu
        trigger={
          <IconButton label={t('files.more', { name })} size="icon-sm">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Download aria-hidden />} disabled={!online} onSelect={() => download.mutate(file)}>
          {t('files.get')}
        </MenuItem>
        {changes ? (
          <MenuItem
            icon={<Pencil aria-hidden />}
            disabled={!online}
            onSelect={() => afterClosing(() => setRenaming(true))}
          >
            {t('files.rename')}
          </MenuItem>
        ) : null}
        {removes ? (
          <MenuItem danger icon={<Trash2 aria-hidden />} disabled={!online} onSelect={() => remove.mutate(file)}>
            {t('files.remove')}
          </MenuItem>
        ) : null}
      </Menu>
    </li>
  )
}

function Rename({ kind, file, onDone }: { kind: RecordKind; file: OneFile; onDone: () => void }) {
  const t = useT()
  const rename = useRenameFile(kind)
  const [name, setName] = useState(file.name)
  return (
    <li className="px-1.5 py-1">
      <form
        className="flex flex-wrap gap-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (!name.trim()) return
          if (name.trim() !== file.name) rename.mutate({ file, name: name.trim() })
          onDone()
        }}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      >
        <Input
          autoFocus
          dir="auto"
          maxLength={255}
          className="min-w-32 flex-1"
          aria-label={t('files.name')}
          value={name}
          // The ending says what it is; it is seldom what somebody wants to change.
          onFocus={(event) =>
            event.target.setSelectionRange(0, name.includes('.') ? name.lastIndexOf('.') : name.length)
          }
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={!name.trim()}>
          {t('action.save')}
        </Button>
      </form>
    </li>
  )
}
