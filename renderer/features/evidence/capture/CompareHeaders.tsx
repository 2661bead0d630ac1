import { type HeaderChange, diffHeaders } from '../../../../shared/domain/evidence/capture/header-diff.ts'
import type { CaptureExchange } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import type { Tone } from '../../../ui/StatusBadge.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { unknownMark } from '../../../ui/format.ts'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { compareText } from './strings.ts'

interface PairProps {
  readonly before: Captured
  readonly after: Captured
}

const tones: Readonly<Record<HeaderChange['kind'], Tone>> = {
  same: 'muted',
  changed: 'warning',
  added: 'success',
  removed: 'danger',
}

/** The answer of the page itself: its last document that came with a status. */
function pageAnswer({ record }: Captured): CaptureExchange | undefined {
  return record.exchanges.findLast(
    ({ type, url, status }) =>
      type === 'Document' && status !== null && plain(url) === plain(record.finalUrl ?? ''),
  )
}

const plain = (url: string) => url.replace(/#.*$/s, '')

/** The headers of the page's own answer, side by side. */
export function CompareHeaders({ before, after }: PairProps) {
  const first = pageAnswer(before)
  const second = pageAnswer(after)
  if (first === undefined || second === undefined) {
    return <p className={classes.none}>{compareText.noHeaders}</p>
  }
  const status: HeaderChange = {
    name: compareText.status,
    before: String(first.status),
    after: String(second.status),
    kind: first.status === second.status ? 'same' : 'changed',
  }
  const changes = [status, ...diffHeaders(first.responseHeaders, second.responseHeaders)]
  const { headers, earlier, later, kinds } = compareText
  return (
    <div
      className={classes.cards}
      tabIndex={0}
      data-scroll
      role="region"
      aria-label={compareText.tabs.headers}
    >
      <table className={classes.compared}>
        <thead>
          <tr>
            <th scope="col">{headers.name}</th>
            <th scope="col">{headers.kind}</th>
            <th scope="col">{earlier}</th>
            <th scope="col">{later}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.name}>
              <th scope="row">{change.name}</th>
              <td>
                <StatusBadge tone={tones[change.kind]} label={kinds[change.kind]} />
              </td>
              <td>{change.before ?? unknownMark}</td>
              <td>{change.after ?? unknownMark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
