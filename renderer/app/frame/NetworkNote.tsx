import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconBroadcast, IconPlugConnectedX, IconShieldLock } from '@tabler/icons-react'
import { useQuery } from '../../rpc/use-query.ts'
import { plural } from '../../ui/plural.ts'
import { navigate } from '../navigation.ts'
import { strings } from '../strings.ts'
import classes from './StatusBar.module.css'

const text = strings.status

/** What leaves the machine by itself, in one line. */
export function NetworkNote() {
  const live = useQuery('live.state', {}).data
  const authorities = useQuery('timestamps.authorities', {}).data?.authorities.length ?? 0
  if (live?.offline)
    return (
      <Tooltip label={text.switchedOffHint}>
        <UnstyledButton
          className={classes.item}
          data-off
          onClick={() => navigate({ screen: 'live', view: 'sources' })}
        >
          <IconPlugConnectedX size={14} stroke={1.9} aria-hidden />
          {text.switchedOff}
        </UnstyledButton>
      </Tooltip>
    )
  if (live !== undefined && live.enabledSources > 0)
    return (
      <Tooltip label={text.liveHint}>
        <UnstyledButton
          className={classes.item}
          onClick={() => navigate({ screen: 'live', view: 'requests' })}
        >
          <IconBroadcast size={14} stroke={1.7} aria-hidden />
          {text.live(plural(live.enabledSources, { one: 'source is', other: 'sources are' }))}
        </UnstyledButton>
      </Tooltip>
    )
  return (
    <Tooltip label={authorities === 0 ? text.offlineHint : text.hashesHint}>
      <span className={classes.item}>
        <IconShieldLock size={14} stroke={1.7} aria-hidden />
        {authorities === 0 ? text.offline : text.hashes}
      </span>
    </Tooltip>
  )
}
