import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconBroadcast, IconPlugConnectedX, IconShieldLock } from '@tabler/icons-react'
import { z } from 'zod'
import { statusAutomaticSetting } from '../../../shared/contract/status.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { useSetting } from '../../rpc/use-setting.ts'
import { plural } from '../../ui/plural.ts'
import { navigate } from '../navigation.ts'
import { strings } from '../strings.ts'
import classes from './StatusBar.module.css'

const text = strings.status
const flag = z.boolean()

/** What leaves the machine by itself, in one line. */
export function NetworkNote() {
  const live = useQuery('live.state', {}).data
  const [looks] = useSetting(statusAutomaticSetting, flag, false)
  const authorities = useQuery('timestamps.authorities', {}).data?.authorities.length ?? 0
  // Nothing is claimed before it is known.
  if (live === undefined) return null
  if (live.offline)
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
  const sources = live.enabledSources
  if (sources > 0 || looks)
    return (
      <Tooltip label={asksHint(sources, looks, authorities)}>
        <UnstyledButton
          className={classes.item}
          onClick={() => navigate({ screen: 'live', view: 'requests' })}
        >
          <IconBroadcast size={14} stroke={1.7} aria-hidden />
          {sources > 0 ? text.asks(plural(sources, { one: 'source', other: 'sources' })) : text.looks}
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

/** All that goes out by itself, a sentence each. */
function asksHint(sources: number, looks: boolean, authorities: number): string {
  const { asksHint: says } = text
  return [
    ...(sources > 0 ? [says.sources] : []),
    ...(looks ? [says.looks] : []),
    ...(authorities > 0 ? [says.hashes] : []),
    says.list,
  ].join(' ')
}
