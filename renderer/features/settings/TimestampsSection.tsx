import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TimestampAuthority } from '../../../shared/contract/timestamps.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { confirm } from '../../ui/confirm.ts'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AuthorityDialog } from './AuthorityDialog.tsx'
import classes from './settings.module.css'
import { timestampText as text } from './trust-strings.ts'

/** The authorities of trusted time the artist named, and whether they answer. */
export function TimestampsSection() {
  const query = useQuery('timestamps.authorities', {})
  const [adding, setAdding] = useState(false)
  const ask = useCommand('timestamps.run')
  const run = async () => {
    const done = await ask.run({})
    if (done) toast.info(text.ran(done.stamped, done.waiting))
  }
  const add = (
    <Button variant="default" onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  )
  return (
    <QueryView query={query}>
      {({ authorities }) => (
        <div className={classes.stack}>
          {authorities.length === 0 ? (
            <Callout tone="neutral" title={text.none} actions={add}>
              {text.noneText}
            </Callout>
          ) : (
            <>
              <Authorities authorities={authorities} />
              <p className={classes.paragraph}>{text.what}</p>
              <div className={classes.ledgerActions}>
                {add}
                {authorities.some(({ waiting }) => waiting > 0) && (
                  <Button variant="default" loading={ask.pending} onClick={() => void run()}>
                    {text.run}
                  </Button>
                )}
              </div>
            </>
          )}
          {adding && <AuthorityDialog onClose={() => setAdding(false)} />}
        </div>
      )}
    </QueryView>
  )
}

function Authorities({ authorities }: { readonly authorities: readonly TimestampAuthority[] }) {
  return (
    <div className={classes.tableFrame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.columns.name}</th>
            <th scope="col">{text.columns.root}</th>
            <th scope="col" className={classes.number}>
              {text.columns.stamped}
            </th>
            <th scope="col" className={classes.number}>
              {text.columns.waiting}
            </th>
            <th scope="col">
              <span className={classes.srOnly}>{text.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {authorities.map((authority) => (
            <AuthorityRow key={authority.id} authority={authority} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AuthorityRow({ authority }: { readonly authority: TimestampAuthority }) {
  const remove = useCommand('timestamps.removeAuthority')
  const ask = async () => {
    if (await confirm(text.removeQuestion(authority.name))) await remove.run({ authorityId: authority.id })
  }
  const silent = authority.failure !== null
  return (
    <tr>
      <td className={classes.wide}>
        <div className={classes.authorityName}>
          {authority.name}
          {silent ? (
            <StatusBadge tone="warning" label={text.silent} />
          ) : (
            authority.stamped > 0 && <StatusBadge tone="success" label={text.answering} />
          )}
        </div>
        <div className={classes.secondary}>{authority.url}</div>
        {silent && (
          <div className={classes.secondary}>
            {authority.failure}{' '}
            {authority.nextAt !== null && (
              <>
                {text.next} <Time value={authority.nextAt} />.
              </>
            )}
          </div>
        )}
      </td>
      <td className={authority.root === null ? classes.secondary : undefined}>
        {authority.root ?? text.noRoot}
      </td>
      <td className={classes.number}>{formatNumber(authority.stamped)}</td>
      <td className={classes.number}>{formatNumber(authority.waiting)}</td>
      <td className={classes.end}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-label={`${text.remove}: ${authority.name}`}
          onClick={() => void ask()}
        >
          {text.remove}
        </Button>
      </td>
    </tr>
  )
}
