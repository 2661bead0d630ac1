import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseHistory } from '../../../../shared/contract/case-states.ts'
import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import { useCommands } from '../../../app/commands.ts'
import { navigate } from '../../../app/navigation.ts'
import { call } from '../../../rpc/client.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { confirm } from '../../../ui/confirm.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { CaseHead } from '../CaseHead.tsx'
import { stateLabels, stateTones } from '../strings.ts'
import { CaseDeadlines } from './CaseDeadlines.tsx'
import { CaseExposure } from './CaseExposure.tsx'
import { EscalationPath } from './EscalationPath.tsx'
import classes from './follow.module.css'
import { localDay, MoveDialog, takeBack } from './MoveDialog.tsx'
import { NextAdvice } from './NextAdvice.tsx'
import { StateHistory } from './StateHistory.tsx'
import { text } from './strings.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** What became of a case: where it stands, what to do next, its history, its deadlines and the way on. */
export function FollowSection({ detail }: { readonly detail: CaseDetail }) {
  const history = useQuery('cases.history', { caseId: detail.id })
  return (
    <>
      <CaseHead detail={detail} section="answers" />
      <div className={classes.page} tabIndex={-1} data-scroll>
        <QueryView query={history}>{(data) => <Columns detail={detail} history={data} />}</QueryView>
      </div>
    </>
  )
}

interface ColumnsProps {
  readonly detail: CaseDetail
  readonly history: CaseHistory
}

function Columns({ detail, history }: ColumnsProps) {
  const followUp = useQuery('cases.followUp', { caseId: detail.id })
  const mayEscalate = history.state === 'escalated' || history.moves.includes('escalated')
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <Standing detail={detail} history={history} />
        <SectionCard title={text.history} description={text.historyHint}>
          <StateHistory caseId={detail.id} events={history.events} />
        </SectionCard>
        <SectionCard title={text.path} description={text.pathHint}>
          <QueryView query={followUp}>
            {(data) => <EscalationPath detail={detail} followUp={data} mayEscalate={mayEscalate} />}
          </QueryView>
        </SectionCard>
      </div>
      <div className={classes.column}>
        <CaseDeadlines
          caseId={detail.id}
          sent={detail.sent !== null}
          circumstances={followUp.data?.circumstances ?? null}
        />
        <CaseExposure caseId={detail.id} />
      </div>
    </div>
  )
}

function Standing({ detail, history }: ColumnsProps) {
  const [dialog, setDialog] = useState<'move' | 'withdraw' | null>(null)
  const linked = useQuery('cases.followUp', { caseId: detail.id }).data
  const from = linked?.from ?? null
  const again = linked?.again ?? null
  const [first] = history.moves
  const sent = detail.sent !== null
  const mayMend = sent && history.moves.includes('sent')
  useCommands(
    first === undefined
      ? []
      : [
          {
            id: 'cases.recordState',
            title: text.record,
            group: detail.providerName,
            keywords: ['answer', 'removed', 'rejected', 'counter-notice', 'state'],
            run: () => setDialog('move'),
          },
        ],
    [first, detail.providerName],
  )
  return (
    <SectionCard
      title={text.where}
      actions={
        <Button disabled={first === undefined} onClick={() => setDialog('move')}>
          {text.record}
        </Button>
      }
    >
      <div className={classes.state}>
        <StatusBadge tone={stateTones[history.state]} label={stateLabels[history.state]} />
        <span className={classes.secondary}>{text.since(detail.stateSince)}</span>
      </div>
      <NextAdvice history={history} />
      {!sent && <p className={classes.source}>{text.notSent}</p>}
      {from && (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'cases', caseId: from.caseId, section: 'answers' })}
          >
            {from.step === 'again' ? text.againOf(from.providerName) : text.openedFrom(from.providerName)}
          </Button>
        </div>
      )}
      {again && (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'cases', caseId: again.caseId })}
          >
            {text.againIn}
          </Button>
        </div>
      )}
      <div className={classes.actions}>
        {mayMend && (
          <Button variant="default" onClick={() => void askAgain(detail.id)}>
            {text.again}
          </Button>
        )}
        {history.correctable !== null && (
          <Button variant="default" onClick={() => void askTakeBack(detail.id)}>
            {text.correctTitle.replace('?', '…')}
          </Button>
        )}
        {sent && (
          <Button variant="default" onClick={() => setDialog('withdraw')}>
            {text.withdraw}
          </Button>
        )}
      </div>
      {first !== undefined && (
        <MoveDialog
          caseId={detail.id}
          providerName={detail.providerName}
          moves={history.moves}
          suggested={first}
          opened={dialog === 'move'}
          onClose={() => setDialog(null)}
        />
      )}
      <WithdrawDialog detail={detail} opened={dialog === 'withdraw'} onClose={() => setDialog(null)} />
    </SectionCard>
  )
}

async function askAgain(caseId: number): Promise<void> {
  const yes = await confirm({
    title: text.againTitle,
    body: text.againBody,
    confirmLabel: text.againConfirm,
  })
  if (!yes) return
  try {
    const opened = await call('cases.again', { caseId, happenedOn: localDay() })
    navigate({ screen: 'cases', caseId: opened.caseId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

async function askTakeBack(caseId: number): Promise<void> {
  const yes = await confirm({
    title: text.correctTitle,
    body: text.correctBody,
    confirmLabel: text.takeBack,
  })
  if (yes) await takeBack(caseId)
}
