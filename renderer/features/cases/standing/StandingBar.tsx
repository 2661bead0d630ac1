import { Button, Checkbox } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { z } from 'zod'
import {
  type CaseProposal,
  type CaseStanding,
  statusAutomaticSetting,
  statusCapturesSetting,
} from '../../../../shared/contract/status.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useJob } from '../../../rpc/jobs.ts'
import { useSetting } from '../../../rpc/use-setting.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { ProgressLine } from '../../../ui/ProgressLine.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { checkAndTell } from './run-check.ts'
import classes from './standing.module.css'
import { countsText, proposalText, standingText } from './strings.ts'

/** What the addresses of a sent case show together: the counts, the way to look now, and what follows. */
export function StandingBar({ standing }: { readonly standing: CaseStanding }) {
  const { caseId, counts, jobId, proposal } = standing
  const job = useJob(jobId)
  const isBusy = jobId !== null
  return (
    <section className={classes.bar} aria-label={standingText.region}>
      <div className={classes.row}>
        <p className={classes.counts}>{countsText(counts)}</p>
        <Switches />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          disabled={isBusy}
          onClick={() => void checkAndTell({ caseId })}
        >
          {isBusy ? standingText.checking : standingText.checkNow}
        </Button>
      </div>
      {job && <ProgressLine progress={job.progress} label={standingText.checking} />}
      {proposal && <Proposal caseId={caseId} proposal={proposal} />}
    </section>
  )
}

const flag = z.boolean()

function Switches() {
  const [captures, setCaptures] = useSetting(statusCapturesSetting, flag, true)
  const [automatic, setAutomatic] = useSetting(statusAutomaticSetting, flag, false)
  return (
    <div className={classes.switches}>
      <Checkbox
        size="xs"
        label={standingText.captures}
        checked={captures}
        onChange={(event) => setCaptures(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={standingText.automatic}
        title={standingText.automaticHint}
        checked={automatic}
        onChange={(event) => setAutomatic(event.currentTarget.checked)}
      />
    </div>
  )
}

function Proposal({ caseId, proposal }: { readonly caseId: number; readonly proposal: CaseProposal }) {
  const move = useCommand('cases.move')
  const { title, body, act, done } = proposalText(proposal)
  const record = async () => {
    const { state, happenedOn, note } = proposal
    if (await move.run({ caseId, state, happenedOn, note })) toast.success(done)
  }
  return (
    <Callout
      tone={proposal.state === 'removed' ? 'success' : 'warning'}
      title={title}
      actions={
        <Button size="compact-sm" variant="default" disabled={move.pending} onClick={() => void record()}>
          {act}
        </Button>
      }
    >
      {body}
    </Callout>
  )
}
