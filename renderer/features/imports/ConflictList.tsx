import { Button } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportBatch, ImportConflict, ImportField } from '../../../shared/contract/imports.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { usePagedSource } from '../../rpc/use-paged-source.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useGridSelection } from '../../ui/grid/use-grid-selection.ts'
import { formatNumber } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './imports.module.css'
import { fieldLabels, strings } from './strings.ts'

const words = strings.conflicts

const columns: readonly GridColumn<ImportConflict>[] = [
  {
    id: 'row',
    header: 'Row',
    width: 90,
    text: (conflict) => (conflict.place === '' ? formatNumber(conflict.row) : conflict.place),
  },
  { id: 'title', header: 'Recording or release', width: 190, text: ({ title }) => title },
  { id: 'field', header: 'Field', width: 120, text: ({ field }) => fieldLabels[field] },
  {
    id: 'known',
    header: 'You have',
    width: 200,
    text: ({ known, fromFile }) => (fromFile ? `${known} (${words.fromFile})` : known),
    render: (conflict) => (
      <span className={classes.value} data-chosen={conflict.choice === 'keep'}>
        {conflict.known}
        {conflict.fromFile && <span className={classes.secondary}> {words.fromFile}</span>}
      </span>
    ),
  },
  {
    id: 'offered',
    header: 'The file says',
    width: 200,
    flex: true,
    text: ({ offered }) => offered,
    render: (conflict) => (
      <span className={classes.value} data-chosen={conflict.choice === 'take'}>
        {conflict.offered}
      </span>
    ),
  },
  {
    id: 'choice',
    header: 'Decision',
    width: 150,
    rigid: true,
    text: ({ choice }) => words[choice],
    render: ({ choice }) => (
      <StatusBadge tone={choice === 'take' ? 'accent' : 'muted'} label={words[choice]} />
    ),
  },
]

/** Values of the file beside those that are known; the artist keeps or takes each, a field at a time, or all. */
export function ConflictList({ batch }: { readonly batch: ImportBatch }) {
  const [field, setField] = useState<ImportField | null>(null)
  const source = usePagedSource('imports.conflicts', { importId: batch.id, field })
  const summary = useQuery('imports.conflicts', { importId: batch.id, limit: 1 })
  const selection = useGridSelection()
  const [active, setActive] = useState<ImportConflict | null>(null)
  const resolve = useCommand('imports.resolve')
  const open = batch.state === 'previewed'
  const decide = (scope: Input<'imports.resolve'>['scope'], choice: ImportConflict['choice']) => {
    if (open) void resolve.run({ importId: batch.id, scope, choice })
  }
  const decideSome = (ids: readonly number[], choice: ImportConflict['choice']) => {
    if (ids.length > 0) decide({ of: 'some', conflictIds: ids.slice(0, 500) }, choice)
  }
  const chosen = () => (selection.ids.size > 0 ? [...selection.ids] : active === null ? [] : [active.id])
  useCommands(
    open
      ? (['keep', 'take'] as const).map((choice) => ({
          id: `imports.conflict.${choice}`,
          title: words[choice],
          group: words.label,
          shortcut: choice === 'keep' ? 'K' : 'T',
          run: () => decideSome(chosen(), choice),
        }))
      : [],
    [open, selection.ids, active],
  )
  const fields = summary.data?.fields ?? []
  const scope: Input<'imports.resolve'>['scope'] = field === null ? { of: 'all' } : { of: 'field', field }
  return (
    <section className={classes.rows} aria-label={words.label}>
      <div className={classes.conflictBar}>
        <SelectField
          label={words.field}
          value={field ?? 'all'}
          options={[
            { value: 'all', label: words.allFields },
            ...fields.map((count) => ({
              value: count.field,
              label: `${fieldLabels[count.field]} (${formatNumber(count.conflicts)})`,
            })),
          ]}
          onChange={(value) => setField(fields.find((count) => count.field === value)?.field ?? null)}
        />
        {open && (
          <div className={classes.actions}>
            <Button variant="default" onClick={() => decide(scope, 'keep')}>
              {field === null ? words.keepAll : words.keepField(fieldLabels[field].toLowerCase())}
            </Button>
            <Button variant="default" onClick={() => decide(scope, 'take')}>
              {field === null ? words.takeAll : words.takeField(fieldLabels[field].toLowerCase())}
            </Button>
          </div>
        )}
        <p className={classes.secondary} role="status">
          {words.taken(batch.counts.taken, batch.counts.conflicts)}
        </p>
      </div>
      {open && <p className={classes.secondary}>{words.text}</p>}
      <div className={classes.grid}>
        <DataGrid
          id="imports.conflicts"
          label={words.label}
          columns={columns}
          source={source}
          rowId={({ id }) => id}
          sort={{ key: 'row', direction: 'asc' }}
          onSortChange={() => undefined}
          selection={selection}
          onActiveChange={setActive}
          onOpen={({ id, choice }) => decideSome([id], choice === 'keep' ? 'take' : 'keep')}
          menu={(rows) =>
            open
              ? (['keep', 'take'] as const).map((choice) => ({
                  id: choice,
                  label: words[choice],
                  shortcut: choice === 'keep' ? 'K' : 'T',
                  run: () =>
                    decideSome(
                      rows.map(({ id }) => id),
                      choice,
                    ),
                }))
              : []
          }
          empty={<EmptyState icon={IconArrowsDiff} title={words.none} description={words.noneText} />}
        />
      </div>
    </section>
  )
}
