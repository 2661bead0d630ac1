import { Button, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Job } from '../../../shared/contract/jobs.ts'
import { navigate } from '../../app/navigation.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { formatBytes, formatNumber } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx'
import { leaveOut, placeOf } from './import-queue.ts'
import classes from './imports.module.css'
import { type FileStep, type ListedFile, nameOf } from './queued-files.ts'
import { strings } from './strings.ts'

const tones: Readonly<Record<FileStep, Tone>> = {
  reading: 'muted',
  unreadable: 'danger',
  unmapped: 'warning',
  ready: 'neutral',
  checking: 'accent',
  checked: 'neutral',
  'nothing-new': 'muted',
  importing: 'accent',
  imported: 'success',
  stopped: 'danger',
  left: 'muted',
}

interface QueueTableProps {
  readonly queueId: number
  readonly listed: readonly ListedFile[]
}

/** The files of a queue, each with what it is, what its check found and where it stands. */
export function QueueTable({ queueId, listed }: QueueTableProps) {
  const text = strings.queue.columns
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={strings.queue.list}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.file}</th>
            <th scope="col">{text.state}</th>
            <th scope="col" className={classes.figure}>
              {text.rows}
            </th>
            <th scope="col" className={classes.figure}>
              {text.create}
            </th>
            <th scope="col" className={classes.figure}>
              {text.update}
            </th>
            <th scope="col" className={classes.figure}>
              {text.rejected}
            </th>
            <th scope="col">{text.actions}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((one) => (
            <QueueRow key={one.file.path} queueId={queueId} listed={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface QueueRowProps {
  readonly queueId: number
  readonly listed: ListedFile
}

function QueueRow({ queueId, listed: { file, batch, step } }: QueueRowProps) {
  const failure = useFailure(file.importId)
  const problem = file.problem ?? failure
  const name = nameOf(file.path)
  const counts = step === 'checking' ? undefined : batch?.counts
  const isOpen = step !== 'reading' && step !== 'unreadable'
  const removable = step !== 'checking' && step !== 'importing' && step !== 'imported'
  return (
    <tr>
      <th scope="row">
        {isOpen ? (
          <UnstyledButton
            className={classes.fileLink}
            title={file.path}
            onClick={() => navigate(placeOf(queueId, file))}
          >
            {name}
          </UnstyledButton>
        ) : (
          <span title={file.path}>{name}</span>
        )}
        <div className={classes.secondary}>{whatItIs(file)}</div>
      </th>
      <td className={classes.state}>
        <StatusBadge tone={tones[step]} label={strings.queue.states[step]} />
        {problem !== null && <div className={classes.problem}>{problem}</div>}
      </td>
      <td className={classes.figure}>{figure(counts?.rows)}</td>
      <td className={classes.figure}>{figure(counts?.create)}</td>
      <td className={classes.figure}>{figure(counts?.update)}</td>
      <td className={classes.figure}>{figure(counts?.rejected)}</td>
      <td>
        <div className={classes.actions}>
          {(step === 'ready' ||
            step === 'unmapped' ||
            step === 'checked' ||
            step === 'stopped' ||
            step === 'left') && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={strings.queue.columnsOf(name)}
              onClick={() => navigate({ screen: 'imports', queue: queueId, path: file.path })}
            >
              {strings.queue.setColumns}
            </Button>
          )}
          {removable && (
            <IconAction
              label={strings.queue.leaveOut(name)}
              icon={IconX}
              onClick={() => leaveOut(queueId, file)}
            />
          )}
        </div>
      </td>
    </tr>
  )
}

/** Why the last check or import of the file failed; null when it did not. */
function useFailure(importId: number | null): string | null {
  const jobs = useJobsStore(({ byId }) => byId)
  const last = [...jobs.values()].filter((job) => isOf(job, importId)).sort((a, b) => b.id - a.id)[0]
  return last?.state === 'failed' ? (last.error?.message ?? null) : null
}

function isOf({ kind, subjectId }: Job, importId: number | null): boolean {
  return (
    importId !== null && subjectId === importId && (kind === 'import.preview' || kind === 'import.commit')
  )
}

function whatItIs({ inspection }: ListedFile['file']): string {
  if (inspection === null) return ''
  const kind = inspection.preset?.name ?? strings.queue.formats[inspection.dialect.format]
  return `${kind} · ${formatBytes(inspection.bytes)}`
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : formatNumber(value)
}
