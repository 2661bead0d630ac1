import { Button } from '@mantine/core'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { FilePath } from '../../ui/FilePath.tsx'
import { formatBytes, formatInstant } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Bytes, Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.data

function Backups() {
  const query = useQuery('workspace.backups', {})
  return (
    <QueryView query={query}>
      {({ backups }) =>
        backups.length === 0 ? (
          <p className={classes.paragraph}>{text.noBackups}</p>
        ) : (
          <div className={classes.tableFrame}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{text.columns.at}</th>
                  <th scope="col">{text.columns.reason}</th>
                  <th scope="col">{text.columns.file}</th>
                  <th scope="col" className={classes.end}>
                    {text.columns.size}
                  </th>
                </tr>
              </thead>
              <tbody>
                {backups.map((backup) => (
                  <tr key={backup.file}>
                    <td>
                      <Time value={backup.at} />
                    </td>
                    <td>{text.reasonText(backup.reason)}</td>
                    <td className={classes.wide}>
                      <FilePath path={backup.file} />
                    </td>
                    <td className={classes.end}>
                      <Bytes value={backup.bytes} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </QueryView>
  )
}

/** Where everything lies, and its backups. */
export function DataSection() {
  const query = useQuery('workspace.info', {})
  const backup = useCommand('workspace.backup')
  const run = async () => {
    const made = await backup.run({})
    if (made) toast.success(text.backedUp(formatBytes(made.bytes)))
  }
  return (
    <QueryView query={query}>
      {(info) => (
        <>
          <div className={classes.line}>
            <div>
              {text.workspace}
              <div className={classes.secondary}>{text.workspaceHint}</div>
            </div>
            <FilePath path={info.path} />
          </div>
          <div className={classes.line}>
            <div>
              {text.backups}
              <div className={classes.secondary}>
                {info.lastBackupAt ? text.lastBackup(formatInstant(info.lastBackupAt)) : text.neverBackedUp}
              </div>
            </div>
            <Button
              variant="default"
              loading={backup.pending}
              disabled={info.readOnly}
              onClick={() => void run()}
            >
              {text.backupNow}
            </Button>
          </div>
          <Backups />
        </>
      )}
    </QueryView>
  )
}
