import { Button, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { FirstStep } from './first-steps.ts'
import { followTarget } from './follow-target.ts'
import classes from './Checklist.module.css'
import { strings } from './strings.ts'

const text = strings.checklist

interface StepProps {
  readonly step: FirstStep
  readonly number: number
  readonly current: boolean
  readonly detailed: boolean
}

function StepAction({ step, current }: Pick<StepProps, 'step' | 'current'>) {
  const { title, action } = text.steps[step.name]
  const name = `${action}: ${title}`
  if (step.done) return null
  if (!current) {
    return (
      <UnstyledButton
        className={classes.stepLink}
        aria-label={name}
        onClick={() => followTarget(step.target)}
      >
        {action}
      </UnstyledButton>
    )
  }
  return (
    <Button className={classes.stepAction ?? ''} aria-label={name} onClick={() => followTarget(step.target)}>
      {action}
    </Button>
  )
}

function Step({ step, number, current, detailed }: StepProps) {
  const { title, why } = text.steps[step.name]
  return (
    <li className={classes.step} data-done={step.done || undefined} data-current={current || undefined}>
      <span className={classes.number}>
        {step.done ? <IconCheck size={13} stroke={2.6} aria-hidden /> : number}
      </span>
      <div className={classes.stepText}>
        <div className={classes.stepTitle}>
          {title}
          {step.done && <span className={classes.srOnly}> ({text.done})</span>}
        </div>
        {detailed && <div className={classes.stepWhy}>{why}</div>}
      </div>
      <StepAction step={step} current={current} />
    </li>
  )
}

export interface ChecklistProps {
  readonly steps: readonly FirstStep[]
  /** In the beginning: one step a line, each with its reason. Later: one strip. */
  readonly detailed: boolean
  readonly onHide: () => void
}

/** The way through the product, until it was walked once. */
export function Checklist({ steps, detailed, onHide }: ChecklistProps) {
  const done = steps.filter((step) => step.done).length
  const current = steps.findIndex((step) => !step.done)
  return (
    <section aria-label={text.title} className={classes.card} data-detailed={detailed || undefined}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>{text.title}</h2>
          <p className={classes.hint}>{text.hint}</p>
        </div>
        <span className={classes.progress}>{text.progress(done, steps.length)}</span>
        {!detailed && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onHide}>
            {text.hide}
          </Button>
        )}
      </header>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <Step key={step.name} step={step} number={at + 1} current={at === current} detailed={detailed} />
        ))}
      </ol>
    </section>
  )
}
