import { Button } from '@mantine/core'
import { navigate } from '../../app/navigation.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { Screen } from '../../ui/Screen.tsx'
import {
  addFiles,
  checkFiles,
  importFiles,
  type ImportQueue,
  mostFiles,
  type QueueWork,
  stopQueue,
} from './import-queue.ts'
import classes from './imports.module.css'
import { pickAndImport, pickCatalogueFiles } from './pick-and-import.ts'
import { type FileStep, type ListedFile, nameOf, stepOf } from './queued-files.ts'
import { QueueTable } from './QueueTable.tsx'
import { strings } from './strings.ts'

/** Several files as one list: each is looked at, checked and imported, one after the other. */
export function QueueOverview({ queue }: { readonly queue: ImportQueue }) {
  const batches = useQuery('imports.list', { limit: mostFiles })
  const listed = queue.files.map((file): ListedFile => {
    const batch = batches.data?.imports.find(({ id }) => id === file.importId) ?? null
    return { file, batch, step: stepOf(file, batch) }
  })
  return (
    <Screen
      title={strings.queue.title(queue.files.length)}
      subtitle={strings.queue.subtitle}
      back={{ label: strings.back, onBack: () => navigate({ screen: 'catalog' }) }}
      actions={<QueueActions queue={queue} listed={listed} />}
      scroll
    >
      <div className={classes.queue}>
        <Running queue={queue} />
        <Summary listed={listed} />
        <QueueTable queueId={queue.id} listed={listed} />
      </div>
    </Screen>
  )
}

interface QueueActionsProps {
  readonly queue: ImportQueue
  readonly listed: readonly ListedFile[]
}

function QueueActions({ queue, listed }: QueueActionsProps) {
  const ready = listed.filter(({ step }) => step === 'ready').map(({ file }) => file)
  const checked = listed.flatMap(({ step, batch }) => (step === 'checked' && batch ? [batch.id] : []))
  const over = isOver(listed)
  const add = async () => addFiles(queue.id, await pickCatalogueFiles())
  if (queue.work !== null) return <AtWork id={queue.id} work={queue.work} />
  return (
    <>
      {over ? (
        <Button variant="default" onClick={() => void pickAndImport()}>
          {strings.queue.others}
        </Button>
      ) : (
        <Button variant="default" onClick={() => void add()}>
          {strings.queue.add}
        </Button>
      )}
      {checked.length > 0 && (
        <Button
          variant={ready.length > 0 ? 'default' : 'filled'}
          onClick={() => void importFiles(queue.id, checked)}
        >
          {strings.queue.commit(checked.length)}
        </Button>
      )}
      {ready.length > 0 && (
        <Button onClick={() => void checkFiles(queue.id, ready)}>{strings.queue.check(ready.length)}</Button>
      )}
      {over && <Button onClick={() => navigate({ screen: 'catalog' })}>{strings.open}</Button>}
    </>
  )
}

/** The way to stop. Where the press began it stays without effect: the second of two quick ones must not stop it. */
function AtWork({ id, work }: { readonly id: number; readonly work: QueueWork }) {
  return (
    <>
      <Button
        variant="default"
        disabled={work === 'stopping'}
        title={strings.queue.stopHint}
        onClick={() => stopQueue(id)}
      >
        {strings.queue.stop}
      </Button>
      <Button loading>{work === 'checking' ? strings.checking : strings.committing}</Button>
    </>
  )
}

/** How far the file is that is being read or written now. */
function Running({ queue }: { readonly queue: ImportQueue }) {
  const jobs = useJobsStore(({ byId }) => byId)
  const running = [...jobs.values()].find(
    ({ kind, state, subjectId }) =>
      state === 'running' &&
      (kind === 'import.preview' || kind === 'import.commit') &&
      queue.files.some(({ importId }) => importId === subjectId),
  )
  const file = queue.files.find(({ importId }) => importId === running?.subjectId)
  if (running === undefined || file === undefined) return null
  const at = queue.files.indexOf(file) + 1
  const label = strings.queue.position(at, queue.files.length, nameOf(file.path))
  return <ProgressLine label={label} progress={running.progress} />
}

/** When nothing is left to do: what became of it all. */
function Summary({ listed }: { readonly listed: readonly ListedFile[] }) {
  if (!isOver(listed)) return null
  const imported = listed.flatMap(({ step, batch }) => (step === 'imported' && batch ? [batch.counts] : []))
  if (imported.length === 0) return null
  const sum = (of: 'create' | 'update' | 'rejected') =>
    imported.reduce((total, counts) => total + counts[of], 0)
  const failed = listed.filter(({ step }) => step === 'unreadable' || step === 'stopped').length
  return (
    <div role="status">
      <Callout tone={failed + sum('rejected') > 0 ? 'warning' : 'success'}>
        {strings.queue.summary({
          files: imported.length,
          created: sum('create'),
          updated: sum('update'),
          rejected: sum('rejected'),
          failed,
        })}
      </Callout>
    </div>
  )
}

const finalSteps: ReadonlySet<FileStep> = new Set<FileStep>([
  'unreadable',
  'nothing-new',
  'imported',
  'stopped',
  'left',
])

/** True when no file of the list can be checked or imported any more. */
function isOver(listed: readonly ListedFile[]): boolean {
  return listed.every(({ step }) => finalSteps.has(step)) && listed.some(({ step }) => step === 'imported')
}
