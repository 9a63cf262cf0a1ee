import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { type Here, HereContext } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { forgetOtherTenants } from '#lib/keys.ts'
import { useLiveChanges } from '#lib/live.ts'
import { useTeammates } from '#lib/members.ts'
import { useMyPreferences } from '#lib/my-preferences.ts'
import { rememberRecent } from '#lib/recent.ts'
import { useCurrentSession, useSessionExpired } from '#lib/session.ts'
import { undoStore } from '#lib/undo.ts'
import { dismissToasts } from '#ui/toast.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { NotesOutbox } from './notes-outbox.tsx'
import { NewRelease } from './new-release.tsx'
import { Offline } from './offline.tsx'
import { Progress } from './progress.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { ShellDialogs } from './shell-dialogs.tsx'
import { ShellShortcuts } from './shell-shortcuts.tsx'
import { Sidebar } from './sidebar.tsx'
import { TenantBar } from './tenant-switcher.tsx'

const route = getRouteApi('/t/$tenant')

/** The frame of every page of a tenant. */
export function Shell() {
  const { session: entered } = route.useRouteContext()
  const current = useCurrentSession()
  const session = current?.tenant.slug === entered.tenant.slug ? current : entered
  const slug = session.tenant.slug
  const client = useQueryClient()
  useEffect(() => {
    forgetOtherTenants(client, slug)
    undoStore.clear()
    // What they say is the other tenant's too.
    dismissToasts()
  }, [client, slug])
  return <Frame key={slug} session={session} />
}

/** Remembers which records were opened, for the palette. */
function useRecents(tenant: string) {
  const opened = useRouterState({
    select: (state) => /^\/t\/[^/]+\/((?:leads|contacts|accounts)\/[\da-f-]{36})/i.exec(state.location.pathname)?.[1],
  })
  useEffect(() => {
    if (opened) rememberRecent(tenant, 'records', opened)
  }, [tenant, opened])
}

function Frame({ session }: { session: Here['session'] }) {
  const t = useT()
  const slug = session.tenant.slug
  useLiveChanges(slug, !useSessionExpired())
  useMyPreferences(session.user)
  useRecents(slug)
  const teammates = useTeammates(slug, session.user.id)
  const here = useMemo<Here>(
    () => ({ session, tenant: session.tenant, me: session.user, teammates }),
    [session, teammates],
  )
  return (
    <HereContext.Provider value={here}>
      <a href="#main" className="fixed start-2 -top-20 z-60 rounded-sm bg-brand px-3 py-2 text-on-brand focus:top-2">
        {t('shell.skip')}
      </a>
      <Progress />
      <div className="flex h-dvh flex-col md:flex-row">
        <Sidebar />
        <TenantBar />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <Offline />
          <main
            id="main"
            tabIndex={-1}
            data-scroll-restoration-id="main"
            className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none"
          >
            <Outlet />
          </main>
        </div>
        <BottomBar />
      </div>
      <NewRelease />
      <ShellShortcuts />
      <ShellDialogs />
      <SessionDialog />
      <NotesOutbox />
    </HereContext.Provider>
  )
}
