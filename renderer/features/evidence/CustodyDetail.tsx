import { Button } from '@mantine/core'
import type { CustodyEvent } from '../../../shared/contract/evidence.ts'
import { navigate } from '../../app/navigation.ts'
import { custodyActionText, custodyActorText, custodySubjectText } from '../../ui/custody-text.ts'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatUtc } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { Time } from '../../ui/Time.tsx'
import { detailRows } from './detail-rows.ts'
import classes from './evidence.module.css'
import { subjectRoute } from './subject-route.ts'
import { custody } from './strings.ts'

interface CustodyDetailProps {
  readonly event: CustodyEvent
  readonly onClose: () => void
}

/** One line of the log: what it records, and how it is tied to the line before. */
export function CustodyDetail({ event, onClose }: CustodyDetailProps) {
  const target = subjectRoute(event.subject)
  const rows = detailRows(event.detail)
  return (
    <DetailPane
      title={custodyActionText(event.action)}
      subtitle={custodySubjectText(event.subject)}
      onClose={onClose}
      {...(target
        ? {
            actions: (
              <Button variant="default" size="compact-sm" onClick={() => navigate(target.route)}>
                {target.label}
              </Button>
            ),
          }
        : {})}
    >
      <DetailSection title={custody.line}>
        <PropertyList
          items={[
            { label: custody.columns.seq, value: String(event.seq), mono: true },
            { label: custody.utc, value: formatUtc(event.at), mono: true },
            { label: custody.local, value: <Time value={event.at} /> },
            { label: custody.columns.actor, value: custodyActorText(event.actor) },
            { label: custody.action, value: <Mono fixed>{event.action}</Mono> },
            { label: 'SHA-256', value: <Mono fixed>{event.lineSha256}</Mono>, copy: event.lineSha256 },
          ]}
        />
        <p className={classes.paragraph}>{custody.sealNote(event.seq)}</p>
      </DetailSection>
      <DetailSection title={custody.facts}>
        {rows.length === 0 ? (
          <p className={classes.paragraph}>{custody.noFacts}</p>
        ) : (
          <>
            <PropertyList
              items={rows.map(({ label, value }) => ({ label, value: <Mono fixed>{value}</Mono> }))}
            />
            {rows.some(({ value }) => value.includes('sha256:')) && (
              <p className={classes.paragraph}>{custody.hashedNote}</p>
            )}
          </>
        )}
      </DetailSection>
    </DetailPane>
  )
}
