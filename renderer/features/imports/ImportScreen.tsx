import { Button } from '@mantine/core'
import { IconTableImport } from '@tabler/icons-react'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { pickFiles } from '../../rpc/host.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { ImportOutcome } from './ImportOutcome.tsx'
import { MappingStep } from './MappingStep.tsx'
import { strings } from './strings.ts'

/** The way of a table into the catalogue: columns, check, import. */
export function ImportScreen({ route }: { readonly route: RouteOf<'imports'> }) {
  return (
    <Screen
      title={strings.title}
      back={{ label: strings.back, onBack: () => navigate({ screen: 'catalog' }) }}
    >
      {route.importId !== undefined ? (
        <Batch importId={route.importId} />
      ) : route.path !== undefined ? (
        <Inspection key={route.path} path={route.path} />
      ) : (
        <Choose />
      )}
    </Screen>
  )
}

async function choose(): Promise<void> {
  const [path] = await pickFiles({
    title: strings.empty,
    multiple: false,
    filters: [
      {
        name: strings.kinds,
        extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xml', 'json', 'jsonl'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (path !== undefined) navigate({ screen: 'imports', path }, { replace: true })
}

function Choose() {
  return (
    <EmptyState
      icon={IconTableImport}
      title={strings.empty}
      description={strings.emptyText}
      action={<Button onClick={() => void choose()}>{strings.choose}</Button>}
    />
  )
}

function Inspection({ path }: { readonly path: string }) {
  const query = useQuery('imports.inspect', { path })
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={query.refetch} />
  }
  return <QueryView query={query}>{(inspection) => <MappingStep inspection={inspection} />}</QueryView>
}

function Batch({ importId }: { readonly importId: number }) {
  const query = useQuery('imports.get', { importId })
  return (
    <QueryView query={query}>
      {(batch) => <ImportOutcome batch={batch} chooseAnother={() => void choose()} />}
    </QueryView>
  )
}
