import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { MergeField } from '../../../../shared/contract/editing.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { shownValue } from './ChangeTable.tsx'
import classes from './editing.module.css'
import { fieldLabels, movedText, text } from './strings.ts'

function saysAnything({ keep, other }: MergeField): boolean {
  return !isEmpty(keep) || !isEmpty(other)
}

interface MergeDialogProps {
  readonly keepId: number
  readonly mergeId: number
  readonly onClose: () => void
}

/** Says nothing: the value of the recording that goes is taken without asking. */
function isEmpty(value: string | number | null): boolean {
  return value === null || value === '' || value === 'unknown'
}

/** Two recordings side by side; one of them goes, everything it has moves to the other. */
export function MergeDialog({ onClose, ...initial }: MergeDialogProps) {
  const [{ keepId, mergeId }, setPair] = useState(initial)
  const [take, setTake] = useState<readonly string[]>([])
  const merge = useCommand('editing.merge', { toast: false })
  const query = useQuery('editing.mergePreview', { keepId, mergeId })
  const submit = async () => {
    if (!(await merge.run({ keepId, mergeId, take: [...take] }))) return
    toast.undoable(text.merge.done)
    onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={text.merge.title}
      footer={
        <>
          <Button
            variant="default"
            onClick={() => {
              setPair({ keepId: mergeId, mergeId: keepId })
              setTake([])
            }}
          >
            {text.merge.swap}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            disabled={query.data?.obstacle !== null}
            loading={merge.pending}
            onClick={() => void submit()}
          >
            {text.merge.apply}
          </Button>
        </>
      }
    >
      <QueryView query={query}>
        {({ fields, moved, obstacle }) => (
          <div className={classes.form}>
            {merge.error && <Callout tone="danger">{merge.error.message}</Callout>}
            {obstacle !== null && <Callout tone="warning">{obstacle}</Callout>}
            <p className={classes.secondary}>{text.merge.body}</p>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{text.merge.field}</th>
                  <th scope="col">{text.merge.keep}</th>
                  <th scope="col">{text.merge.other}</th>
                </tr>
              </thead>
              <tbody>
                {fields.filter(saysAnything).map(({ field, keep, other }) => (
                  <tr key={field}>
                    <td>{fieldLabels[field] ?? field}</td>
                    <td className={take.includes(field) ? classes.from : undefined}>
                      {shownValue(field, keep)}
                    </td>
                    <td>
                      {field === 'isrc' || keep === other || isEmpty(other) ? (
                        shownValue(field, other)
                      ) : (
                        <Checkbox
                          size="xs"
                          label={shownValue(field, other)}
                          aria-label={text.merge.take(fieldLabels[field] ?? field)}
                          checked={take.includes(field) || isEmpty(keep)}
                          disabled={isEmpty(keep)}
                          onChange={(event) =>
                            setTake(
                              event.currentTarget.checked
                                ? [...take, field]
                                : take.filter((taken) => taken !== field),
                            )
                          }
                        />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {Object.keys(moved).length > 0 && (
              <p className={classes.secondary}>
                {text.merge.moved}:{' '}
                {Object.entries(moved)
                  .map(([table, count]) => movedText(table, count))
                  .join(', ')}
              </p>
            )}
          </div>
        )}
      </QueryView>
    </Dialog>
  )
}
