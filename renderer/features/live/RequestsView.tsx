import { Button } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import classes from './live.module.css'
import { requestText as text } from './overview-strings.ts'
import { RequestPane } from './RequestPane.tsx'
import { purposeWords, type SourceNames } from './request-words.ts'
import { RequestTable } from './RequestTable.tsx'

type Answer = Output<'outgoing.list'>

const pageSize = 100
const any = '*'

/** What was asked of servers: when, what for, what was sent, the answer. */
export function RequestsView() {
  const [purpose, setPurpose] = useState(any)
  const [host, setHost] = useState(any)
  const [before, setBefore] = useState<number | null>(null)
  const [openId, setOpen] = useState<number | null>(null)
  const query = useQuery('outgoing.list', {
    limit: pageSize,
    before,
    purpose: purpose === any ? null : purpose,
    host: host === any ? null : host,
  })
  const names = useSourceNames()
  const filtered = purpose !== any || host !== any
  const narrow = (change: () => void) => {
    setBefore(null)
    setOpen(null)
    change()
  }
  return (
    <QueryView query={query}>
      {(answer) =>
        answer.total === 0 && !filtered ? (
          <EmptyState icon={IconListSearch} title={text.emptyTitle} description={text.emptyText} />
        ) : (
          <SplitPane
            id="live.requests"
            label={text.detail}
            detail={openPane(answer, openId, names, () => setOpen(null))}
          >
            <Filters
              answer={answer}
              names={names}
              purpose={purpose}
              host={host}
              onPurpose={(next) => narrow(() => setPurpose(next))}
              onHost={(next) => narrow(() => setHost(next))}
            />
            <div className={classes.page} data-scroll tabIndex={-1}>
              <p className={classes.secondary}>{text.intro}</p>
              <RequestTable rows={answer.rows} names={names} openId={openId} onOpen={setOpen} />
              <Pages
                answer={answer}
                first={before === null}
                onNewest={() => setBefore(null)}
                onOlder={setBefore}
              />
            </div>
          </SplitPane>
        )
      }
    </QueryView>
  )
}

function openPane(answer: Answer, openId: number | null, names: SourceNames, onClose: () => void) {
  const request = answer.rows.find(({ id }) => id === openId)
  return request === undefined ? null : <RequestPane request={request} names={names} onClose={onClose} />
}

function useSourceNames(): SourceNames {
  const { data } = useQuery('live.sources', {})
  return new Map(data?.sources.map(({ id, name }) => [id, name]))
}

interface FiltersProps {
  readonly answer: Answer
  readonly names: SourceNames
  readonly purpose: string
  readonly host: string
  readonly onPurpose: (purpose: string) => void
  readonly onHost: (host: string) => void
}

function Filters({ answer, names, purpose, host, onPurpose, onHost }: FiltersProps) {
  return (
    <div className={classes.filters}>
      <SelectField
        label={text.columns.purpose}
        value={purpose}
        options={[
          { value: any, label: text.anyPurpose },
          ...answer.purposes.map((each) => ({
            value: each.purpose,
            label: text.withCount(purposeWords(each.purpose, names), each.requests),
          })),
        ]}
        onChange={onPurpose}
      />
      <SelectField
        label={text.host}
        value={host}
        searchable
        options={[
          { value: any, label: text.anyHost },
          ...answer.hosts.map((each) => ({
            value: each.host,
            label: text.withCount(each.host, each.requests),
          })),
        ]}
        onChange={onHost}
      />
      <span className={classes.total} role="status">
        {text.total(answer.total)}
      </span>
    </div>
  )
}

interface PagesProps {
  readonly answer: Answer
  readonly first: boolean
  readonly onNewest: () => void
  readonly onOlder: (before: number) => void
}

function Pages({ answer, first, onNewest, onOlder }: PagesProps) {
  const last = answer.rows.at(-1)
  const more = answer.rows.length === pageSize && last !== undefined
  if (first && !more) return null
  return (
    <div className={classes.formEnd}>
      <Button variant="default" disabled={first} onClick={onNewest}>
        {text.newer}
      </Button>
      <Button variant="default" disabled={!more} onClick={() => last && onOlder(last.id)}>
        {text.older}
      </Button>
    </div>
  )
}
