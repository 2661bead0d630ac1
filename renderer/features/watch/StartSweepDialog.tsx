import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { ListingFile } from '../../../shared/contract/watch.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioField } from '../../ui/fields/RadioField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { formatBytes } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { strings } from './strings.ts'
import { type PickedTable, TablePicker } from './TablePicker.tsx'
import classes from './watch.module.css'

type Compared = keyof typeof strings.comparisons
const comparisons = (['equal', 'similar', 'codes'] as const).map((value) => ({
  value,
  ...strings.comparisons[value],
}))

function close() {
  navigate({ screen: 'watch', view: 'sweeps' }, { replace: true })
}

/** Shows what the chosen files are before they are swept. Null paths: closed. */
export function StartSweepDialog({ paths }: { readonly paths: readonly string[] | null }) {
  const query = useQuery('sweeps.inspect', paths === null ? null : { paths: [...paths] })
  return (
    <Dialog opened={paths !== null} onClose={close} title={strings.sweepTitle} size="lg">
      {paths !== null && (
        <QueryView query={query}>{(found) => <StartForm found={found} paths={paths} />}</QueryView>
      )}
    </Dialog>
  )
}

function StartForm({
  found,
  paths,
}: {
  readonly found: Output<'sweeps.inspect'>
  readonly paths: readonly string[]
}) {
  const { files, more, remarks } = found
  const [title, setTitle] = useState('')
  const [compared, setCompared] = useState<Compared>('equal')
  const [picked, setPicked] = useState<Readonly<Record<string, PickedTable | null>>>({})
  const start = useCommand('sweeps.start', { toast: false })
  const submit = async () => {
    const tables = Object.entries(picked).flatMap(([path, table]) =>
      table === null ? [] : [{ path, ...table }],
    )
    const how = { fuzzy: compared === 'similar', codesOnly: compared === 'codes' }
    if (await start.run({ paths: [...paths], title, ...how, tables })) close()
  }
  return (
    <div className={classes.form}>
      {start.error && <Callout tone="danger">{start.error.message}</Callout>}
      <TextField
        label={strings.sweepName}
        value={title}
        onChange={setTitle}
        placeholder={files[0]?.fileName ?? ''}
        hint={strings.sweepNameHint}
      />
      {remarks.map((remark) => (
        <Callout key={remark} tone="info">
          {remark}
        </Callout>
      ))}
      {files.map((file) => (
        <section key={file.path} className={classes.file} aria-label={file.fileName}>
          <strong>{file.fileName}</strong>
          <span className={classes.secondary}>
            {formatBytes(file.bytes)} · {strings.listing(file)}
          </span>
          <span className={classes.secondary}>{readsOf(picked[file.path]?.columns ?? file.fields)}</span>
          {file.tables.length > 0 && (
            <TablePicker
              tables={file.tables}
              picked={picked[file.path] ?? null}
              onPick={(table) => setPicked({ ...picked, [file.path]: table })}
            />
          )}
          {((picked[file.path] ?? null) === null ? file.warnings : []).map((warning) => (
            <Callout key={warning} tone="warning">
              {warning}
            </Callout>
          ))}
        </section>
      ))}
      {more > 0 && <span className={classes.secondary}>{strings.moreFiles(more)}</span>}
      <RadioField label={strings.compared} value={compared} options={comparisons} onChange={setCompared} />
      <div className={classes.formActions}>
        <Button variant="default" onClick={close}>
          {strings.cancel}
        </Button>
        <Button loading={start.pending} onClick={() => void submit()}>
          {strings.start}
        </Button>
      </div>
    </div>
  )
}

function readsOf(fields: ListingFile['fields']): string {
  return Object.keys(fields).length === 0 ? strings.noFields : strings.reads(fields)
}
