import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportBatch, ImportRow } from '../../../shared/contract/imports.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { useJobOf } from './use-job-of.ts'
import { Callout } from '../../ui/Callout.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { Stat } from '../../ui/Stat.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { formatNumber } from '../../ui/format.ts'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { ConflictList } from './ConflictList.tsx'
import classes from './imports.module.css'
import { fieldLabelOf, strings } from './strings.ts'

type Shown = 'all' | 'rejected' | 'warnings' | 'conflicts'

interface ImportOutcomeProps {
  readonly batch: ImportBatch
  /** Where to go on from here when the file is done with. */
  readonly next: { readonly label: string; readonly run: () => void }
  readonly onDiscarded: () => void
}

/** Second step: what the check found, row by row, and the import itself. */
export function ImportOutcome({ batch, next, onDiscarded }: ImportOutcomeProps) {
  const job = useJobOf(batch)
  const commit = useCommand('imports.commit')
  const discard = useCommand('imports.discard')
  const rows = batch.counts.create + batch.counts.update
  const { taken } = batch.counts
  const nothing = rows + taken === 0
  const busy = batch.state === 'previewing' || batch.state === 'committing'
  return (
    <div className={classes.step}>
      <header className={classes.head}>
        <div className={classes.file}>
          <strong>{batch.fileName}</strong>
          {batch.preset !== '' && <span className={classes.secondary}>{batch.preset}</span>}
          <Headline batch={batch} />
        </div>
        <div className={classes.actions}>
          {batch.state === 'previewed' && (
            <>
              <Button
                variant="default"
                onClick={() => void discard.run({ importId: batch.id }).then(onDiscarded)}
              >
                {strings.discard}
              </Button>
              <Button
                disabled={nothing}
                loading={commit.pending}
                onClick={() => void commit.run({ importId: batch.id })}
              >
                {nothing ? strings.nothingToImport : strings.commit(rows, taken)}
              </Button>
            </>
          )}
          {!busy && batch.state !== 'previewed' && (
            <>
              <Button variant="default" onClick={next.run}>
                {next.label}
              </Button>
              <Button onClick={() => navigate({ screen: 'catalog' })}>{strings.open}</Button>
            </>
          )}
        </div>
      </header>
      {busy && job && (
        <ProgressLine
          progress={job.progress}
          label={batch.state === 'previewing' ? strings.checking : strings.committing}
        />
      )}
      {job?.error && <Callout tone="danger">{job.error.message}</Callout>}
      <Counts batch={batch} />
      {batch.state === 'committed' && batch.counts.rejected > 0 && (
        <Callout tone="warning">{strings.rejectedNote(batch.counts.rejected)}</Callout>
      )}
      <Rows batch={batch} />
    </div>
  )
}

function Headline({ batch }: { readonly batch: ImportBatch }) {
  switch (batch.state) {
    case 'previewing':
      return <StatusBadge tone="accent" label={strings.checking} />
    case 'previewed':
      return <StatusBadge tone="neutral" label="Checked; nothing is written yet" />
    case 'committing':
      return <StatusBadge tone="accent" label={strings.committing} />
    case 'committed':
      return <StatusBadge tone="success" label={strings.done(batch.counts.create, batch.counts.update)} />
    case 'undone':
      return <StatusBadge tone="muted" label="Undone" />
    case 'discarded':
      return <StatusBadge tone="muted" label="Discarded" />
    case 'failed':
      return <StatusBadge tone="danger" label="Stopped; nothing was written" />
  }
}

