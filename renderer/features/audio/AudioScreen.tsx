import { Button } from '@mantine/core'
import { IconFolderPlus } from '@tabler/icons-react'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import classes from './audio.module.css'
import { Comparison } from './Comparison.tsx'
import { pickAndScan } from './scan-folder.ts'
import { ScanView } from './ScanView.tsx'
import { strings } from './strings.ts'

/** Folders of audio on their way into the catalogue, and the result of a comparison when it is looked up again. */
export function AudioScreen({ route }: { readonly route: RouteOf<'audio'> }) {
  const { scanId, compareJobId } = route
  return (
    <Screen
      title={compareJobId === undefined ? strings.title : strings.compareTitle}
      back={{ label: strings.back, onBack: () => navigate({ screen: 'catalog' }) }}
    >
      {compareJobId !== undefined ? (
        <div className={classes.step}>
          <div className={classes.page}>
            <Comparison jobId={compareJobId} />
          </div>
        </div>
      ) : scanId !== undefined ? (
        <Scan key={scanId} scanId={scanId} />
      ) : (
        <EmptyState
          icon={IconFolderPlus}
          title={strings.empty}
          description={strings.emptyText}
          action={<Button onClick={() => void pickAndScan()}>{strings.addFolder}</Button>}
        />
      )}
    </Screen>
  )
}

function Scan({ scanId }: { readonly scanId: number }) {
  const query = useQuery('audio.scanGet', { scanId })
  return <QueryView query={query}>{(scan) => <ScanView scan={scan} />}</QueryView>
}
