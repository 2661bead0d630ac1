import { Button } from '@mantine/core'
import type { Output } from '../../../shared/contract/index.ts'
import { isCustodyWarning } from '../../../shared/domain/evidence/custody-line.ts'
import { Callout } from '../../ui/Callout.tsx'
import classes from './evidence.module.css'
import { custody } from './strings.ts'

interface ChainResultProps {
  readonly result: Output<'custody.verify'>
  readonly onShow: (seq: number) => void
}

const shown = 20

/** What the check of the whole log found, and what such a check cannot find. */
export function ChainResult({ result: { events, problems }, onShow }: ChainResultProps) {
  if (problems.length === 0) {
    return (
      <div role="status" className={classes.chain}>
        <Callout tone="success" title={custody.intact(events)}>
          {custody.intactNote}
        </Callout>
      </div>
    )
  }
  const defects = problems.filter(({ code }) => !isCustodyWarning(code)).length
  const look =
    defects === 0
      ? ({ tone: 'warning', title: custody.backwards } as const)
      : ({ tone: 'danger', title: custody.broken(defects) } as const)
  return (
    <div role="alert" className={classes.chain}>
      <Callout {...look}>
        <ul className={classes.problems}>
          {problems.slice(0, shown).map(({ seq, code, message }) => (
            <li key={`${String(seq)} ${code}`}>
              {message}{' '}
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={custody.showEvent(seq)}
                onClick={() => onShow(seq)}
              >
                {custody.show}
              </Button>
            </li>
          ))}
        </ul>
        {problems.length > shown && (
          <p className={classes.paragraph}>{custody.more(problems.length - shown)}</p>
        )}
        <p className={classes.paragraph}>{defects === 0 ? custody.backwardsNote : custody.brokenNote}</p>
      </Callout>
    </div>
  )
}
