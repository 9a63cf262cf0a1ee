import { type AccountHierarchy, type AccountNode, accounts } from '@rihla/contracts/accounts.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CornerDownRight } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatMoney } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import type { Account } from './account.ts'

const DEPTH = 3
const STEP = 14

/** What stands above and below an account, with what each brings and has brought. */
export function Hierarchy({ account }: { account: Account }) {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'accounts', 'hierarchy', account.id),
    queryFn: ({ signal }) =>
      call(accounts.hierarchy, {
        params: { tenant_id: tenant, id: account.id },
        query: { depth: DEPTH },
        signal,
      } as never) as Promise<AccountHierarchy>,
  })
  if (error && !data) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (!data || (!data.ancestors.length && !data.account.children.length && !data.account.more)) return null
  const { ancestors, currency } = data
  return (
    <RecordCard title={t('accounts.hierarchy')}>
      <ul className="flex flex-col">
        {ancestors.map((above, depth) => (
          <li key={above?.id ?? depth} style={{ paddingInlineStart: depth * STEP }}>
            {above ? <NodeLink id={above.id} name={above.name} depth={depth} /> : <Hidden depth={depth} />}
          </li>
        ))}
        <Branch node={data.account} depth={ancestors.length} currency={currency} here />
      </ul>
    </RecordCard>
  )
}

const Turn = ({ depth }: { depth: number }) =>
  depth ? <CornerDownRight className="size-3.5 shrink-0 text-text-3 rtl:-scale-x-100" aria-hidden /> : null

function NodeLink({ id, name, depth }: { id: string; name: string; depth: number }) {
  const tenant = useTenant()
  return (
    <Link
      to="/t/$tenant/accounts/$id"
      params={{ tenant, id }}
      className="-mx-1.5 flex min-h-8 min-w-0 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover pointer-coarse:min-h-11"
    >
      <Turn depth={depth} />
      <bdi className="one-line">{name}</bdi>
    </Link>
  )
}

function Hidden({ depth }: { depth: number }) {
  const t = useT()
  return (
    <span className="flex min-h-8 items-center gap-1.5 text-text-3">
      <Turn depth={depth} />
      {t('record.hidden')}
    </span>
  )
}

function Branch({
  node,
  depth,
  currency,
  here,
}: {
  node: AccountNode
  depth: number
  currency: string
  here?: boolean
}) {
  const t = useT()
  const { total, own } = node
  const facts = [
    t('accounts.contacts', { count: own.contacts }),
    ...(total.open_amount ? [t('accounts.open', { amount: formatMoney(total.open_amount, currency) })] : []),
    ...(total.won_amount ? [t('accounts.won', { amount: formatMoney(total.won_amount, currency) })] : []),
  ]
  return (
    <>
      <li style={{ paddingInlineStart: depth * STEP }} {...(here ? { 'aria-current': 'true' as const } : {})}>
        {here ? (
          <span className="flex min-h-8 items-center gap-1.5 font-medium">
            <Turn depth={depth} />
            <bdi className="one-line">{node.name}</bdi>
          </span>
        ) : node.id && node.name ? (
          <NodeLink id={node.id} name={node.name} depth={depth} />
        ) : (
          <Hidden depth={depth} />
        )}
        <p className="ps-5 text-meta text-text-3 tabular-nums">
          {facts.map((fact, index) => (
            <span key={fact}>
              {index ? ' · ' : ''}
              <bdi>{fact}</bdi>
            </span>
          ))}
        </p>
      </li>
      {node.children.map((child, index) => (
        <Branch key={child.id ?? index} node={child} depth={depth + 1} currency={currency} />
      ))}
      {node.more ? (
        <li style={{ paddingInlineStart: (depth + 1) * STEP }} className="min-h-8 text-dense text-text-3">
          {t('accounts.more_below', { count: node.more })}
        </li>
      ) : null}
    </>
  )
}
