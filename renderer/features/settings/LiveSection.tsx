import { Button } from '@mantine/core'
import type { LiveSettings } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import { CheckboxField } from '../../ui/fields/SelectField.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { liveText as text } from './live-strings.ts'
import classes from './settings.module.css'

const switches = [
  'notify',
  'tray',
  'pauseOnBattery',
  'pauseOnMetered',
] as const satisfies readonly (keyof LiveSettings)[]

/** How the live watch behaves: what it tells, when it rests, who it says is asking. */
export function LiveSection() {
  const query = useQuery('live.settings', {})
  return (
    <QueryView query={query}>
      {(settings) => (
        <div className={classes.stack}>
          <Offline />
          {switches.map((name) => (
            <Switched key={name} name={name} settings={settings} />
          ))}
          <CommitField
            label={text.contact.label}
            hint={text.contact.hint}
            value={settings.contact}
            onCommit={(contact) => call('live.setSettings', { contact: contact.trim() })}
          />
          <div className={classes.ledgerActions}>
            <Button variant="default" onClick={() => navigate({ screen: 'live', view: 'sources' })}>
              {text.sources}
            </Button>
            <Button variant="default" onClick={() => navigate({ screen: 'live', view: 'requests' })}>
              {text.requests}
            </Button>
          </div>
        </div>
      )}
    </QueryView>
  )
}

function Offline() {
  const state = useQuery('live.state', {}).data
  const set = useCommand('live.setOffline')
  if (state === undefined) return null
  return (
    <CheckboxField
      label={text.offline.label}
      hint={text.offline.hint}
      checked={state.offline}
      disabled={set.pending}
      onChange={(offline) => void set.run({ offline })}
    />
  )
}

interface SwitchedProps {
  readonly name: (typeof switches)[number]
  readonly settings: LiveSettings
}

function Switched({ name, settings }: SwitchedProps) {
  const set = useCommand('live.setSettings')
  return (
    <CheckboxField
      label={text[name].label}
      hint={text[name].hint}
      checked={settings[name]}
      disabled={set.pending}
      onChange={(checked) => void set.run({ [name]: checked })}
    />
  )
}
