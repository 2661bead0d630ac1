import type { ReactNode } from 'react'
import type { Query } from '../rpc/use-query.ts'
import { useDelayed } from './use-delayed.ts'
import { ErrorState } from './ErrorState.tsx'
import classes from './states.module.css'
import { strings } from './strings.ts'

/** Said only when it takes noticeably long: a flash of "Loading" is worse than nothing. */
export function LoadingState({ label = strings.loading }: { readonly label?: string }) {
  const late = useDelayed(200)
  return (
    <div className={classes.state} aria-busy>
      {late && <span className={classes.loading}>{label}</span>}
    </div>
  )
}

export interface QueryViewProps<T> {
  readonly query: Query<T>
  readonly children: (data: T) => ReactNode
}

/** The answer of a query, or why there is none. */
export function QueryView<T>({ query, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} onRetry={query.refetch} />
  return <LoadingState />
}
