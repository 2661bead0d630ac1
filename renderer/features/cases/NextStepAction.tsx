import { Button } from '@mantine/core'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import type { Route, RouteOf } from '../../app/routes.ts'
import classes from './case.module.css'
import { fixRoute } from './fix-route.ts'
import { nextStep, type NextStep } from './next-step.ts'
import { stepText } from './next-step-strings.ts'
import type { CaseActions } from './use-case-actions.tsx'

interface NextStepActionProps {
  readonly detail: CaseDetail
  readonly route: RouteOf<'cases'>
  readonly actions: CaseActions
}

/** The one thing that brings the case on, said and offered. */
export function NextStepAction({ detail, route, actions }: NextStepActionProps) {
  const step = nextStep(detail)
  const { sentence, label } = stepText(step)
  const place = placeOf(detail.id, step)
  if (step.kind === 'bundle' && (route.section === 'evidence' || route.section === 'answers')) return null
  const here = place !== null && isHere(route, place)
  return (
    <>
      <span className={classes.next}>{sentence}</span>
      {!here && (
        <Button
          loading={actions.busy !== null}
          onClick={() => (place ? navigate(place) : take(step, actions))}
        >
          {label}
        </Button>
      )}
    </>
  )
}

/** Where the step is taken; null for a step that is an act of its own. */
function placeOf(caseId: number, step: NextStep): Route | null {
  switch (step.kind) {
    case 'add-items':
      return { screen: 'watch', view: 'findings' }
    case 'name-right':
      return fixRoute(caseId, 'right')
    case 'consider-fair-use':
      return fixRoute(caseId, 'fair-use')
    case 'fix':
      return fixRoute(caseId, step.element.fix)
    case 'follow-up':
      return { screen: 'cases', caseId, section: 'answers' }
    case 'draft':
    case 'export':
    case 'record-sent':
    case 'bundle':
      return null
  }
}

/** True when the place is the one that is shown, whatever is chosen in it. */
function isHere(route: RouteOf<'cases'>, place: Route): boolean {
  return (
    place.screen === 'cases' &&
    (place.section ?? 'items') === (route.section ?? 'items') &&
    place.show === route.show &&
    place.part === route.part
  )
}

function take(step: NextStep, actions: CaseActions): void {
  if (step.kind === 'draft') void actions.draft()
  else if (step.kind === 'export') void actions.exportNotice('pdf')
  else if (step.kind === 'record-sent') actions.recordSent()
  else void actions.exportBundle()
}
