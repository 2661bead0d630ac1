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
import { DialectFields } from './DialectFields.tsx'
import classes from './imports.module.css'
import { strings } from './strings.ts'

/** First step: how the file is read and which column feeds which field. */
export function MappingStep({ inspection: detected }: { readonly inspection: ImportInspection }) {
  const [hints, setHints] = useState<DialectHints | null>(null)
  const reread = useQuery('imports.inspect', hints === null ? null : { path: detected.path, dialect: hints })
  const inspection = reread.data ?? detected
  const [chosen, setChosen] = useState<ColumnMapping | null>(null)
  const mapping = chosen ?? inspection.mapping
  const preview = useCommand('imports.preview')
  const forget = useCommand('imports.forget')
  const read = (change: DialectHints) => {
    setHints(change)
    setChosen(null)
  }
  const check = async () => {
    const started = await preview.run({ path: inspection.path, dialect: inspection.dialect, mapping })
    if (started) navigate({ screen: 'imports', importId: started.importId }, { replace: true })
  }
  const { remembered } = inspection
  const forgetMapping = async () => {
    if (remembered === null) return
    const forgotten = await forget.run({ sourceKey: remembered.sourceKey })
    if (forgotten) read({ ...hints, format: inspection.dialect.format })
  }
  const usable = mapping.columns.title !== undefined && mapping.columns.artist !== undefined
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
        <Button disabled={!usable} loading={preview.pending} onClick={() => void check()}>
          {strings.preview}
        </Button>
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
