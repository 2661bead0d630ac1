import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ColumnMapping, DialectHints, ImportInspection } from '../../../shared/contract/imports.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { formatBytes } from '../../ui/format.ts'
import { ColumnTable } from './ColumnTable.tsx'
import { checkFiles, type ImportQueue, noteCheck } from './import-queue.ts'
import { othersOfItsKind, settledDialect } from './queued-files.ts'
import { DialectFields } from './DialectFields.tsx'
import classes from './imports.module.css'
import { strings } from './strings.ts'

interface MappingStepProps {
  readonly inspection: ImportInspection
  /** The files that it is imported with; null when it is alone. */
  readonly queue: ImportQueue | null
}

/** First step: how the file is read and which column feeds which field. */
export function MappingStep({ inspection: detected, queue }: MappingStepProps) {
  const queued = queue?.files.find(({ path }) => path === detected.path)
  const [hints, setHints] = useState<DialectHints | null>(() => settledDialect(queued))
  const reread = useQuery('imports.inspect', hints === null ? null : { path: detected.path, dialect: hints })
  const inspection = reread.data ?? detected
  const [chosen, setChosen] = useState<ColumnMapping | null>(queued?.choice?.mapping ?? null)
  const mapping = chosen ?? inspection.mapping
  const forget = useCommand('imports.forget')
  const read = (change: DialectHints) => {
    setHints(change)
    setChosen(null)
  }
  const { remembered } = inspection
  const forgetMapping = async () => {
    if (remembered === null) return
    const forgotten = await forget.run({ sourceKey: remembered.sourceKey })
    if (forgotten) read({ ...hints, format: inspection.dialect.format })
  }
  const usable = useUsable(mapping)
  const isTable = inspection.dialect.format === 'text' || inspection.dialect.format === 'xlsx'
  return (
    <div className={classes.step}>
      <header className={classes.head}>
        <div className={classes.file}>
          <FilePath path={inspection.path} />
          <span className={classes.secondary}>{formatBytes(inspection.bytes)}</span>
          {inspection.preset !== null && (
            <StatusBadge tone="accent" label={strings.known(inspection.preset.name)} />
          )}
        </div>
        <CheckButtons
          queue={queue}
          inspection={inspection}
          reading={{ settled: hints !== null, mapping }}
          usable={usable}
        />
      </header>
      {reread.error && <Callout tone="danger">{reread.error.message}</Callout>}
      <DialectFields
        inspection={inspection}
        mapping={mapping}
        onRead={read}
        onUnit={(durationUnit) => setChosen({ ...mapping, durationUnit })}
      />
      {remembered !== null && chosen === null && (
        <Callout
          tone="info"
          actions={
            <Button size="compact-sm" variant="default" onClick={() => void forgetMapping()}>
              {strings.forget}
            </Button>
          }
        >
          {strings.asLastTime}
        </Callout>
      )}
      {inspection.warnings.map((warning) => (
        <Callout key={warning} tone="warning">
          {warning}
        </Callout>
      ))}
      {!usable && isTable && (
        <Callout tone="danger">A title and an artist are needed. Say below which columns hold them.</Callout>
      )}
      <section aria-labelledby="import-columns" className={classes.columns}>
        <h2 id="import-columns" className={classes.heading}>
          {strings.mapTitle}
        </h2>
        <p className={classes.secondary}>{isTable ? strings.mapText : strings.document}</p>
        <ColumnTable inspection={inspection} mapping={mapping} onChange={setChosen} />
      </section>
    </div>
  )
}

/** A title is needed, and an artist unless the profile has one for every row. */
function useUsable({ columns }: ColumnMapping): boolean {
  const own = useQuery('profile.get', {}).data?.profile?.artistName ?? ''
  return columns.title !== undefined && (columns.artist !== undefined || own.trim() !== '')
}

interface CheckButtonsProps {
  readonly queue: ImportQueue | null
  readonly inspection: ImportInspection
  readonly reading: {
    /** True when the artist said how the file is read; else that is detected, of each file for itself. */
    readonly settled: boolean
    readonly mapping: ColumnMapping
  }
  readonly usable: boolean
}

/** Starts the check: of this file, or also of those of the queue that its mapping fits. */
function CheckButtons({ queue, inspection, reading, usable }: CheckButtonsProps) {
  const { path, dialect } = inspection
  const { settled, mapping } = reading
  const preview = useCommand('imports.preview')
  const others = queue === null ? [] : othersOfItsKind(queue.files, path)
  const check = async () => {
    const started = await preview.run({ path, dialect, mapping })
    if (!started) return
    const { importId } = started
    if (queue === null) navigate({ screen: 'imports', importId }, { replace: true })
    else {
      noteCheck(queue.id, path, { importId, choice: { dialect, mapping } })
      navigate({ screen: 'imports', queue: queue.id, importId }, { replace: true })
    }
  }
  const checkKind = () => {
    if (queue === null) return
    const own = queue.files.filter((file) => file.path === path)
    void checkFiles(queue.id, [...own, ...others], (file) => ({
      dialect: settled || file.path === path ? dialect : (file.inspection?.dialect ?? dialect),
      mapping,
    }))
    navigate({ screen: 'imports', queue: queue.id })
  }
  return (
    <div className={classes.actions}>
      {others.length > 0 && (
        <Button
          variant="default"
          title={strings.queue.checkKindHint}
          disabled={!usable}
          onClick={() => checkKind()}
        >
          {strings.queue.checkKind(others.length)}
        </Button>
      )}
      <Button disabled={!usable} loading={preview.pending} onClick={() => void check()}>
        {strings.preview}
      </Button>
    </div>
  )
}
