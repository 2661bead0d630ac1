import { Button } from '@mantine/core'
import { IconShieldCheck, IconWorldSearch } from '@tabler/icons-react'
import type { LiveSource } from '../../../shared/contract/live.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import classes from './live.module.css'
import { isReady } from './source-types.ts'
import { sourceText } from './strings.ts'

const text = sourceText.intro

/** The first thing to read while no source is on. */
export function SourcesIntro({ sources }: { readonly sources: readonly LiveSource[] }) {
  const set = useCommand('live.setSource')
  const keyless = sources.filter(isReady)
  const turnOn = async () => {
    for (const { id } of keyless) if (!(await set.run({ sourceId: id, enabled: true }))) return
  }
  return (
    <section className={classes.intro} aria-label={text.title}>
      <div className={classes.introIcon}>
        <IconWorldSearch size={24} stroke={1.5} aria-hidden />
      </div>
      <div className={classes.introText}>
        <h2 className={classes.introTitle}>{text.title}</h2>
        <p>{text.text}</p>
        <p>{text.linksHint}</p>
        <div className={classes.actions}>
          <Button
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            onClick={() => navigate({ screen: 'live', view: 'links' })}
          >
            {text.links}
          </Button>
          {keyless.length > 0 && (
            <Button variant="default" loading={set.pending} onClick={() => void turnOn()}>
              {text.turnOn(keyless.length)}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}
