import { Button } from '@mantine/core'
import { formatIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import { QueryView } from '../../../ui/QueryView.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { closeEditing } from './dialog-state.ts'
import classes from './editing.module.css'
import { text } from './strings.ts'

/** The codes the tracks of a release would get, in running order; all of them are assigned or none. */
export function ReleaseCodesDialog({
  releaseId,
  title,
}: {
  readonly releaseId: number
  readonly title: string
}) {
  const query = useQuery('isrc.releasePlan', { releaseId })
  const assign = useCommand('isrc.allocateRelease')
  const submit = async () => {
    const result = await assign.run({ releaseId })
    if (!result) return
    toast.undoable(text.release.done(result.assigned.length))
    closeEditing()
  }
  return (
    <Dialog
      opened
      onClose={closeEditing}
      size="lg"
      title={text.release.title(title)}
      footer={
        <>
          <Button variant="default" onClick={closeEditing}>
            {text.cancel}
          </Button>
          <Button
            disabled={query.data?.possible !== true}
            loading={assign.pending}
            onClick={() => void submit()}
          >
            {text.release.apply}
          </Button>
        </>
      }
    >
      <QueryView query={query}>
        {({ tracks, obstacle }) => (
          <div className={classes.form}>
            {obstacle !== null && <Callout tone="warning">{obstacle}</Callout>}
            <div className={classes.frame} tabIndex={0} role="region" aria-label={text.release.title(title)}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">No</th>
                    <th scope="col">Title</th>
                    <th scope="col">ISRC</th>
                    <th scope="col">Outcome</th>
                  </tr>
                </thead>
                <tbody>
                  {tracks.map(({ recordingId, position, title: name, isrc, outcome, missing }) => (
                    <tr key={recordingId}>
                      <td className="num">{position}</td>
                      <td>{name}</td>
                      <td>{isrc === null ? '' : <Mono>{formatIsrc(isrc)}</Mono>}</td>
                      <td>
                        {text.release.outcomes[outcome]}
                        {missing.length > 0 && (
                          <div className={classes.secondary}>
                            {missing.map(({ message }) => message).join(' ')}
                          </div>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        )}
      </QueryView>
    </Dialog>
  )
}
