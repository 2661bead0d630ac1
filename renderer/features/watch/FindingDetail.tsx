import { Button } from '@mantine/core'
import {
  IconEye,
  IconFolderOpen,
  IconGavel,
  IconPaperclip,
  IconRotate,
  IconShieldCheck,
  IconX,
} from '@tabler/icons-react'
import type { Output } from '../../../shared/contract/index.ts'
import type { Decision, EvidenceRecord } from '../../../shared/contract/watch.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { navigate } from '../../app/navigation.ts'
import { pickFiles } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { FileAddress } from '../../ui/FileAddress.tsx'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatBytes, formatDuration, formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { ReasonList } from '../../ui/ReasonList.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ClaimableBadge, FindingStateBadge, VerdictBadge } from './FindingState.tsx'
import { CaptureFindingButton, FindingCaptures } from './FindingCaptures.tsx'
import { ListingHistory } from './ListingHistory.tsx'
import { ruleFor } from './rule-for.ts'
import type { RuleDraft } from './NewRuleDialog.tsx'
import { historyStrings, offersLabels, strings } from './strings.ts'
import { useDecide } from './use-decide.ts'
import classes from './watch.module.css'

type Finding = Output<'findings.get'>
type Listing = Output<'live.listing'>['listing']

interface FindingDetailProps {
  readonly findingId: number
  readonly onClose: () => void
  readonly onRule: (draft: RuleDraft) => void
}

/** One finding: what was compared, why it matched, what is proved, what to decide. */
export function FindingDetail({ findingId, onClose, onRule }: FindingDetailProps) {
  const query = useQuery('findings.get', { findingId })
  const listing = useQuery('live.listing', { findingId }).data?.listing ?? null
  return (
    <QueryView query={query}>
      {(finding) => (
        <DetailPane
          title={finding.recordingTitle}
          subtitle={finding.providerName ?? finding.domain ?? finding.locator}
          onClose={onClose}
          actions={<CaptureFindingButton findingId={finding.id} url={finding.url} />}
        >
          <DetailSection title="Decision">
            <div className={classes.badges}>
              <FindingStateBadge state={finding.state} />
              <VerdictBadge row={finding} />
              <ClaimableBadge claimable={finding.claimable} />
            </div>
            <Decide finding={finding} onRule={onRule} />
          </DetailSection>
          <DetailSection title="Why it was found">
            <ReasonList reasons={finding.reasons} />
          </DetailSection>
          <Comparison finding={finding} />
          <Place finding={finding} listing={listing} />
          {listing !== null && <ListingHistory listing={listing} />}
          <FindingCaptures findingId={finding.id} url={finding.url} />
          <Evidence finding={finding} listing={listing} />
          {finding.history.length > 0 && (
            <DetailSection title="History">
              <PropertyList
                items={finding.history.map((event) => ({
                  label: event.action,
                  value: <HistoryLine {...event} />,
                }))}
              />
            </DetailSection>
          )}
        </DetailPane>
      )}
    </QueryView>
  )
}

function HistoryLine({ at, detail }: { readonly at: string; readonly detail: string }) {
  return (
    <>
      <Time value={at} />
      {detail !== '' && <div className={classes.secondary}>{detail}</div>}
    </>
  )
}

function Decide({
  finding,
  onRule,
}: {
  readonly finding: Finding
  readonly onRule: (draft: RuleDraft) => void
}) {
  const { decide, pending } = useDecide()
  const rule = ruleFor(finding)
  const button = (decision: Decision, Icon: typeof IconEye, primary = false) => (
    <Button
      key={decision}
      size="compact-sm"
      variant={primary ? 'filled' : 'default'}
      disabled={pending}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => void decide([finding.id], decision)}
    >
      {strings[decision]}
    </Button>
  )
  return (
    <>
      {finding.whyNotClaimable !== null && (
        <Callout tone="neutral" title="This can only be monitored">
          {finding.whyNotClaimable}
        </Callout>
      )}
      <div className={classes.decisions}>
        {finding.claimable &&
          finding.state !== 'confirmed' &&
          button('confirm', IconGavel, finding.state === 'new')}
        {finding.state !== 'monitor' &&
          button('monitor', IconEye, !finding.claimable && finding.state === 'new')}
        {finding.state !== 'authorized' && button('authorize', IconShieldCheck)}
        {finding.state !== 'dismissed' && button('dismiss', IconX)}
        {finding.state !== 'new' && button('reopen', IconRotate)}
        {rule !== null && finding.state !== 'authorized' && (
          <Button size="compact-sm" variant="subtle" onClick={() => onRule(rule)}>
            {strings.authorizeKind}
          </Button>
        )}
      </div>
      {finding.stateReason !== '' && <p className={classes.secondary}>{finding.stateReason}</p>}
      {finding.caseId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFolderOpen size={14} aria-hidden />}
          onClick={() => finding.caseId !== null && navigate({ screen: 'cases', caseId: finding.caseId })}
        >
          Open its case
        </Button>
      )}
    </>
  )
}

