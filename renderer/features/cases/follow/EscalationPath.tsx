import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import type { Circumstances, EscalationRow, FollowUp } from '../../../../shared/contract/follow-up.ts'
import { navigate } from '../../../app/navigation.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { CheckboxField } from '../../../ui/fields/SelectField.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { EscalateDialog } from './EscalateDialog.tsx'
import classes from './follow.module.css'
import { text, yields } from './strings.ts'

const flags = ['fileElsewhere', 'behindCdn', 'hostKnown', 'sells'] as const

interface EscalationPathProps {
  readonly detail: CaseDetail
  readonly followUp: FollowUp
  /** The case is in a state from which it can be carried on. */
  readonly mayEscalate: boolean
}

/** The way through those who can end it, and what is known about where the material lies. */
export function EscalationPath({ detail, followUp, mayEscalate }: EscalationPathProps) {
  const [step, setStep] = useState<EscalationRow | null>(null)
  const save = useCommand('cases.circumstances')
  const set = (flag: (typeof flags)[number], value: boolean) => {
    const patch: Partial<Circumstances> = { [flag]: value }
    void save.run({ caseId: detail.id, patch })
  }
  return (
    <>
      <div className={classes.flags} role="group" aria-label={text.circumstances}>
        <h3 className={classes.flagsTitle}>{text.circumstances}</h3>
        {flags.map((flag) => (
          <CheckboxField
            key={flag}
            label={text.flags[flag]}
            checked={followUp.circumstances[flag]}
            onChange={(checked) => set(flag, checked)}
          />
        ))}
      </div>
      <ol className={classes.steps}>
        {followUp.steps.map((each) => (
          <Step key={each.code} step={each} may={mayEscalate} onOpen={() => setStep(each)} />
        ))}
      </ol>
      <EscalateDialog detail={detail} step={step} onClose={() => setStep(null)} />
    </>
  )
}

interface StepProps {
  readonly step: EscalationRow
  readonly may: boolean
  readonly onOpen: () => void
}

function Step({ step, may, onOpen }: StepProps) {
  const { title, expectedYield, why, source, here, opened } = step
  const { label, tone } = yields[expectedYield]
  return (
    <li className={classes.step} data-here={here ? true : undefined}>
      <div>
        <div className={classes.stepHead}>
          <span className={classes.stepTitle}>{title}</span>
          <StatusBadge tone={tone} label={label} />
          {here && <StatusBadge tone="accent" label={text.here} />}
        </div>
        <p className={classes.secondary}>{why}</p>
        <p className={classes.source}>
          {text.source}: {source}
        </p>
      </div>
      {opened ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => navigate({ screen: 'cases', caseId: opened.caseId })}
        >
          {text.openCase(opened.providerName)}
        </Button>
      ) : (
        may &&
        !here &&
        step.regime !== null && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${text.openStep} ${title}`}
            onClick={onOpen}
          >
            {text.openStep}
          </Button>
        )
      )}
    </li>
  )
}
