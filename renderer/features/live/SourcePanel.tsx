import { Button, Switch } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { LiveSource, LiveState } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailPane, DetailSection } from '../../ui/DetailPane.tsx'
import { formatDate } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useNow } from '../../ui/use-now.ts'
import { healthLabel, sourceHealth } from './health.ts'
import classes from './live.module.css'
import { lookNow } from './look-now.ts'
import { QuotaBar } from './QuotaBar.tsx'
import type { SecretStore } from './source-types.ts'
import { SourceBase } from './SourceBase.tsx'
import { SourceKey } from './SourceKey.tsx'
import { SourceRuns } from './SourceRuns.tsx'
import { SourceSchedule } from './SourceSchedule.tsx'
import { panelText as text, sourceText } from './strings.ts'

interface SourcePanelProps {
  readonly source: LiveSource
  readonly state: LiveState
  readonly secretStore: SecretStore
  readonly onClose: () => void
}

/** Everything about one source: how it is, how often, its key and address, its terms, what came of the last looks. */
export function SourcePanel({ source, state, secretStore, onClose }: SourcePanelProps) {
  const set = useCommand('live.setSource')
  const keyMissing = source.key.needs === 'required' && source.key.state !== 'set'
  return (
    <DetailPane
      title={source.name}
      subtitle={sourceText.searches(source.searches)}
      onClose={onClose}
      actions={
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            disabled={state.offline || !source.enabled || keyMissing || source.running !== null}
            onClick={() => void lookNow(source.id)}
          >
            {text.look}
          </Button>
          <Switch
            className={classes.panelSwitch ?? ''}
            label={sourceText.columns.on}
            aria-label={sourceText.switchOf(source.name)}
            checked={source.enabled}
            disabled={set.pending}
            onChange={(event) => void set.run({ sourceId: source.id, enabled: event.currentTarget.checked })}
          />
        </>
      }
    >
      <Health source={source} state={state} />
      <SourceSchedule source={source} offline={state.offline} />
      <SourceKey source={source} secretStore={secretStore} />
      <SourceBase source={source} />
      <DetailSection title={text.quota}>
        <QuotaBar source={source} long />
        {asksServers(source) && (
          <p className={classes.secondary}>
            {text.pace(source.limits.requests, source.limits.perMs, source.limits.atOnce)}
          </p>
        )}
      </DetailSection>
      <Terms terms={source.terms} />
      <SourceRuns sourceId={source.id} />
    </DetailPane>
  )
}

function Health({ source, state }: Pick<SourcePanelProps, 'source' | 'state'>) {
  const now = useNow()
  const health = sourceHealth(source, state)
  return (
    <DetailSection title={text.health}>
      <div>
        <StatusBadge tone={health.tone} label={healthLabel(health, now)} />
      </div>
      {health.says !== null && <p className={classes.paragraph}>{health.says}</p>}
      <p className={classes.paragraph}>{text.listings(source.listings)}</p>
      {source.listings > 0 && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'watch', view: 'findings', sourceId: source.id })}
          >
            {text.showFindings}
          </Button>
        </div>
      )}
    </DetailSection>
  )
}

/** Torrents and folders are read on this computer: nothing is asked of anybody. */
function asksServers({ id }: LiveSource): boolean {
  return id !== 'torrents' && id !== 'folder'
}

function Terms({ terms }: { readonly terms: LiveSource['terms'] }) {
  const isLink = /^https?:\/\//.test(terms.source)
  return (
    <DetailSection title={text.terms}>
      <p className={classes.paragraph}>{terms.says}</p>
      {terms.source !== '' && (
        <p className={classes.secondary}>
          {isLink ? (
            <a className={classes.link} href={terms.source} target="_blank" rel="noreferrer">
              {text.termsLink}
            </a>
          ) : (
            terms.source
          )}
          {' · '}
          {terms.checkedOn === null ? text.termsNotRead : text.termsChecked(formatDate(terms.checkedOn))}
        </p>
      )}
    </DetailSection>
  )
}
