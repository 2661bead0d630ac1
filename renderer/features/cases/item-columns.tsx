import { IconLock } from '@tabler/icons-react'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { formatDate, formatUtc } from '../../ui/format.ts'
import type { GridColumn } from '../../ui/grid/types.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './items.module.css'
import type { ItemSortKey } from './item-order.ts'
import { itemText } from './item-strings.ts'
import { conclusions, shortRights } from './strings.ts'

const { columns } = itemText

/** The columns every list of a case's items begins with: the work and where it is. */
export const workColumn: GridColumn<CaseItem, ItemSortKey> = {
  id: 'work',
  header: columns.work,
  width: 250,
  sortKey: 'work',
  text: (item) => `${item.recordingTitle} – ${item.recordingArtist}`,
  render: (item) => (
    <span className={classes.cell} title={`${item.recordingTitle} – ${item.recordingArtist}`}>
      <span className={classes.workTitle}>{item.recordingTitle}</span>{' '}
      <span className={classes.workArtist}>{item.recordingArtist}</span>
    </span>
  ),
}

export const urlColumn: GridColumn<CaseItem, ItemSortKey> = {
  id: 'url',
  header: columns.url,
  width: 260,
  flex: true,
  sortKey: 'url',
  text: (item) => item.url,
  render: ({ url }) => <Address url={url} />,
}

export const firstSeenColumn: GridColumn<CaseItem, ItemSortKey> = {
  id: 'firstSeen',
  header: columns.firstSeen,
  width: 150,
  sortKey: 'firstSeen',
  text: (item) => formatUtc(item.firstSeenAt),
  render: ({ firstSeenAt }) => (
    <time className={classes.cell} dateTime={firstSeenAt} title={formatUtc(firstSeenAt)}>
      {formatDate(firstSeenAt)}
    </time>
  ),
}

export const sealedColumn: GridColumn<CaseItem, ItemSortKey> = {
  id: 'sealed',
  header: columns.sealed,
  width: 136,
  sortKey: 'sealed',
  text: (item) => (item.sealed ? itemText.sealed : itemText.notSealed),
  render: (item) =>
    item.sealed ? (
      <StatusBadge tone="muted" icon={IconLock} label={itemText.sealed} />
    ) : (
      <StatusBadge tone="warning" label={itemText.notSealed} />
    ),
}

/** Everything a notice says about an item, and what was answered for it. */
export const itemColumns: readonly GridColumn<CaseItem, ItemSortKey>[] = [
  workColumn,
  urlColumn,
  {
    id: 'right',
    header: columns.right,
    width: 136,
    sortKey: 'right',
    text: (item) => shortRights[item.rightHeld],
    render: (item) => <Right right={item.rightHeld} />,
  },
  {
    id: 'fairUse',
    header: columns.fairUse,
    width: 166,
    sortKey: 'fairUse',
    text: (item) => conclusions[item.fairUse.conclusion].short,
    render: ({ fairUse: { conclusion } }) => (
      <StatusBadge tone={conclusions[conclusion].tone} label={conclusions[conclusion].short} />
    ),
  },
  sealedColumn,
  {
    id: 'isrc',
    header: columns.isrc,
    width: 158,
    mono: true,
    sortKey: 'isrc',
    text: (item) => (item.isrc === null ? itemText.none : formatIsrc(item.isrc)),
  },
  firstSeenColumn,
  {
    id: 'registration',
    header: columns.registration,
    width: 116,
    mono: true,
    text: (item) => item.registrationNumber ?? itemText.none,
  },
  {
    id: 'authorized',
    header: columns.authorized,
    width: 180,
    text: (item) => item.authorizedUrl ?? itemText.none,
  },
]

function Right({ right }: { readonly right: CaseItem['rightHeld'] }) {
  const label = shortRights[right]
  if (right === 'unknown') return <StatusBadge tone="warning" label={label} />
  if (right === 'none') return <StatusBadge tone="danger" label={label} />
  return <span className={classes.cell}>{label}</span>
}

/** The end of an address tells items of one provider apart, so its beginning gives way. */
function Address({ url }: { readonly url: string }) {
  return (
    <span className={classes.address} title={url}>
      <bdi dir="ltr">{url.replace(/^https?:\/\/(?:www\.)?/, '')}</bdi>
    </span>
  )
}
