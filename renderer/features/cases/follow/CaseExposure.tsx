import { Button } from '@mantine/core'
import { navigate } from '../../../app/navigation.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { dollarRange } from '../../../ui/dollars.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import classes from './follow.module.css'
import { text } from './strings.ts'

/** The statutory range of a case in one line; what it rests on is one step away. */
export function CaseExposure({ caseId }: { readonly caseId: number }) {
  const query = useQuery('exposure.get', { caseId })
  return (
    <SectionCard
      title={text.exposure}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => navigate({ screen: 'exposure', caseId })}>
          {text.exposureMore}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ ranges }) => (
          <ul className={classes.deadlines}>
            {ranges.map(({ code, low, high, none, source }) => (
              <li key={code} className={classes.deadline}>
                <span className={none === null ? classes.money : undefined}>
                  {none ?? dollarRange(low, high)}
                </span>
                <p className={classes.source}>{source}</p>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </SectionCard>
  )
}
