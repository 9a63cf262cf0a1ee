import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { ProblemError } from '#lib/http.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState, ErrorPanel } from '#ui/states.tsx'
import { Tree } from '#ui/tree.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { type Branch, flatten, treeQuery, useRemoveIndustry, useSaveIndustry } from './industries.ts'
import { IndustryDialog } from './industry-dialog.tsx'
import { IndustryRow } from './industry-row.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

type Asked = { what: 'new'; parent: Branch | null } | { what: 'edit' | 'remove'; node: Branch }

/** The branches of trade, as deep as the tenant likes, with how many accounts are in each. */
export function IndustriesPane() {
  const t = useT()
  const { data: nodes, error, refetch } = useQuery(treeQuery(useTenant()))
  const save = useSaveIndustry()
  const remove = useRemoveIndustry()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  if (error && !nodes) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!nodes) return <PaneSkeleton />
  const all = flatten(nodes)
  const toggle = (id: string, open: boolean) => setClosed((now) => (open ? without(now, id) : new Set([...now, id])))
  const close = () => setAsked(null)
  const add = (
    <Button look="primary" onClick={() => setAsked({ what: 'new', parent: null })}>
      <Plus className="size-4" aria-hidden />
      {t('industries.new')}
    </Button>
  )
  const takeAway = (node: Branch) => {
    if (node.accounts || node.children.length) return setAsked({ what: 'remove', node })
    // Archived accounts and those that came meanwhile are not counted here: the server has the last word.
    remove.mutate(
      { node },
      {
        onError: (failure) =>
          failure instanceof ProblemError && failure.code === 'industry.in_use'
            ? setAsked({ what: 'remove', node })
            : tellProblem(failure),
      },
    )
  }
  return (
    <>
      {asked?.what === 'new' || asked?.what === 'edit' ? (
        <IndustryDialog
          all={all}
          {...(asked.what === 'new' ? { parent: asked.parent } : { node: asked.node })}
          onMade={(parent) => parent && toggle(parent, true)}
          onClose={close}
        />
      ) : null}
      {asked?.what === 'remove' ? <RemoveDialog node={asked.node} all={all} onClose={close} /> : null}
      <p className="pb-3 text-dense text-text-2">{t('industries.about')}</p>
      {nodes.length ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
            <h2 className="text-base font-semibold">{t('industries.count', { count: all.length })}</h2>
            <div className="flex flex-wrap gap-2">
              {all.length > nodes.length ? (
                <Button
                  look="ghost"
                  onClick={() =>
                    setClosed(
                      closed.size
                        ? new Set()
                        : new Set(all.flatMap(({ node }) => (node.children.length ? [node.id] : []))),
                    )
                  }
                >
                  {t(closed.size ? 'industries.open_all' : 'industries.close_all')}
                </Button>
              ) : null}
              {add}
            </div>
          </div>
          <Tree
            label={t('settings.industries')}
            nodes={nodes}
            closed={closed}
            onToggle={toggle}
            onEnter={(node) => setAsked({ what: 'edit', node })}
            row={(node, tabIndex) => (
              <IndustryRow
                node={node}
                tabIndex={tabIndex}
                onAdd={() => setAsked({ what: 'new', parent: node })}
                onEdit={() => setAsked({ what: 'edit', node })}
                onActive={() =>
                  save.mutate(
                    {
                      id: node.id,
                      values: { is_active: !node.is_active },
                      said: t(node.is_active ? 'industries.deactivated' : 'industries.activated', { name: node.name }),
                    },
                    { onError: tellProblem },
                  )
                }
                onRemove={() => takeAway(node)}
              />
            )}
          />
        </>
      ) : (
        <EmptyState title={t('industries.empty')} actions={add}>
          {t('industries.empty_detail')}
        </EmptyState>
      )}
    </>
  )
}

const without = (all: ReadonlySet<string>, id: string) => new Set([...all].filter((one) => one !== id))
