import { Button } from '@mantine/core'
import type { HistoryEntry } from '../../../../shared/contract/editing.ts'
import { closeHistory, type HistoryOf, useHistoryRequest } from '../../../app/history-request.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { shownValue } from './ChangeTable.tsx'
import classes from './editing.module.css'
import { fieldLabels, text } from './strings.ts'

/** Who changed what in a record and when, with the way back to any point. */
export function HistoryDialogHost() {
  const { of } = useHistoryRequest()
  return of === null ? null : <HistoryDialog {...of} />
}

function HistoryDialog({ table, recordId, title }: HistoryOf) {
  const query = useQuery('history.list', { table, recordId })
  const restore = useCommand('history.restore')
  const back = async (entryId: number) => {
    const result = await restore.run({ table, recordId, entryId })
    for (const sentence of result?.kept ?? []) toast.info(sentence)
    if (result?.changed) toast.undoable(text.history.restored)
    else if (result) toast.info(text.noChange)
  }
  return (
    <Dialog opened onClose={closeHistory} size="lg" title={text.history.title(title)}>
      <QueryView query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className={classes.secondary}>{text.history.none}</p>
          ) : (
            <ol className={classes.list}>
              {entries.map((entry, at) => (
                <li key={entry.id} className={classes.item}>
                  <EntryText entry={entry} />
                  {at > 0 && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={restore.pending}
                      onClick={() => void back(entry.id)}
                    >
                      {text.history.restore}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </Dialog>
  )
}

function EntryText({ entry: { label, at, actor, fields } }: { readonly entry: HistoryEntry }) {
  return (
    <div>
      <div>{label}</div>
      {fields.map(({ field, from, to }) => (
        <div key={field}>
          {fieldLabels[field] ?? field}: <span className={classes.from}>{shownValue(field, from)}</span>{' '}
          {shownValue(field, to)}
        </div>
      ))}
      <div className={classes.secondary}>
        <Time value={at} /> {text.history.by(actor)}
      </div>
    </div>
  )
}
