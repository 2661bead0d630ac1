import { useQuery } from '../../rpc/use-query.ts'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import classes from './watch.module.css'

/** Samples of the rows a sweep could not read, with the place and the reason. */
export function MalformedRows({ sweepId }: { readonly sweepId: number }) {
  const query = useQuery('sweeps.malformed', { sweepId })
  return (
    <QueryView query={query}>
      {({ rows }) => (
        <table className={classes.table}>
          <caption className={classes.hidden}>Rows that could not be read</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Reason</th>
              <th scope="col">Beginning of the row</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.fileName}:${String(row.row)}`}>
                <th scope="row">
                  {row.fileName}, row {formatNumber(row.row)}
                </th>
                <td>{row.reason}</td>
                <td className={classes.sample}>{row.sample}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </QueryView>
  )
}
