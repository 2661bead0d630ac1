import { Button } from '@mantine/core'
import { IconFileExport, IconFileImport, IconFolderPlus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { runCommandById } from '../../app/commands.ts'
import { openExport } from '../../app/export-request.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Screen } from '../../ui/Screen.tsx'
import { SearchField, SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { MissingFilter } from '../rights/MissingFilter.tsx'
import { PeopleView } from '../rights/PeopleView.tsx'
import { strings as rightsStrings } from '../rights/strings.ts'
import { WorksView } from '../rights/WorksView.tsx'
import { EditingMenu } from './editing/EditingMenu.tsx'
import { type RecordingFilter, SavedFilters } from './editing/SavedFilters.tsx'
import { NewRecordingDialog } from './NewRecordingDialog.tsx'
import { RecordingsView } from './RecordingsView.tsx'
import { ReleasesView } from './ReleasesView.tsx'
import { strings } from './strings.ts'

const views = ['recordings', 'releases', 'works', 'people'] as const

const viewLabels = {
  recordings: strings.recordings,
  releases: strings.releases,
  works: rightsStrings.works,
  people: rightsStrings.people,
} as const

const searchLabels = {
  recordings: strings.search,
  releases: strings.searchReleases,
  works: rightsStrings.searchWorks,
  people: rightsStrings.searchPeople,
} as const

/** The list of recordings with these filters, none of them open. */
function filtered({ missingIsrc, missing }: Omit<RecordingFilter, 'search'>): RouteOf<'catalog'> {
  return {
    ...{ screen: 'catalog', view: 'recordings' },
    ...(missingIsrc ? { missingIsrc } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
  }
}

/** Recordings, releases, works and people: what the artist owns, and with whom. */
export function CatalogScreen({ route }: { readonly route: RouteOf<'catalog'> }) {
  const view = route.view ?? 'recordings'
  const missingIsrc = route.missingIsrc === true
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
            leftSection={<IconFolderPlus size={16} aria-hidden />}
            onClick={() => runCommandById('audio.scan')}
          >
            {strings.addFolder}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => openExport()}
          >
            {strings.export}
          </Button>
          <Button
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => runCommandById('catalog.import')}
          >
            {strings.import}
          </Button>
          <EditingMenu />
        </>
      }
      toolbar={
        <Toolbar>
          <SegmentedFilter
            label="Show"
            value={view}
            onChange={(next) => navigate({ screen: 'catalog', view: next })}
            options={views.map((value) => ({
              value,
              label: viewLabels[value],
              ...(summary.data ? { count: summary.data[value] } : {}),
            }))}
          />
          <SearchField label={searchLabels[view]} value={search} onChange={setSearch} width={380} />
          {view === 'recordings' && (
            <Toolbar.End>
              <MissingFilter
                value={route.missing ?? []}
                onChange={(missing) => navigate(filtered({ missingIsrc, missing }))}
              />
              <SegmentedFilter
                label="ISRC"
                value={missingIsrc ? 'missing' : 'all'}
                onChange={(value) =>
                  navigate(filtered({ missingIsrc: value === 'missing', missing: route.missing ?? [] }))
                }
                options={[
                  { value: 'all', label: strings.all },
                  { value: 'missing', label: strings.onlyWithoutIsrc },
                ]}
              />
              <SavedFilters
                current={{ search, missingIsrc, missing: route.missing ?? [] }}
                onApply={(filter) => {
                  setSearch(filter.search)
                  navigate(filtered(filter))
                }}
              />
            </Toolbar.End>
          )}
        </Toolbar>
      }
    >
      {view === 'recordings' && <RecordingsView route={route} search={search} />}
      {view === 'releases' && <ReleasesView route={route} search={search} />}
      {view === 'works' && <WorksView route={route} search={search} />}
      {view === 'people' && <PeopleView route={route} search={search} />}
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
