import { Button } from '@mantine/core'
import { IconListDetails, IconShieldCheck } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import type { CustodyEvent } from '../../../shared/contract/evidence.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { custodyActionText, custodyActorText, custodySubjectText } from '../../ui/custody-text.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataGrid } from '../../ui/grid/DataGrid.tsx'
import type { GridColumn } from '../../ui/grid/types.ts'
import { Mono } from '../../ui/Mono.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { Time } from '../../ui/Time.tsx'
import { formatUtc } from '../../ui/format.ts'
import { ChainResult } from './ChainResult.tsx'
import { CustodyDetail } from './CustodyDetail.tsx'
import classes from './evidence.module.css'
import { custody, strings } from './strings.ts'
import { EvidenceFrame } from './EvidenceFrame.tsx'
import { useCustodySource } from './use-custody-source.ts'

const { columns: heads } = custody

const columns: readonly GridColumn<CustodyEvent>[] = [
  { id: 'seq', header: heads.seq, width: 60, align: 'end', text: (event) => String(event.seq) },
  {
    id: 'at',
    header: heads.at,
    width: 204,
    mono: true,
    text: (event) => formatUtc(event.at),
    render: (event) => (
      <span className={classes.cell}>
        <Time value={event.at} />
      </span>
    ),
  },
  {
    id: 'action',
    header: heads.action,
    width: 220,
    flex: true,
    text: (event) => custodyActionText(event.action),
  },
  { id: 'subject', header: heads.subject, width: 116, text: (event) => custodySubjectText(event.subject) },
  { id: 'actor', header: heads.actor, width: 90, text: (event) => custodyActorText(event.actor) },
  {
    id: 'hash',
    header: heads.hash,
    width: 150,
    mono: true,
    text: (event) => event.lineSha256,
    render: (event) => (
      <span title={event.lineSha256} className={classes.hash}>
        <Mono fixed>{`${event.lineSha256.slice(0, 14)}…`}</Mono>
      </span>
    ),
  },
]

/** Every event of the log, newest first, with the check of its chain. */
export function CustodyView({ route }: { readonly route: RouteOf<'evidence'> }) {
  const source = useCustodySource()
  useSyncExternalStore(source.subscribe, source.version)
  const check = useCommand('custody.verify')
  const [result, setResult] = useState<Output<'custody.verify'> | null>(null)
  const verify = async () => setResult((await check.run({})) ?? null)
  const show = (seq: number | null) => {
    const { seq: _before, ...rest } = route
    navigate(seq === null ? rest : { ...rest, seq }, { replace: true })
  }
  const at = route.seq === undefined ? -1 : source.find((event) => event.seq === route.seq)
  const active = at < 0 ? undefined : source.row(at)
  const total = source.total()
  return (
    <EvidenceFrame
      view="custody"
      subtitle={total === null ? undefined : custody.subtitle(total)}
      actions={
        <Button
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={check.pending}
          onClick={() => void verify()}
        >
          {custody.verify}
        </Button>
      }
    >
      {result && <ChainResult result={result} onShow={show} />}
      <SplitPane
        id="custody"
        label={custody.detail}
        detail={active ? <CustodyDetail event={active} onClose={() => show(null)} /> : null}
      >
        <DataGrid
          id="evidence.custody"
          label={strings.custody}
          columns={columns}
          source={source}
          rowId={(event) => event.seq}
          {...(route.seq === undefined ? {} : { activeId: route.seq })}
          onActiveChange={(event) => {
            if (event && event.seq !== route.seq) show(event.seq)
          }}
          empty={
            <EmptyState icon={IconListDetails} title={custody.emptyTitle} description={custody.emptyText} />
          }
        />
      </SplitPane>
    </EvidenceFrame>
  )
}
