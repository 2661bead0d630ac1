import { Button } from '@mantine/core'
import { IconTableImport } from '@tabler/icons-react'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { type ImportQueue, useImportQueue } from './import-queue.ts'
import { ImportOutcome } from './ImportOutcome.tsx'
import { MappingStep } from './MappingStep.tsx'
import { pickAndImport } from './pick-and-import.ts'
import { QueueOverview } from './QueueOverview.tsx'
import { QueueSteps } from './QueueSteps.tsx'
import { strings } from './strings.ts'

/** The way of tables into the catalogue: columns, check, import; of several files with a list of them in front. */
export function ImportScreen({ route }: { readonly route: RouteOf<'imports'> }) {
  const queue = useImportQueue(route.queue)
  const isFile = route.importId !== undefined || route.path !== undefined
  if (queue !== null && !isFile) return <QueueOverview queue={queue} />
  const back =
    queue === null
      ? { label: strings.back, onBack: () => navigate({ screen: 'catalog' }) }
      : {
          label: strings.queue.all(queue.files.length),
          onBack: () => navigate({ screen: 'imports', queue: queue.id }),
        }
  return (
    <Screen
      title={strings.title}
      back={back}
      toolbar={queue !== null && <QueueSteps queue={queue} path={route.path} importId={route.importId} />}
    >
      {route.importId !== undefined ? (
        <Batch importId={route.importId} queue={queue} />
      ) : route.path !== undefined ? (
        <Inspection key={route.path} path={route.path} queue={queue} />
      ) : (
        <Choose />
      )}
    </Screen>
  )
}

function Choose() {
  return (
    <EmptyState
      icon={IconTableImport}
      title={strings.empty}
      description={strings.emptyText}
      action={<Button onClick={() => void pickAndImport()}>{strings.choose}</Button>}
    />
  )
}

interface InspectionProps {
  readonly path: string
  readonly queue: ImportQueue | null
}

function Inspection({ path, queue }: InspectionProps) {
  const query = useQuery('imports.inspect', { path })
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={query.refetch} />
  }
  return (
    <QueryView query={query}>
      {(inspection) => <MappingStep inspection={inspection} queue={queue} />}
    </QueryView>
  )
}

interface BatchProps {
  readonly importId: number
  readonly queue: ImportQueue | null
}

function Batch({ importId, queue }: BatchProps) {
  const query = useQuery('imports.get', { importId })
  const leave =
    queue === null
      ? { label: strings.another, run: () => void pickAndImport() }
      : {
          label: strings.queue.all(queue.files.length),
          run: () => navigate({ screen: 'imports', queue: queue.id }),
        }
  return (
    <QueryView query={query}>
      {(batch) => (
        <ImportOutcome
          batch={batch}
          next={leave}
          onDiscarded={queue === null ? () => navigate({ screen: 'catalog' }) : leave.run}
        />
      )}
    </QueryView>
  )
}
