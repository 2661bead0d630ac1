import { Button } from '@mantine/core'
import { IconFilterOff, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ProviderRow } from '../../../shared/contract/providers.ts'
import { effectiveFacts } from '../../../shared/domain/notices/provider-facts.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatDate } from '../../ui/format.ts'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { useListSource } from '../../ui/grid/use-list-source.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { SearchField, Toolbar } from '../../ui/Toolbar.tsx'
import { AddProviderDialog } from './AddProviderDialog.tsx'
import { ProviderDetail } from './ProviderDetail.tsx'
import { confidences, strings } from './strings.ts'

const columns: readonly GridColumn<ProviderRow, 'name'>[] = [
  {
    id: 'name',
    header: strings.columns.name,
    width: 190,
    text: ({ name }) => name,
  },
  {
    id: 'to',
    header: strings.columns.to,
    width: 260,
    flex: true,
    text: ({ shipped, own }) => {
      const { email, form } = effectiveFacts(shipped, own)
      return email ?? form ?? strings.none
    },
  },
  {
    id: 'confidence',
    header: strings.columns.confidence,
    width: 120,
    text: ({ confidence, own }) =>
      Object.keys(own).length > 0 ? strings.yours : confidences[confidence].label,
    render: ({ confidence, own }) =>
      Object.keys(own).length > 0 ? (
        <StatusBadge tone="accent" label={strings.yours} />
      ) : (
        <StatusBadge tone={confidences[confidence].tone} label={confidences[confidence].label} />
      ),
  },
  {
    id: 'checked',
    header: strings.columns.checked,
    width: 112,
    mono: true,
    text: ({ checkedOn }) => formatDate(checkedOn),
  },
  {
    id: 'cases',
    header: strings.columns.cases,
    width: 70,
    align: 'end',
    text: ({ cases }) => (cases === 0 ? '' : String(cases)),
  },
]

/** Service providers: where notices go, how sure that is, and what the user knows better. */
export function ProvidersScreen({ route }: { readonly route: RouteOf<'providers'> }) {
  const [search, setSearch] = useState(route.search ?? '')
  const [adding, setAdding] = useState(false)
  const query = useQuery('providers.list', { search })
  const rows = useMemo(() => query.data?.providers ?? [], [query.data])
  const source = useListSource(rows)
  const active = rows.find(({ id }) => id === route.providerId) ?? null
  const open = (row: ProviderRow | null) => {
    if (row?.id === route.providerId) return
    navigate(row ? { screen: 'providers', providerId: row.id } : { screen: 'providers' }, { replace: true })
  }
  return (
    <Screen
      title={strings.title}
      back={{ label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }}
      subtitle={
        query.data &&
        strings.subtitle(rows.length, rows.filter(({ own }) => Object.keys(own).length > 0).length)
      }
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {strings.add}
        </Button>
      }
      toolbar={
        <Toolbar>
          <SearchField label={strings.search} value={search} onChange={setSearch} width={320} />
        </Toolbar>
      }
    >
      <QueryView query={query}>
        {() => (
          <SplitPane
            id="providers"
            label={strings.detail}
            detail={active && <ProviderDetail key={active.id} row={active} onClose={() => open(null)} />}
          >
            <DataGrid
              id="providers.list"
              label={strings.grid}
              columns={columns}
              source={source}
              rowId={({ id }) => id}
              {...(route.providerId === undefined ? {} : { activeId: route.providerId })}
              onActiveChange={(row) => {
                if (row) open(row)
              }}
              empty={
                <EmptyState icon={IconFilterOff} title={strings.nothing} description={strings.nothingText} />
              }
            />
          </SplitPane>
        )}
      </QueryView>
      <AddProviderDialog opened={adding} onClose={() => setAdding(false)} />
    </Screen>
  )
}