function Counts({ batch }: { readonly batch: ImportBatch }) {
  const { counts } = batch
  return (
    <div className={classes.stats}>
      <Stat label={strings.counts.rows} value={formatNumber(counts.rows)} />
      <Stat label={batch.state === 'committed' ? 'Added' : 'To add'} value={formatNumber(counts.create)} />
      <Stat
        label={batch.state === 'committed' ? 'Completed' : 'To complete'}
        value={formatNumber(counts.update)}
      />
      <Stat label="Already there" value={formatNumber(counts.unchanged)} />
      <Stat label="Rejected" value={formatNumber(counts.rejected)} />
      <Stat label="With a warning" value={formatNumber(counts.warnings)} />
      {counts.repeated > 0 && (
        <Stat
          label={strings.counts.repeated}
          value={formatNumber(counts.repeated)}
          hint={strings.repeatedHint}
        />
      )}
      {counts.skipped > 0 && (
        <Stat
          label={strings.counts.skipped}
          value={formatNumber(counts.skipped)}
          hint={strings.skippedHint}
        />
      )}
      {strings.brought(counts).map(({ label, value }) => (
        <Stat key={label} label={label} value={formatNumber(value)} hint={strings.broughtHint} />
      ))}
      {counts.conflicts > 0 && (
        <Stat
          label={strings.counts.conflicts}
          value={formatNumber(counts.conflicts)}
          hint={strings.conflicts.taken(counts.taken, counts.conflicts)}
        />
      )}
    </div>
  )
}

const tones: Readonly<Record<ImportRow['action'], Tone>> = {
  create: 'success',
  update: 'accent',
  unchanged: 'muted',
  rejected: 'danger',
}

const columns: readonly GridColumn<ImportRow>[] = [
  {
    id: 'row',
    header: 'Row',
    width: 68,
    align: 'end',
    text: (row) => (row.place === '' ? formatNumber(row.row) : row.place),
  },
  {
    id: 'action',
    header: 'Outcome',
    width: 118,
    rigid: true,
    text: (row) => strings.actions[row.action],
    render: (row) => <StatusBadge tone={tones[row.action]} label={strings.actions[row.action]} />,
  },
  { id: 'title', header: 'Title', width: 180, text: (row) => row.title },
  { id: 'artist', header: 'Artist', width: 140, text: (row) => row.artist },
  { id: 'isrc', header: 'ISRC', width: 130, mono: true, text: (row) => row.isrc },
  {
    id: 'problems',
    header: 'Problem',
    width: 420,
    flex: true,
    text: (row) => row.problems.map(problemText).join(' '),
  },
]

function problemText({ field, message, suggestion }: ImportRow['problems'][number]): string {
  const place = field === 'row' ? '' : `${fieldLabelOf(field)}: `
  return `${place}${message}${suggestion === null ? '' : ` Perhaps ${suggestion}?`}`
}

function Rows({ batch }: { readonly batch: ImportBatch }) {
  const [chosen, setChosen] = useState<Shown | null>(null)
  const { counts } = batch
  const shown = chosen ?? (counts.rejected > 0 ? 'rejected' : counts.conflicts > 0 ? 'conflicts' : 'all')
  return (
    <section className={classes.rows} aria-label={strings.previewTitle}>
      <SegmentedFilter
        label={strings.shown}
        value={shown}
        onChange={setChosen}
        options={[
          { value: 'all', label: strings.filters.all },
          { value: 'rejected', label: strings.filters.rejected, count: counts.rejected },
          { value: 'warnings', label: strings.filters.warnings, count: counts.warnings },
          { value: 'conflicts', label: strings.filters.conflicts, count: counts.conflicts },
        ]}
      />
      {shown === 'conflicts' ? <ConflictList batch={batch} /> : <RowList batch={batch} only={shown} />}
    </section>
  )
}

interface RowListProps {
  readonly batch: ImportBatch
  readonly only: Exclude<Shown, 'conflicts'>
}

function RowList({ batch, only }: RowListProps) {
  const source = usePagedSource('imports.rows', { importId: batch.id, only })
  const selection = useGridSelection()
  return (
    <div className={classes.grid}>
      <DataGrid
        id="imports.rows"
        label="Rows of the file"
        columns={columns}
        source={source}
        rowId={(row) => row.row}
        sort={{ key: 'row', direction: 'asc' }}
        onSortChange={() => undefined}
        selection={selection}
        empty={
          <EmptyState icon={IconCircleCheck} title="None" description="No row of this kind in the file." />
        }
      />
    </div>
  )
}
