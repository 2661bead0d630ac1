import { Button, UnstyledButton } from '@mantine/core'
import { IconBan, IconBookmark, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { LedgerEntry } from '../../../shared/contract/profile.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { askText } from '../../ui/confirm.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge, type StatusBadgeProps } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { LedgerActions } from './LedgerActions.tsx'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.ledger

const badges: Readonly<Record<LedgerEntry['state'], Omit<StatusBadgeProps, 'label'>>> = {
  reserved: { tone: 'neutral', icon: IconBookmark },
  assigned: { tone: 'success', icon: IconCircleCheck },
  voided: { tone: 'muted', icon: IconBan },
}

interface LedgerRowProps {
  readonly entry: LedgerEntry
  /** This entry says what became of the code last. */
  readonly latest: boolean
}

function LedgerRow({ entry, latest }: LedgerRowProps) {
  const voidCode = useCommand('isrc.void')
  const { isrc, recordingId, recordingTitle } = entry
  const printed = formatIsrc(isrc)
  const title = recordingTitle === null || recordingTitle === '' ? text.noRecording : recordingTitle
  const ask = async () => {
    const { title: question, label, confirmLabel, hint } = text.voidQuestion
    const reason = await askText({ title: question(printed), label, confirmLabel, hint, required: true })
    if (reason !== null && (await voidCode.run({ isrc, reason }))) toast.success(text.voided(printed))
  }
  return (
    <tr>
      <td className="num">{printed}</td>
      <td>
        <StatusBadge {...badges[entry.state]} label={text.states[entry.state]} />
      </td>
      <td className={classes.wide}>
        {recordingId === null ? (
          <span className={classes.secondary}>{title}</span>
        ) : (
          <UnstyledButton
            className={classes.link}
            onClick={() => navigate({ screen: 'catalog', recordingId })}
          >
            {title}
          </UnstyledButton>
        )}
        {entry.reason && <div className={classes.secondary}>{entry.reason}</div>}
      </td>
      <td className={classes.secondary}>
        <Time value={entry.at} />
      </td>
      <td className={classes.end}>
        {latest && entry.state !== 'voided' && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void ask()}>
            {text.void}
          </Button>
        )}
      </td>
    </tr>
  )
}

const firstPage = 50
const longestPage = 500

/** Every code handed out, latest first. */
export function LedgerSection() {
  const [limit, setLimit] = useState(firstPage)
  /** The line before which the page begins; null: the latest. */
  const [beforeSeq, setBeforeSeq] = useState<number | null>(null)
  const query = useQuery('isrc.ledger', { limit, beforeSeq })
  return (
    <QueryView query={query}>
      {({ entries, total }) => {
        if (total === 0) {
          return (
            <>
              <LedgerActions />
              <p className={classes.paragraph}>{text.empty}</p>
            </>
          )
        }
        const oldest = entries.at(-1)?.seq
        const more = oldest !== undefined && oldest > 1
        return (
          <>
            <LedgerActions />
            <div className={classes.tableFrame}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{text.columns.isrc}</th>
                    <th scope="col">{text.columns.state}</th>
                    <th scope="col">{text.columns.recording}</th>
                    <th scope="col">{text.columns.at}</th>
                    <th scope="col">
                      <span className={classes.srOnly}>{text.columns.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {entries.map((entry) => (
                    <LedgerRow key={entry.seq} entry={entry} latest={entry.current} />
                  ))}
                </tbody>
              </table>
            </div>
            <div className={classes.tableFoot}>
              <span className={classes.secondary}>{text.total(total)}</span>
              {beforeSeq !== null && (
                <Button variant="default" size="compact-xs" onClick={() => setBeforeSeq(null)}>
                  {text.newest}
                </Button>
              )}
              {more && (
                <Button
                  variant="default"
                  size="compact-xs"
                  onClick={() => {
                    if (limit < longestPage) setLimit(Math.min(longestPage, limit * 2))
                    else setBeforeSeq(oldest)
                  }}
                >
                  {text.more}
                </Button>
              )}
            </div>
          </>
        )
      }}
    </QueryView>
  )
}
