import { leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AlarmClock, Archive, ArchiveRestore, Copy, Ellipsis, Hand, Link2, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useHere, useMay, useTenant } from '#lib/access.ts'
import { type Written, write } from '#lib/client.ts'
import { openDialog } from '#lib/dialogs.ts'
import { problemOf } from '#lib/http.ts'
import { t, useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { copyOf } from './follow-up.ts'
import { isClosed, type Lead, leadName } from './lead.ts'
import type { Action } from './lead-actions.tsx'
import { useSnooze } from './use-snooze.ts'

/** Says what the server refused, with its reason. */
function tellProblem(error: unknown) {
  const problem = problemOf(error)
  const offline = problem.status === 0
  notify({
    failed: true,
    text: offline ? t('error.network.title') : problem.title,
    detail: offline ? t('error.network.detail') : problem.detail,
  })
}

/** Archives, or brings back what is archived. */
export function useArchive(lead: Lead) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, id: lead.id }
  return useMutation({
    mutationFn: (): Promise<Written<unknown>> =>
      lead.archived_at ? write(leads.restore, { params, body: {} }) : write(leads.archive, { params }),
    onSuccess: ({ operation_id }) =>
      did(operation_id, t(lead.archived_at ? 'leads.restored' : 'leads.archived', { name: leadName(lead) })),
    onError: tellProblem,
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
}

/** Everything else that can be done with a lead. */
export function LeadMenu({ lead, actions = [] }: { lead: Lead; actions?: readonly Action[] }) {
  const t = useT()
  const { me } = useHere()
  const may = useMay()
  const archive = useArchive(lead)
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  const [erasing, setErasing] = useState(false)
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const archived = lead.archived_at !== null
  const mayTake =
    !archived && lead.assigned_to !== me.id && (may('leads', 'take', lead) || may('leads', 'update', lead))
  const copy = () =>
    void navigator.clipboard
      ?.writeText(location.origin + location.pathname)
      .then(() => notify({ text: t('state.copied') }))
  const take = () =>
    save.mutate(
      { record: lead, changes: { assigned_to: me.id } },
      {
        onSuccess: ({ operation_id }) =>
          did(operation_id, t('leads.assigned', { lead: leadName(lead), name: me.name })),
        onError: tellProblem,
      },
    )
  const locked = archived || !may('leads', 'update', lead) || isClosed(lead)
  const snooze = useSnooze(lead)
  const duplicate = () => openDialog({ kind: 'new-lead', like: copyOf(lead) })
  useShortcut('h', 'keys.snooze', () => locked || void snooze())
  useShortcut('shift+d', 'keys.duplicate', () => may('leads', 'create') && duplicate())
  useShortcut('u', 'keys.copy_link', copy)
  useShortcut('.', 'keys.actions', () => setOpen(true))
  useShortcut('backspace', 'keys.archive', () => !archived && may('leads', 'delete', lead) && archive.mutate())
  return (
    <>
      <Menu
        open={open}
        onOpenChange={setOpen}
        trigger={
          <IconButton ref={opener} label={t('action.more')} keys="." look="secondary">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        {actions.map(({ name, icon: Icon, run }) => (
          <MenuItem key={name} icon={<Icon aria-hidden />} onSelect={() => afterClosing(run)}>
            {name}
          </MenuItem>
        ))}
        {actions.length ? <MenuSeparator /> : null}
        {locked ? null : (
          <MenuItem icon={<AlarmClock aria-hidden />} keys="h" onSelect={() => void snooze()}>
            {t('leads.snooze')}
          </MenuItem>
        )}
        <MenuItem icon={<Link2 aria-hidden />} keys="u" onSelect={copy}>
          {t('action.copy_link')}
        </MenuItem>
        {may('leads', 'create') ? (
          <MenuItem icon={<Copy aria-hidden />} keys="shift+d" onSelect={() => afterClosing(duplicate)}>
            {t('action.duplicate')}
          </MenuItem>
        ) : null}
        {mayTake ? (
          <MenuItem icon={<Hand aria-hidden />} onSelect={take}>
            {t('leads.take')}
          </MenuItem>
        ) : null}
        {archived ? (
          <>
            <MenuSeparator />
            {may('leads', 'restore', lead) ? (
              <MenuItem icon={<ArchiveRestore aria-hidden />} onSelect={() => archive.mutate()}>
                {t('action.restore')}
              </MenuItem>
            ) : null}
            {may('leads', 'purge', lead) ? (
              <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setErasing(true)}>
                {t('leads.erase.action')}
              </MenuItem>
            ) : null}
          </>
        ) : may('leads', 'delete', lead) ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Archive aria-hidden />} keys="backspace" onSelect={() => archive.mutate()}>
              {t('action.archive')}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {erasing ? (
        <EraseDialog
          lead={lead}
          onClose={() => {
            setErasing(false)
            // The item that opened it is gone with its menu.
            setTimeout(() => opener.current?.focus())
          }}
        />
      ) : null}
    </>
  )
}

/** The one thing that cannot be undone, so it asks first. */
function EraseDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const navigate = useNavigate()
  const name = leadName(lead)
  const erase = useMutation({
    mutationFn: () => write(leads.archive, { params: { tenant_id: tenant, id: lead.id }, query: { hard: true } }),
    onSuccess: async () => {
      await navigate({ to: '/t/$tenant/leads', params: { tenant } })
      client.removeQueries({ queryKey: keyOf(tenant, 'leads', 'one', lead.id) })
      void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') })
      notify({ text: t('leads.erase.done', { name }) })
    },
    onError: tellProblem,
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('leads.erase.title', { name })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="danger" busy={erase.isPending} onClick={() => erase.mutate()}>
            {t('leads.erase.action')}
          </Button>
        </>
      }
    >
      <p>{t('leads.erase.text')}</p>
    </Dialog>
  )
}
