import { members, type Team } from '@rihla/contracts/members.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { notify } from '#ui/toast.tsx'

/** A team that is given a name; without one there, it is a new team. */
function useNameTeam(team?: Team) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  return useMutation({
    mutationFn: (name: string) =>
      team
        ? write(members.renameTeam, { params: { tenant_id: tenant, id: team.id }, body: { name } })
        : write(members.createTeam, { params: { tenant_id: tenant }, body: { name } }),
    onSuccess: ({ operation_id }, name) =>
      team
        ? did(operation_id, t('members.team_renamed', { name }))
        : notify({ text: t('members.team_made', { name }) }),
    onError: (error) => {
      const problem = problemOf(error)
      notify({ failed: true, text: problem.title, detail: problem.errors?.[0]?.message ?? problem.detail })
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'teams') }),
  })
}

/** The teams of the tenant, and how many are in each. */
export function Teams({ teams, sizeOf }: { teams: readonly Team[]; sizeOf: (team: string) => number }) {
  return (
    <div className="rounded-md border border-line bg-surface">
      {teams.length ? (
        <ul>
          {teams.map((team) => (
            <TeamRow key={team.id} team={team} size={sizeOf(team.id)} />
          ))}
        </ul>
      ) : null}
      <NewTeam />
    </div>
  )
}

function TeamRow({ team, size }: { team: Team; size: number }) {
  const t = useT()
  const rename = useNameTeam(team)
  const [name, setName] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setName(null)
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (name !== null)
    return (
      <li className="border-b border-line px-3 py-2">
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (!name.trim()) return
            if (name.trim() !== team.name) rename.mutate(name.trim())
            close()
          }}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <Input
            autoFocus
            dir="auto"
            maxLength={100}
            aria-label={t('members.team_name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" disabled={!name.trim()}>
            {t('action.save')}
          </Button>
          <Button look="ghost" onClick={close}>
            {t('action.cancel')}
          </Button>
        </form>
      </li>
    )
  return (
    <li className="flex min-h-11 items-center gap-3 border-b border-line px-3 py-1">
      <bdi className="one-line min-w-0">{rename.isPending ? rename.variables : team.name}</bdi>
      <span className="ms-auto shrink-0 text-dense text-text-3">{t('members.title', { count: size })}</span>
      <IconButton
        ref={opener}
        label={t('members.team_rename', { name: team.name })}
        size="icon-sm"
        onClick={() => setName(team.name)}
      >
        <Pencil className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
}

function NewTeam() {
  const t = useT()
  const make = useNameTeam()
  const [name, setName] = useState('')
  return (
    <form
      className="flex gap-2 px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) make.mutate(name.trim(), { onSuccess: () => setName('') })
      }}
    >
      <Input
        dir="auto"
        maxLength={100}
        aria-label={t('members.team_new')}
        placeholder={t('members.team_new')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" busy={make.isPending} disabled={!name.trim()}>
        {t('members.team_add')}
      </Button>
    </form>
  )
}
