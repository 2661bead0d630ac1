import { Button } from '@mantine/core'
import type { ItemStanding as Standing, StateCheck } from '../../../../shared/contract/status.ts'
import { navigate } from '../../../app/navigation.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { DetailSection, PropertyList } from '../../../ui/DetailPane.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { Time } from '../../../ui/Time.tsx'
import { checkAndTell } from './run-check.ts'
import classes from './standing.module.css'
import { StandingBadge } from './StandingBadge.tsx'
import { checkLabels, checkTones, standingText } from './strings.ts'

interface ItemStandingProps {
  readonly caseId: number
  readonly standing: Standing
  readonly isBusy: boolean
}

/** Whether one item is still at its address: what the newest look found, when the next is due, and all looks. */
export function ItemStanding({ caseId, standing, isBusy }: ItemStandingProps) {
  const { findingId, last, nextAt, elsewhere } = standing
  return (
    <DetailSection
      title={standingText.title}
      actions={
        <Button
          size="compact-xs"
          variant="default"
          disabled={isBusy}
          onClick={() => void checkAndTell({ caseId, findingIds: [findingId] })}
        >
          {standingText.checkNow}
        </Button>
      }
    >
      <div className={classes.badge}>
        <StandingBadge standing={standing} />
      </div>
      {last && (
        <>
          <p className={classes.sentence}>{last.sentence}</p>
          <Snippet text={last.snippet} />
          <PropertyList
            items={[
              { label: standingText.lastChecked, value: <Time value={last.checkedAt} /> },
              {
                label: standingText.nextCheck,
                value: nextAt === null ? standingText.atOnce : <Time value={nextAt} />,
              },
            ]}
          />
        </>
      )}
      {elsewhere.length > 0 && (
        <div>
          <p className={classes.subTitle}>{standingText.elsewhere}</p>
          <ul className={classes.hints}>
            {elsewhere.map((hint) => (
              <li key={hint.findingId}>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => navigate({ screen: 'watch', view: 'findings', findingId: hint.findingId })}
                >
                  {hint.url.replace(/^https?:\/\//u, '').slice(0, 60)}
                </Button>{' '}
                {standingText.by[hint.by]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {last && <History findingId={findingId} />}
    </DetailSection>
  )
}

function History({ findingId }: { readonly findingId: number }) {
  const query = useQuery('status.checks', { findingId })
  return (
    <details className={classes.history}>
      <summary>{standingText.history}</summary>
      <QueryView query={query}>
        {({ checks }) => (
          <ol className={classes.checks}>
            {checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ol>
        )}
      </QueryView>
    </details>
  )
}

function Check({ check }: { readonly check: StateCheck }) {
  const { state, sentence, snippet, checkedAt, capture } = check
  const { captureId } = capture
  return (
    <li className={classes.check}>
      <div className={classes.checkHead}>
        <StatusBadge tone={checkTones[state]} label={checkLabels[state]} />
        <Time value={checkedAt} />
      </div>
      <p className={classes.sentence}>{sentence}</p>
      <Snippet text={snippet} />
      {captureId === null ? (
        <CaptureNote state={capture.state} />
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => navigate({ screen: 'evidence', view: 'capture', captureId })}
        >
          {standingText.showCapture} {captureId}
        </Button>
      )}
    </li>
  )
}

function CaptureNote({ state }: { readonly state: StateCheck['capture']['state'] }) {
  const words = {
    none: '',
    done: '',
    waiting: standingText.capturing,
    failed: standingText.captureFailed,
    off: standingText.captureOff,
    'no-program': standingText.noProgram,
  }[state]
  return words === '' ? null : <p className={classes.note}>{words}</p>
}

function Snippet({ text }: { readonly text: string }) {
  return text === '' ? null : <blockquote className={classes.snippet}>{text}</blockquote>
}
