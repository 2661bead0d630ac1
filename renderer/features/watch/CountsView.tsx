import type { Output } from '../../../shared/contract/index.ts'
import type { FindingCount } from '../../../shared/contract/watch.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { countStrings as texts } from './strings.ts'
import classes from './watch.module.css'

/** How many findings there are of each recording and release, and in each swept file. */
export function CountsView({ route }: { readonly route: RouteOf<'watch'> }) {
  const query = useQuery('findings.counts', { filter: { sweepId: route.sweepId ?? null } })
  return (
    <div className={classes.page}>
      <QueryView query={query}>
        {({ recordings, releases, sources }) => (
          <>
            <CountTable
              {...{ title: texts.recordings, of: texts.recording, detail: texts.artist, counts: recordings }}
              onOpen={({ id }) => navigate({ screen: 'watch', view: 'findings', recordingId: id })}
            />
            <CountTable
              {...{ title: texts.releases, of: texts.release, detail: texts.artist, counts: releases }}
            />
            <CountTable {...{ title: texts.sources, of: texts.file, detail: texts.place, counts: sources }} />
          </>
        )}
      </QueryView>
    </div>
  )
}

interface CountTableProps {
  readonly title: string
  readonly of: string
  readonly detail: string
  readonly counts: Output<'findings.counts'>['recordings']
  readonly onOpen?: (count: FindingCount) => void
}

function CountTable({ title, of, detail, counts, onOpen }: CountTableProps) {
  const { rows, total } = counts
  return (
    <SectionCard title={title}>
      {rows.length === 0 ? (
        <p className={classes.secondary}>{texts.none}</p>
      ) : (
        <table className={`${classes.table} ${classes.counts}`}>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">{detail}</th>
              {[texts.findings, texts.matches, texts.claimable].map((name) => (
                <th key={name} scope="col" className={classes.end}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {onOpen === undefined ? (
                    row.name
                  ) : (
                    <button type="button" className={classes.link} onClick={() => onOpen(row)}>
                      {row.name}
                    </button>
                  )}
                </th>
                <td>{row.detail}</td>
                <td className={classes.end}>{formatNumber(row.findings)}</td>
                <td className={classes.end}>{formatNumber(row.matches)}</td>
                <td className={classes.end}>{formatNumber(row.claimable)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > rows.length && <p className={classes.secondary}>{texts.more(total - rows.length)}</p>}
    </SectionCard>
  )
}
