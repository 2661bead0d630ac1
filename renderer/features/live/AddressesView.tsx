import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlus, IconTrash, IconWorldSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { AddressKind, LiveAddress } from '../../../shared/contract/live-addresses.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatAgo, formatAhead, formatNumber, formatUtc } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { toast } from '../../ui/toasts.tsx'
import { SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AddAddressesDialog } from './AddAddressesDialog.tsx'
import classes from './live.module.css'
import { addressKindLabels, addressText as text } from './strings.ts'

function open(add?: readonly string[]): void {
  navigate({ screen: 'live', view: 'addresses', ...(add === undefined ? {} : { add }) }, { replace: true })
}

/** What the artist named to be looked at again and again. */
export function AddressesView({ route }: { readonly route: RouteOf<'live'> }) {
  const query = useQuery('live.addresses', {})
  const [kind, setKind] = useState<AddressKind | 'all'>('all')
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} variant="default" onClick={() => open([])}>
      {text.add}
    </Button>
  )
  return (
    <>
      <QueryView query={query}>
        {({ addresses }) =>
          addresses.length === 0 ? (
            <EmptyState
              icon={IconWorldSearch}
              title={text.emptyTitle}
              description={text.emptyText}
              action={add}
            />
          ) : (
            <>
              <Toolbar>
                <KindFilter addresses={addresses} kind={kind} onChange={setKind} />
                <Toolbar.End>{add}</Toolbar.End>
              </Toolbar>
              <div className={classes.page} data-scroll tabIndex={-1}>
                <AddressTable addresses={addresses.filter((each) => kind === 'all' || each.kind === kind)} />
              </div>
            </>
          )
        }
      </QueryView>
      <AddAddressesDialog given={route.add ?? null} onClose={() => open()} />
    </>
  )
}

interface KindFilterProps {
  readonly addresses: readonly LiveAddress[]
  readonly kind: AddressKind | 'all'
  readonly onChange: (kind: AddressKind | 'all') => void
}

function KindFilter({ addresses, kind, onChange }: KindFilterProps) {
  const kinds = [...new Set(addresses.map((each) => each.kind))].sort()
  return (
    <SegmentedFilter
      label={text.columns.kind}
      value={kind}
      onChange={onChange}
      options={[
        { value: 'all' as const, label: text.all, count: addresses.length },
        ...kinds.map((value) => ({
          value,
          label: addressKindLabels[value],
          count: addresses.filter((each) => each.kind === value).length,
        })),
      ]}
    />
  )
}

function AddressTable({ addresses }: { readonly addresses: readonly LiveAddress[] }) {
  const now = useNow()
  if (addresses.length === 0) return <p className={classes.paragraph}>{text.nothing}</p>
  return (
    <div className={classes.tableFrame}>
      <table className={classes.addresses} aria-label={text.label}>
        <thead>
          <tr>
            <th scope="col">{text.columns.value}</th>
            <th scope="col">{text.columns.kind}</th>
            <th scope="col">{text.columns.last}</th>
            <th scope="col">{text.columns.next}</th>
            <th scope="col" className={classes.end}>
              {text.columns.listings}
            </th>
            <th scope="col">
              <span className={classes.srOnly}>{text.columns.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {addresses.map((address) => (
            <AddressRow key={address.id} address={address} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AddressRow({ address, now }: { readonly address: LiveAddress; readonly now: number }) {
  const { kind, value, note, problem, lastLookedAt, nextLookAt } = address
  return (
    <tr>
      <th scope="row">
        <span className={classes.address}>{value}</span>
        {note !== '' && <div className={classes.secondary}>{note}</div>}
        {problem !== null && (
          <div className={classes.problem}>
            <IconAlertTriangle size={14} stroke={1.9} aria-hidden />
            <span>{problem.message}</span>
          </div>
        )}
      </th>
      <td>{addressKindLabels[kind]}</td>
      <td>
        {lastLookedAt === null ? (
          text.never
        ) : (
          <Moment iso={lastLookedAt} words={formatAgo(lastLookedAt, now)} />
        )}
      </td>
      <td>{nextLookAt !== null && <Moment iso={nextLookAt} words={formatAhead(nextLookAt, now)} />}</td>
      <td className={classes.end}>{formatNumber(address.listings)}</td>
      <td className={classes.end}>
        <RemoveAddress address={address} />
      </td>
    </tr>
  )
}

function Moment({ iso, words }: { readonly iso: string; readonly words: string }) {
  return (
    <time dateTime={iso} title={formatUtc(iso)}>
      {words}
    </time>
  )
}

function RemoveAddress({ address }: { readonly address: LiveAddress }) {
  const { id, kind, value, note } = address
  const remove = useCommand('live.removeAddress')
  const add = useCommand('live.addAddresses')
  const run = async () => {
    if (!(await remove.run({ addressId: id }))) return
    const again = () => void add.run({ addresses: [{ kind, value, note }] })
    toast.success(text.removed, { action: { label: text.undo, run: again }, lasting: true })
  }
  return (
    <IconAction
      label={text.remove(value)}
      icon={IconTrash}
      disabled={remove.pending}
      onClick={() => void run()}
    />
  )
}
