import { type RefObject, useMemo } from 'react'
import { useMembers } from '#lib/members.ts'
import type { AnyRecord } from '../cache.ts'
import { PeopleContext } from './cell-value.tsx'
import type { ColumnChoice } from './columns.ts'
import type { GridProps } from './data-grid.tsx'
import { type BodyHandle, GridBody } from './grid-body.tsx'
import { GridRow, WaitingRow } from './grid-row.tsx'
import { GroupHead } from './group-head.tsx'
import type { PlacedColumn } from './layout.ts'
import { NarrowRow } from './narrow-row.tsx'
import type { Places } from './places.ts'
import { type GridState, rangeIn } from './use-grid-state.ts'

interface Props<R extends AnyRecord> extends Pick<
  GridProps<R>,
  'spec' | 'list' | 'search' | 'selection' | 'selects' | 'isLocked' | 'narrow'
> {
  scroller: RefObject<HTMLDivElement | null>
  body: RefObject<BodyHandle | null>
  places: Places
  state: GridState
  rowId: (place: number) => string
  height: number
  head: number
  foot: number
  /** How far it was scrolled when it was left. */
  initial: number
  columns: readonly PlacedColumn[]
  order: readonly string[]
  /** The columns as they were chosen, for rows of two lines. */
  own: readonly ColumnChoice[]
  before: number
  /** Whether the columns are wider than their view. */
  wide: boolean
}

/** Each place of a list as what stands there: a row, one that is still to come, the head of a group. */
export function GridRows<R extends AnyRecord>(props: Props<R>) {
  const { spec, list, search, selection, selects, isLocked, narrow, places, state, rowId, height, columns } = props
  const { active, cell, editing } = state
  const members = useMembers()
  const people = useMemo(() => new Map(members.map(({ id, name }) => [id, name])), [members])
  return (
    <PeopleContext value={people}>
      <GridBody<R>
        scroller={props.scroller}
        handle={props.body}
        source={spec.source}
        places={places}
        height={height}
        head={props.head}
        foot={props.foot}
        initial={props.initial}
        meanwhile={list.isPlaceholderData ? (list.data?.items ?? null) : null}
        role={narrow ? 'list' : 'rowgroup'}
        renderRow={(record, place, top, key) =>
          narrow ? (
            <NarrowRow
              key={key}
              id={rowId(place)}
              spec={spec}
              record={record}
              place={place}
              top={top}
              height={height}
              columns={props.own}
              selects={selects}
              selected={selection[record.id] ?? false}
              isLocked={isLocked}
            />
          ) : (
            <GridRow
              key={key}
              id={rowId(place)}
              spec={spec}
              record={record}
              place={place}
              top={top}
              height={height}
              columns={columns}
              wide={props.wide}
              selects={selects}
              selected={selection[record.id] ?? false}
              isLocked={isLocked}
              active={place === active && !cell}
              named={cell !== null || editing !== null}
              cell={place === active && cell ? cell.field : null}
              cells={cell ? rangeIn(place, props.order, cell.from, { place: active, field: cell.field }).join() : ''}
            />
          )
        }
        renderWaiting={(place, top) => (
          <WaitingRow
            key={place}
            place={place}
            top={top}
            height={height}
            columns={columns}
            before={props.before}
            narrow={narrow}
          />
        )}
        renderHead={(segment, place, style) => (
          <GroupHead
            key={`head ${place}`}
            id={rowId(place)}
            spec={spec}
            field={search['group']!}
            segment={segment}
            place={place}
            height={height}
            active={place === active}
            narrow={narrow}
            {...style}
          />
        )}
      />
    </PeopleContext>
  )
}