function Comparison({ finding }: { readonly finding: Finding }) {
  const length = (ms: number | null) => (ms === null ? '–' : formatDuration(ms))
  const rows: readonly (readonly [string, string, string])[] = [
    ['Title', finding.recordingTitle, finding.listingTitle],
    ['Artist', finding.recordingArtist, finding.listingArtist],
    ['ISRC', finding.recordingIsrc === null ? '–' : formatIsrc(finding.recordingIsrc), finding.listingIsrc],
    ['Length', length(finding.recordingDurationMs), length(finding.listingDurationMs)],
    ['Release', '–', finding.listingAlbum ?? ''],
  ]
  return (
    <DetailSection title="Side by side">
      <table className={classes.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">Your recording</th>
            <th scope="col">The listing</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(([, own, listed]) => listed !== '' || (own !== '–' && own !== ''))
            .map(([name, own, listed]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{own}</td>
                <td>{listed === '' ? '–' : listed}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </DetailSection>
  )
}

function Place({ finding, listing }: { readonly finding: Finding; readonly listing: Listing }) {
  return (
    <DetailSection title="Where">
      <PropertyList
        items={[
          { label: 'Offers', value: offersLabels[finding.offers] },
          ...(finding.url === null
            ? []
            : [{ label: 'Address', value: finding.url, mono: true, copy: finding.url }]),
          ...(finding.account === null ? [] : [{ label: 'Account', value: finding.account }]),
          ...(finding.label === null ? [] : [{ label: 'Label line', value: finding.label }]),
          listing === null
            ? { label: 'Source', value: finding.locator, mono: true }
            : { label: historyStrings.live, value: listing.sourceName },
          { label: 'Found', value: <Time value={finding.foundAt} /> },
        ]}
      />
      {finding.claimable && <FileAddress findingId={finding.id} fileUrl={finding.fileUrl} />}
    </DetailSection>
  )
}

function Evidence({ finding, listing }: { readonly finding: Finding; readonly listing: Listing }) {
  const attach = useCommand('evidence.attach')
  const choose = async () => {
    const [path] = await pickFiles({
      title: 'Choose a file to keep as evidence',
      multiple: false,
      filters: [],
    })
    if (path === undefined) return
    const record = await attach.run({ findingId: finding.id, path })
    if (record) toast.success(`“${record.sourceName}” is sealed`)
  }
  return (
    <DetailSection
      title="Evidence"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={attach.pending}
          leftSection={<IconPaperclip size={14} aria-hidden />}
          onClick={() => void choose()}
        >
          Attach a file…
        </Button>
      }
    >
      {finding.evidence.length === 0 ? (
        <p className={classes.secondary}>{listing === null ? strings.notSealed : historyStrings.notSealed}</p>
      ) : (
        finding.evidence.map((record) => <Record key={record.id} record={record} />)
      )}
    </DetailSection>
  )
}

function Record({ record }: { readonly record: EvidenceRecord }) {
  return (
    <div className={classes.record}>
      <PropertyList
        items={[
          {
            label: record.kind === 'source-row' ? 'Row of' : 'File',
            value: `${record.sourceName} (${formatBytes(record.sourceBytes)})`,
          },
          { label: 'SHA-256 of the file', value: record.sourceSha256, mono: true, copy: record.sourceSha256 },
          ...(record.byteOffset === null
            ? []
            : [
                {
                  label: 'Bytes',
                  value: `${formatNumber(record.byteLength)} from byte ${formatNumber(record.byteOffset)}`,
                },
              ]),
          { label: 'Sealed', value: <Time value={record.sealedAt} /> },
        ]}
      />
      {record.preview !== '' && (
        <pre className={classes.raw} tabIndex={0} aria-label="The row as it stands in the file">
          {record.preview}
        </pre>
      )}
    </div>
  )
}
