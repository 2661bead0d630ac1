import { useState } from 'react'
import { useQuery } from '../../rpc/use-query.ts'
import { formatDate, formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './live.module.css'
import { overviewText as text } from './overview-strings.ts'
import type { Week } from './week.ts'
import { WeeksChart } from './WeeksChart.tsx'

const weeksShown = 12

/** New findings per week, as a chart or as the table it is drawn from. */
export function WeeksCard() {
  const query = useQuery('live.perWeek', { weeks: weeksShown })
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  return (
    <div className={classes.wideCard}>
      <SectionCard
        title={text.weeks}
        description={text.weeksText}
        actions={
          <SegmentedFilter
            label={text.showAs}
            value={as}
            onChange={setAs}
            options={[
              { value: 'chart', label: text.chart },
              { value: 'table', label: text.table },
            ]}
          />
        }
      >
        <QueryView query={query}>
          {({ weeks }) => (as === 'chart' ? <WeeksChart weeks={weeks} /> : <WeeksTable weeks={weeks} />)}
        </QueryView>
      </SectionCard>
    </div>
  )
}

function WeeksTable({ weeks }: { readonly weeks: readonly Week[] }) {
  return (
    <table className={classes.plainTable}>
      <thead>
        <tr>
          <th scope="col">{text.week}</th>
          <th scope="col" className={classes.end}>
            {text.open}
          </th>
          <th scope="col" className={classes.end}>
            {text.authorized}
          </th>
          <th scope="col" className={classes.end}>
            {text.total}
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ from, findings, authorized }) => (
          <tr key={from}>
            <th scope="row">{formatDate(from.slice(0, 10))}</th>
            <td className={classes.end}>{formatNumber(findings - authorized)}</td>
            <td className={classes.end}>{formatNumber(authorized)}</td>
            <td className={classes.end}>{formatNumber(findings)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
