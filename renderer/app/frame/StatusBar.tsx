import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconFolder, IconLock, IconShieldLock } from '@tabler/icons-react'
import { JobTray } from '../../features/jobs/JobTray.tsx'
import { reveal } from '../../rpc/host.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { strings } from '../strings.ts'
import classes from './StatusBar.module.css'

function folderName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path
}

/** Which workspace this is, what leaves the machine, and what is running. */
export function StatusBar() {
  const info = useQuery('workspace.info', {}).data
  const text = strings.status
  const authorities = useQuery('timestamps.authorities', {}).data?.authorities.length ?? 0
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
      <Tooltip label={authorities === 0 ? text.offlineHint : text.hashesHint}>
        <span className={classes.item}>
          <IconShieldLock size={14} stroke={1.7} aria-hidden />
          {authorities === 0 ? text.offline : text.hashes}
        </span>
      </Tooltip>
      <div className={classes.end}>
        <JobTray />
      </div>
    </footer>
  )
}
