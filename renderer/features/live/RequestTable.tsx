import { UnstyledButton } from '@mantine/core'
import { formatUtc } from '../../ui/format.ts'
import { locale } from '../../ui/locale.ts'
import { Bytes } from '../../ui/Time.tsx'
import classes from './live.module.css'
import { requestText as text } from './overview-strings.ts'
import { answerWords, type OutgoingRow, purposeWords, type SourceNames } from './request-words.ts'

/** Of two requests a minute the order matters. */
const toTheSecond = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

interface RequestTableProps {
  readonly rows: readonly OutgoingRow[]
  readonly names: SourceNames
  readonly openId: number | null
  readonly onOpen: (id: number | null) => void
}

/** A page of the list of requests. */
export function RequestTable({ rows, names, openId, onOpen }: RequestTableProps) {
  if (rows.length === 0) return <p className={classes.paragraph}>{text.nothing}</p>
  const { columns } = text
  return (
    <div className={classes.tableFrame}>
      <table className={classes.requests} aria-label={text.label}>
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.purpose}</th>
            <th scope="col">{columns.address}</th>
            <th scope="col">{columns.answer}</th>
            <th scope="col" className={classes.end} data-wide>
              {columns.sent}
            </th>
            <th scope="col" className={classes.end} data-wide>
              {columns.received}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-open={row.id === openId || undefined}>
              <td>
                <time dateTime={row.at} title={formatUtc(row.at)}>
                  {toTheSecond.format(new Date(row.at))}
                </time>
              </td>
              <td>{purposeWords(row.purpose, names)}</td>
              <td>
                <UnstyledButton
                  className={classes.requestAddress}
                  aria-expanded={row.id === openId}
                  title={row.url}
                  onClick={() => onOpen(row.id === openId ? null : row.id)}
                >
                  {row.url}
                </UnstyledButton>
              </td>
              <td data-failed={row.failure === null ? undefined : true}>{answerWords(row)}</td>
              <td className={classes.end} data-wide>
                <Bytes value={row.sentBytes} />
              </td>
              <td className={classes.end} data-wide>
                <Bytes value={row.receivedBytes} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
