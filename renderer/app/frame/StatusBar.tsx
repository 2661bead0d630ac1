import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconFolder, IconLock } from '@tabler/icons-react'
import { JobTray } from '../../features/jobs/JobTray.tsx'
import { reveal } from '../../rpc/host.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { strings } from '../strings.ts'
import { NetworkNote } from './NetworkNote.tsx'
import classes from './StatusBar.module.css'

function folderName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path
}

/** Which workspace this is, what leaves the machine, and what is running. */
export function StatusBar() {
  const info = useQuery('workspace.info', {}).data
  const text = strings.status
  return (
    <footer className={classes.bar}>
      {info && (
        <UnstyledButton className={classes.item} title={info.path} onClick={() => void reveal(info.path)}>
          <IconFolder size={14} stroke={1.7} aria-hidden />
          {text.workspace(folderName(info.path))}
        </UnstyledButton>
      )}
      {info?.readOnly && (
        <Tooltip label={text.readOnlyHint}>
          <span className={classes.item} data-warning>
            <IconLock size={14} stroke={1.7} aria-hidden />
            {text.readOnly}
          </span>
        </Tooltip>
      )}
      <NetworkNote />
      <div className={classes.end}>
        <JobTray />
      </div>
    </footer>
  )
}
