import { Button, Checkbox } from '@mantine/core'
import { IconMapSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { navigate } from '../../app/navigation.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatNumber } from '../../ui/format.ts'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useListSource } from '../../ui/grid/use-list-source.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './live.module.css'
import { overviewText as text } from './overview-strings.ts'

type Places = Output<'live.places'>
type PlaceRow = Places['rows'][number]

const pageSize = 500

/** Recordings against the places that show them. */
export function PlacesMap() {
  const [by, setBy] = useState<'provider' | 'source'>('provider')
  const [openOnly, setOpenOnly] = useState(false)
  const [offset, setOffset] = useState(0)
  const query = useQuery('live.places', { by, openOnly, offset, limit: pageSize })
  return (
    <div className={classes.wideCard}>
      <SectionCard
        title={text.places}
        description={text.placesText}
        flush
        actions={
          <div className={classes.mapActions}>
            <Checkbox
              label={text.openOnly}
              checked={openOnly}
              onChange={(event) => {
                setOpenOnly(event.currentTarget.checked)
                setOffset(0)
              }}
            />
            <SegmentedFilter
              label={text.by}
              value={by}
              onChange={setBy}
              options={[
                { value: 'provider', label: text.byProvider },
                { value: 'source', label: text.bySource },
              ]}
            />
          </div>
        }
      >
        <QueryView query={query}>
          {(places) => (
            <>
              <Matrix key={by} by={by} places={places} />
              <PlacePages places={places} offset={offset} onOffset={setOffset} />
            </>
          )}
        </QueryView>
      </SectionCard>
    </div>
  )
}

function columnsOf({ columns }: Places): readonly GridColumn<PlaceRow>[] {
  return [
    { id: 'recording', header: text.recording, width: 220, flex: true, text: (row) => row.title },
    { id: 'artist', header: text.artist, width: 150, text: (row) => row.artist },
    { id: 'total', header: text.total, width: 64, align: 'end', text: (row) => formatNumber(row.total) },
    ...columns.map(({ key, name }) => ({
      id: key,
      header: name,
      width: 118,
      align: 'end' as const,
      text: (row: PlaceRow) => cellWords(row, key),
    })),
  ]
}

function cellWords({ cells }: PlaceRow, key: string): string {
  const cell = cells.find((candidate) => candidate.key === key)
  return cell === undefined || cell.listings === 0 ? '' : text.cell(cell.listings, cell.fresh)
}

function Matrix({ by, places }: { readonly by: 'provider' | 'source'; readonly places: Places }) {
  const source = useListSource(places.rows)
  const columns = useMemo(() => columnsOf(places), [places])
  return (
    <div className={classes.map} data-empty={places.rows.length === 0 || undefined}>
      <DataGrid
        id={by === 'provider' ? 'live.places.provider' : 'live.places.source'}
        label={text.places}
        columns={columns}
        source={source}
        rowId={(row) => row.recordingId}
        onOpen={(row) => navigate({ screen: 'watch', view: 'findings', recordingId: row.recordingId })}
        empty={<EmptyState icon={IconMapSearch} title={text.noPlaces} description={text.noPlacesText} />}
      />
    </div>
  )
}

interface PlacePagesProps {
  readonly places: Places
  readonly offset: number
  readonly onOffset: (offset: number) => void
}

function PlacePages({ places, offset, onOffset }: PlacePagesProps) {
  if (places.total <= pageSize) return null
  const to = offset + places.rows.length
  return (
    <div className={classes.mapPages}>
      <span className={classes.secondary}>{text.page(offset + 1, to, places.total)}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - pageSize))}
      >
        {text.before}
      </Button>
      <Button size="compact-sm" variant="default" disabled={to >= places.total} onClick={() => onOffset(to)}>
        {text.after}
      </Button>
    </div>
  )
}
