import { UnstyledButton } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { Fragment, useState, type KeyboardEvent } from 'react'
import type { CaseRow } from '../../../../shared/contract/cases.ts'
import { boardColumns, movesFrom, type RecordedState } from '../../../../shared/domain/cases/case-states.ts'
import { navigate } from '../../../app/navigation.ts'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { IconAction } from '../../../ui/IconAction.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { MoveDialog } from '../follow/MoveDialog.tsx'
import { stateLabels, stateTones, strings } from '../strings.ts'
import classes from './board.module.css'
import { nextCard } from './next-card.ts'
import { columnTitles, text } from './strings.ts'

type Column = (typeof boardColumns)[number]

interface Moving {
  readonly row: CaseRow
  readonly suggested: RecordedState
}

/** Cases as cards in the columns they go through; moved with the keyboard, the pointer or a dialog. */
export function CaseBoard({ cases }: { readonly cases: readonly CaseRow[] }) {
  const [moving, setMoving] = useState<Moving | null>(null)
  const begin = (row: CaseRow, column: Column | null) => {
    const moves = movesFrom(row.state, row.sentAt !== null)
    const suggested =
      column === null ? moves[0] : moves.find((state) => column.states.some((each) => each === state))
    if (suggested !== undefined) setMoving({ row, suggested })
    else if (row.sentAt === null) {
      toast.info(text.sendFirst)
      navigate({ screen: 'cases', caseId: row.id, section: 'notice' })
    } else if (column !== null) toast.info(text.cannot(columnTitles[column.id]))
  }
  return (
    <>
      <div
        className={classes.board}
        role="group"
        aria-label={text.label}
        onKeyDown={(event) => onKey(event, cases, begin)}
      >
        {boardColumns.map((column) => (
          <BoardColumn
            key={column.id}
            column={column}
            cases={cases.filter(({ state }) => column.states.includes(state))}
            onMove={(row) => begin(row, null)}
            onDropped={(id) => {
              const row = cases.find((each) => each.id === id)
              if (row && !column.states.includes(row.state)) begin(row, column)
            }}
          />
        ))}
      </div>
      <p className={classes.hint}>{text.hint}</p>
      {moving && (
        <MoveDialog
          key={moving.row.id}
          caseId={moving.row.id}
          providerName={moving.row.providerName}
          moves={movesFrom(moving.row.state, moving.row.sentAt !== null)}
          suggested={moving.suggested}
          opened
          onClose={() => setMoving(null)}
        />
      )}
    </>
  )
}

/** Arrow keys move the focus, M opens what became of the card, Shift and an arrow move it a column on. */
function onKey(
  event: KeyboardEvent<HTMLElement>,
  cases: readonly CaseRow[],
  begin: (row: CaseRow, column: Column | null) => void,
): void {
  const card = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-case]') : null
  const row = cases.find(({ id }) => String(id) === card?.dataset.case)
  if (!card || !row || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key.toLowerCase() === 'm') {
    event.preventDefault()
    begin(row, null)
    return
  }
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (event.shiftKey && sideways !== undefined) {
    const at = boardColumns.findIndex(({ states }) => states.includes(row.state))
    const column = boardColumns[at + sideways]
    event.preventDefault()
    if (column) begin(row, column)
    return
  }
  const next = nextCard(event.currentTarget, card, event.key)
  if (next === null) return
  event.preventDefault()
  next.focus()
}

interface BoardColumnProps {
  readonly column: Column
  readonly cases: readonly CaseRow[]
  readonly onMove: (row: CaseRow) => void
  readonly onDropped: (caseId: number) => void
}

function BoardColumn({ column, cases, onMove, onDropped }: BoardColumnProps) {
  const [over, setOver] = useState(false)
  return (
    <section
      className={classes.column}
      aria-label={columnTitles[column.id]}
      data-column
      data-over={over ? true : undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/x-refrain-case')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const id = Number(event.dataTransfer.getData('text/x-refrain-case'))
        if (id > 0) onDropped(id)
      }}
    >
      <header className={classes.columnHead}>
        <h2 className={classes.columnTitle}>{columnTitles[column.id]}</h2>
        <span className={classes.count}>{formatNumber(cases.length)}</span>
      </header>
      {cases.length === 0 ? (
        <p className={classes.empty}>{text.none}</p>
      ) : (
        <ul className={classes.cards}>
          {cases.map((row) => (
            <Card key={row.id} row={row} onMove={() => onMove(row)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Card({ row, onMove }: { readonly row: CaseRow; readonly onMove: () => void }) {
  return (
    <li
      className={classes.card}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/x-refrain-case', String(row.id))}
    >
      <div className={classes.cardHead}>
        <UnstyledButton
          className={classes.open}
          data-case={row.id}
          aria-keyshortcuts="m"
          onClick={() => navigate({ screen: 'cases', caseId: row.id })}
        >
          <Breakable name={row.providerName} />
        </UnstyledButton>
        <span className={classes.move}>
          <IconAction
            size="sm"
            label={text.move(row.providerName)}
            icon={IconArrowsExchange}
            onClick={onMove}
          />
        </span>
      </div>
      <p className={classes.facts}>
        <span>{strings.items(row.items)}</span>
        <span>{text.since(formatDate(row.stateSince))}</span>
      </p>
      <StatusBadge tone={stateTones[row.state]} label={stateLabels[row.state]} />
    </li>
  )
}

/** A domain breaks after its dots rather than within a word. */
function Breakable({ name }: { readonly name: string }) {
  const parts = name.split('.')
  return parts.map((part, at) => (
    <Fragment key={at}>
      {part}
      {at < parts.length - 1 && (
        <>
          .<wbr />
        </>
      )}
    </Fragment>
  ))
}
