import { IconFilterOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { type ExchangeRow, exchangeRows } from '../../../../shared/domain/evidence/capture/exchange-rows.ts'
import type { HeaderPair } from '../../../../shared/domain/evidence/capture/redact-headers.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatBytes, unknownMark } from '../../../ui/format.ts'
import { DataGrid } from '../../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../../ui/grid/types.ts'
import { useListSource } from '../../../ui/grid/use-list-source.ts'
import { Mono } from '../../../ui/Mono.tsx'
import { PropertyList } from '../../../ui/DetailPane.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { SegmentedFilter } from '../../../ui/Toolbar.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { requestText } from './strings.ts'

const { columns: heads } = requestText

const columns: readonly GridColumn<ExchangeRow>[] = [
  {
    id: 'status',
    header: heads.status,
    width: 62,
    mono: true,
    text: (row) => String(row.status ?? unknownMark),
  },
  {
    id: 'url',
    header: heads.url,
    width: 240,
    flex: true,
    text: (row) => row.url,
    render: ({ url, method }) => (
      <span className={classes.cell} title={`${method} ${url}`}>
        {url.replace(/^https?:\/\//, '')}
      </span>
    ),
  },
  { id: 'type', header: heads.type, width: 88, text: (row) => row.type || unknownMark },
  {
    id: 'size',
    header: heads.size,
    width: 78,
    align: 'end',
    text: (row) => (row.bytes === null ? unknownMark : formatBytes(row.bytes)),
  },
  {
    id: 'recorded',
    header: heads.recorded,
    width: 148,
    rigid: true,
    text: (row) => requestText.recorded[row.recorded],
    render: ({ recorded }) => (
      <StatusBadge tone={requestText.tones[recorded]} label={requestText.recorded[recorded]} />
    ),
  },
]

const isMissing = ({ recorded }: ExchangeRow) => recorded !== 'whole' && recorded !== 'redirect'

/** The network log: every request, how much of it is in the capture, and the headers of the chosen one. */
export function RequestsTab({ captured: { record } }: { readonly captured: Captured }) {
  const [only, setOnly] = useState<'all' | 'missing'>('all')
  const [activeId, setActiveId] = useState(1)
  const all = useMemo(() => exchangeRows(record), [record])
  const missing = useMemo(() => all.filter(isMissing), [all])
  const rows = only === 'all' ? all : missing
  const source = useListSource(rows)
  const active = rows.find(({ id }) => id === activeId)
  return (
    <>
      <div className={classes.bar}>
        <SegmentedFilter
          label={requestText.which}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: requestText.all, count: all.length },
            { value: 'missing', label: requestText.missing, count: missing.length },
          ]}
        />
      </div>
      <div className={classes.requests}>
        <DataGrid
          id="evidence.requests"
          label={requestText.grid}
          columns={columns}
          source={source}
          rowId={(row) => row.id}
          activeId={activeId}
          onActiveChange={(row) => {
            if (row) setActiveId(row.id)
          }}
          empty={
            <EmptyState
              icon={IconFilterOff}
              title={requestText.emptyTitle}
              description={requestText.emptyText}
            />
          }
        />
      </div>
      <section className={classes.request} aria-label={requestText.detail} tabIndex={0} data-scroll>
        {active === undefined ? (
          <p className={classes.secondary}>{requestText.choose}</p>
        ) : (
          <RequestDetail row={active} />
        )}
      </section>
    </>
  )
}

function RequestDetail({ row }: { readonly row: ExchangeRow }) {
  const { exchange, recorded, remark } = row
  const headers = [...(exchange?.requestHeaders ?? []), ...(exchange?.responseHeaders ?? [])]
  return (
    <>
      <p className={classes.requestLine}>
        <Mono fixed>{`${row.method} ${row.url}`.trim()}</Mono>
      </p>
      <p className={classes.secondary}>
        {requestText.explain[recorded]}
        {remark !== '' && ` (${remark})`}
      </p>
      {exchange !== null && (
        <>
          <PropertyList
            items={[
              ...(exchange.peer === null ? [] : [{ label: requestText.peer, value: exchange.peer }]),
              ...(exchange.protocol === ''
                ? []
                : [{ label: requestText.protocol, value: exchange.protocol }]),
              ...(exchange.body === null
                ? []
                : [
                    {
                      label: requestText.bodyHash,
                      value: <Mono fixed>{exchange.body.sha256}</Mono>,
                      copy: exchange.body.sha256,
                    },
                  ]),
            ]}
          />
          <Headers title={requestText.request} headers={exchange.requestHeaders ?? null} />
          <Headers title={requestText.response} headers={exchange.responseHeaders} />
          {headers.some(([, value]) => value.includes('[redacted]')) && (
            <p className={classes.secondary}>{requestText.redacted}</p>
          )}
        </>
      )}
    </>
  )
}

function Headers({
  title,
  headers,
}: {
  readonly title: string
  readonly headers: readonly HeaderPair[] | null
}) {
  return (
    <div className={classes.headers}>
      <h3 className={classes.headersTitle}>{title}</h3>
      {headers === null || headers.length === 0 ? (
        <p className={classes.secondary}>
          {headers === null ? requestText.noRequest : requestText.noHeaders}
        </p>
      ) : (
        <dl className={classes.headerList}>
          {headers.map(([name, value], index) => (
            // Names come several times; the place is what tells them apart, and nothing moves.
            <div key={`${String(index)} ${name}`} className={classes.header}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
