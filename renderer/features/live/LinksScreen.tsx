import { useState } from 'react'
import { navigate } from '../../app/navigation.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { Screen } from '../../ui/Screen.tsx'
import { linkText as text } from './link-strings.ts'
import { LinksCheck } from './LinksCheck.tsx'
import { LinksDone } from './LinksDone.tsx'
import { LinksPaste } from './LinksPaste.tsx'
import classes from './links.module.css'

type Stage =
  | { readonly at: 'paste' }
  | { readonly at: 'check'; readonly lines: readonly string[] }
  | { readonly at: 'done'; readonly made: Output<'live.acceptLinks'> }

const order = ['paste', 'check', 'done'] as const

/** Asks for what is officially the artist's own, so that it is never taken for a finding. */
export function LinksScreen() {
  const [stage, setStage] = useState<Stage>({ at: 'paste' })
  const paste = () => setStage({ at: 'paste' })
  return (
    <Screen
      title={text.title}
      back={{ label: text.back, onBack: () => navigate({ screen: 'live', view: 'sources' }) }}
      scroll
    >
      <div className={classes.page}>
        <Steps at={order.indexOf(stage.at)} />
        {stage.at === 'paste' && <LinksPaste onRead={(lines) => setStage({ at: 'check', lines })} />}
        {stage.at === 'check' && (
          <LinksCheck lines={stage.lines} onBack={paste} onMade={(made) => setStage({ at: 'done', made })} />
        )}
        {stage.at === 'done' && <LinksDone made={stage.made} onMore={paste} />}
      </div>
    </Screen>
  )
}

function Steps({ at }: { readonly at: number }) {
  return (
    <ol className={classes.steps} aria-label={text.step(at + 1)}>
      {text.steps.map((name, index) => (
        <li
          key={name}
          className={classes.step}
          data-done={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={classes.stepNumber} aria-hidden>
            {index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  )
}
