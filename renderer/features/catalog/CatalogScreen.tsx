import { Button } from '@mantine/core'
import { IconFileExport, IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { openExport } from '../../app/export-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Screen } from '../../ui/Screen.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { NewRecordingDialog } from './NewRecordingDialog.tsx'
import { pickAndImport } from './pick-and-import.ts'
import { RecordingsView } from './RecordingsView.tsx'
import { ReleasesView } from './ReleasesView.tsx'
import { strings } from './strings.ts'

/** Releases and recordings: what the artist owns. */
export function CatalogScreen({ route }: { readonly route: RouteOf<'catalog'> }) {
  const view = route.view ?? 'recordings'
  const [search, setSearch] = useState('')
  const summary = useQuery('home.summary', {})
  const subtitle = summary.data
    ? `${strings.recordingCount(summary.data.recordings)} · ${strings.releaseCount(summary.data.releases)}`
    : undefined
  return (
    <Screen
      title={strings.title}
      subtitle={subtitle}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => navigate({ ...route, create: true })}
          >
            {strings.newRecording}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => openExport()}
          >
            {strings.export}
          </Button>
          <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => void pickAndImport()}>
            {strings.import}
          </Button>
        </>
      }
      toolbar={
        <Toolbar>
          <SegmentedFilter
            label="Show"
            value={view}
            onChange={(next) => navigate({ screen: 'catalog', view: next })}
            options={[
              {
                value: 'recordings',
                label: strings.recordings,
                ...(summary.data ? { count: summary.data.recordings } : {}),
              },
              {
                value: 'releases',
                label: strings.releases,
                ...(summary.data ? { count: summary.data.releases } : {}),
              },
            ]}
          />
          <SearchField
            label={view === 'recordings' ? strings.search : strings.searchReleases}
            value={search}
            onChange={setSearch}
            width={320}
          />
          {view === 'recordings' && (
            <Toolbar.End>
              <SegmentedFilter
                label="ISRC"
                value={route.missingIsrc === true ? 'missing' : 'all'}
                onChange={(value) =>
                  navigate(
                    value === 'missing'
                      ? { screen: 'catalog', view, missingIsrc: true }
                      : { screen: 'catalog', view },
                  )
                }
                options={[
                  { value: 'all', label: strings.all },
                  { value: 'missing', label: strings.onlyWithoutIsrc },
                ]}
              />
            </Toolbar.End>
          )}
        </Toolbar>
      }
    >
      {view === 'recordings' ? (
        <RecordingsView route={route} search={search} />
      ) : (
        <ReleasesView route={route} search={search} />
      )}
      <NewRecordingDialog
        opened={route.create === true}
        onClose={() => {
          const { create: _create, ...rest } = route
          navigate(rest, { replace: true })
        }}
      />
    </Screen>
  )
}
