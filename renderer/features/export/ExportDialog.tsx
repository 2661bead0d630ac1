import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ExportCheck } from '../../../shared/contract/export.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { type ExportFormat, formatFacts } from '../../../shared/domain/export/formats.ts'
import { type ChosenRecords, closeExport, useExportRequest } from '../../app/export-request.ts'
import { pickFolder, pickSave } from '../../rpc/host.ts'
import { useJob } from '../../rpc/jobs.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatNumber } from '../../ui/format.ts'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './export.module.css'
import { ExportRun } from './ExportRun.tsx'
import { FormatList } from './FormatList.tsx'
import { FormatOptions } from './FormatOptions.tsx'
import { emptyDraft, type ExportDraft, optionsFor } from './options.ts'
import { Problems } from './Problems.tsx'
import { strings } from './strings.ts'

/** Exporting the catalogue or a selection: choose a format, see what is missing, say where, watch it. */
export function ExportDialogHost() {
  const { opened, chosen } = useExportRequest()
  return (
    <Dialog opened={opened} onClose={closeExport} title={strings.title} size="xl">
      {opened && <ExportForm selected={chosen} />}
    </Dialog>
  )
}

function ExportForm({ selected }: { readonly selected: ChosenRecords | null }) {
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [scope, setScope] = useState<'all' | 'selected'>(selected === null ? 'all' : 'selected')
  const [draft, setDraft] = useState<ExportDraft>(emptyDraft)
  const [jobId, setJobId] = useState<number | null>(null)
  const job = useJob(jobId)
  const request = {
    format,
    selection: scope === 'selected' && selected !== null ? mutable(selected) : null,
    options: optionsFor(format, draft),
  }
  const running = jobId !== null && (job === null || job.state === 'queued' || job.state === 'running')
  if (jobId !== null) {
    return (
      <div className={classes.dialog}>
        <ExportRun job={job} />
        <div className={classes.actions}>
          {!running && (
            <Button variant="default" onClick={() => setJobId(null)}>
              {job?.state === 'done' ? strings.again : strings.back}
            </Button>
          )}
          <Button variant={running ? 'default' : 'filled'} onClick={closeExport}>
            {strings.close}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={classes.dialog}>
      <div className={classes.panes}>
        <FormatList value={format} onChange={setFormat} />
        <div className={classes.details}>
          <p className={classes.purpose}>{formatFacts[format].purpose}</p>
          {selected !== null && (
            <SegmentedFilter
              label={strings.scope}
              value={scope}
              onChange={setScope}
              options={[
                { value: 'all', label: strings.all },
                {
                  value: 'selected',
                  label: strings.selected(selected.recordingIds.length, selected.releaseIds.length),
                },
              ]}
            />
          )}
          <FormatOptions
            format={format}
            draft={draft}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          <CheckAndRun key={format} request={request} onStarted={setJobId} />
        </div>
      </div>
    </div>
  )
}

interface CheckAndRunProps {
  readonly request: Input<'exports.check'>
  readonly onStarted: (jobId: number) => void
}

function CheckAndRun({ request, onStarted }: CheckAndRunProps) {
  const query = useQuery('exports.check', request)
  const start = useCommand('exports.start', { toast: false })
  const check = query.data?.format === request.format ? query.data : undefined
  const run = async (current: ExportCheck) => {
    const place = await askPlace(current)
    if (place === null) return
    const started = await start.run({ ...request, ...place })
    if (started) onStarted(started.jobId)
  }
  const empty = check?.subjects === 0
  return (
    <>
      <div className={classes.findings} aria-busy={check === undefined || query.stale}>
        {query.error && <Callout tone="danger">{query.error.message}</Callout>}
        {check === undefined && !query.error && <p className={classes.secondary}>{strings.checking}</p>}
        {check && <p className={classes.summary}>{summary(check)}</p>}
        {check && <Problems check={check} />}
        {check?.notes.map((note) => (
          <p key={note} className={classes.secondary}>
            {note}
          </p>
        ))}
        {start.error && <Callout tone="danger">{start.error.message}</Callout>}
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={closeExport}>
          {strings.cancel}
        </Button>
        <Button
          disabled={check === undefined || empty}
          loading={start.pending}
          onClick={() => {
            if (check) void run(check)
          }}
        >
          {strings.run}
        </Button>
      </div>
    </>
  )
}

/** One file is saved under a name, where the dialog asks before it replaces one; several go into a folder. */
async function askPlace(
  check: ExportCheck,
): Promise<{ readonly path: string; readonly overwrite: boolean } | null> {
  if (check.files <= 1) {
    const title = strings.saveTitle(formatFacts[check.format].label)
    const path = await pickSave({ title, defaultName: check.suggestedName })
    return path === null ? null : { path, overwrite: true }
  }
  const folder = await pickFolder(strings.folderTitle(check.files))
  return folder === null ? null : { path: folder, overwrite: false }
}

function summary({ format, subjects, files }: ExportCheck): string {
  const amount = `${formatNumber(subjects)} ${strings.units[format]}`
  return files > 1 ? `${amount} · ${formatNumber(files)} files` : amount
}

function mutable({ recordingIds, releaseIds }: ChosenRecords) {
  return { recordingIds: [...recordingIds], releaseIds: [...releaseIds] }
}
