import type { LiveState } from '../../../shared/contract/live.ts'
import classes from './live.module.css'
import { HealthList } from './HealthList.tsx'
import { PlacesMap } from './PlacesMap.tsx'
import { RemovalTimes } from './RemovalTimes.tsx'
import { WeeksCard } from './WeeksCard.tsx'

/** What the watch found over time, where, and how fast it came down. */
export function OverviewView({ state }: { readonly state: LiveState }) {
  return (
    <div className={classes.page} data-scroll tabIndex={-1}>
      <div className={classes.overview}>
        <WeeksCard />
        <HealthList state={state} />
        <RemovalTimes />
        <PlacesMap />
      </div>
    </div>
  )
}
