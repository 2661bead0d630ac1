import { UnstyledButton } from '@mantine/core'
import type { CaptureSummary } from '../../../../shared/contract/captures.ts'
import type { CaptureRecord } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import { remarkText } from '../../../../shared/domain/evidence/capture/capture-remarks.ts'
import { navigate } from '../../../app/navigation.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { custodyActionText, custodyActorText } from '../../../ui/custody-text.ts'
import { DetailSection, type Property, PropertyList } from '../../../ui/DetailPane.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { Time } from '../../../ui/Time.tsx'
import { assistedText } from './assisted-strings.ts'
import classes from './capture.module.css'
import { CaptureStamps } from './CaptureStamps.tsx'
import { CaptureStateBadge, outcomeText } from '../../../ui/CaptureStateBadge.tsx'
import { text } from './strings.ts'

interface CaptureFactsProps {
  readonly summary: CaptureSummary
  readonly record: CaptureRecord
}

/** What stands beside every part of a capture: what it lacks, where and how it was taken, its custody. */
export function CaptureFacts({ summary, record }: CaptureFactsProps) {
  return (
    <>
      <DetailSection title={text.gapsTitle} actions={<CaptureStateBadge capture={summary} />}>
        {record.gaps.length === 0 ? (
          <p className={classes.secondary}>{text.noGaps}</p>
        ) : (
          <Remarks remarks={record.gaps} />
        )}
      </DetailSection>
      <DetailSection title={text.facts}>
        <PropertyList items={factsOf(summary, record)} />
      </DetailSection>
      <DetailSection title={text.stamps}>
        <CaptureStamps captureId={summary.id} />
      </DetailSection>
      {record.notes.length > 0 && (
        <DetailSection title={text.notesTitle}>
          <Remarks remarks={record.notes} />
        </DetailSection>
      )}
      <DetailSection title={text.method}>
        <ul className={classes.method}>
          {record.method.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </DetailSection>
      <DetailSection title={text.custody}>
        <Custody captureId={summary.id} />
      </DetailSection>
    </>
  )
}

function factsOf(summary: CaptureSummary, record: CaptureRecord): readonly Property[] {
  const { clock, environment, unreachable, finalUrl, allowedHosts } = record
  const took = Date.parse(record.endedAt) - Date.parse(record.startedAt)
  return [
    { label: text.address, value: record.requestedUrl, copy: record.requestedUrl },
    ...(finalUrl === null || finalUrl === record.requestedUrl
      ? []
      : [{ label: text.ledTo, value: finalUrl, copy: finalUrl }]),
    { label: text.answer, value: outcomeText(record.outcome, record.status) },
    ...(unreachable === null
      ? []
      : [{ label: text.whyNot, value: text.why(unreachable.reason, unreachable.error) }]),
    ...(record.assisted === undefined
      ? []
      : [{ label: assistedText.madeBy, value: assistedText.person(record.assisted.actions) }]),
    { label: text.taken, value: <Time value={record.startedAt} /> },
    { label: text.took, value: text.tookFor(took) },
    { label: text.clock, value: clock === null ? text.noClock : text.clockText(clock.offsetMs) },
    { label: text.browser, value: `Chromium ${environment.chromium}` },
    { label: text.program, value: `${environment.app}, Electron ${environment.electron}` },
    { label: text.system, value: environment.system },
    { label: text.language, value: `${environment.language}, ${environment.timeZone}` },
    ...(allowedHosts.length === 0 ? [] : [{ label: text.allowed, value: allowedHosts.join(', ') }]),
    {
      label: text.seal,
      value: <Mono fixed>{summary.recordSha256}</Mono>,
      copy: summary.recordSha256,
    },
  ]
}

function Remarks({ remarks }: { readonly remarks: CaptureRecord['gaps'] | CaptureRecord['notes'] }) {
  return (
    <ul className={classes.remarks}>
      {remarks.map(({ code, detail, count }) => (
        <li key={`${code} ${detail}`}>
          {remarkText(code)}
          {count > 1 && ` (${text.times(count)})`}
          {detail !== '' && <span className={classes.remarkDetail}>{detail}</span>}
        </li>
      ))}
    </ul>
  )
}

function Custody({ captureId }: { readonly captureId: number }) {
  const query = useQuery('custody.list', { captureId, limit: 50 })
  return (
    <QueryView query={query}>
      {({ events }) => (
        <ol className={classes.custody}>
          {events.map((event) => (
            <li key={event.seq}>
              <UnstyledButton
                className={classes.custodyLink}
                onClick={() => navigate({ screen: 'evidence', view: 'custody', seq: event.seq })}
              >
                {custodyActionText(event.action)}
              </UnstyledButton>
              <span className={classes.secondary}>
                {text.line(event.seq)} · <Time value={event.at} /> · {custodyActorText(event.actor)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </QueryView>
  )
}
