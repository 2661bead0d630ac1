import { useEffect, useState, type ComponentType } from 'react'
import { UnstyledButton } from '@mantine/core'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf, SettingsSection } from '../../app/routes.ts'
import { queries } from '../../rpc/queries.ts'
import { Screen } from '../../ui/Screen.tsx'
import { DeadlineNotifyChoice } from '../../ui/DeadlineNotifyChoice.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { SearchField } from '../../ui/Toolbar.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { DataSection } from './DataSection.tsx'
import { IsrcSection } from './IsrcSection.tsx'
import { LedgerSection } from './LedgerSection.tsx'
import { LiveSection } from './LiveSection.tsx'
import { ProfileSection } from './ProfileSection.tsx'
import { matchingSections } from './search.ts'
import { SigningSection } from './SigningSection.tsx'
import { TimestampsSection } from './TimestampsSection.tsx'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const contents: Readonly<Record<SettingsSection, ComponentType>> = {
  profile: ProfileSection,
  isrc: IsrcSection,
  ledger: LedgerSection,
  live: LiveSection,
  signing: SigningSection,
  timestamps: TimestampsSection,
  appearance: AppearanceSection,
  deadlines: DeadlineNotifyChoice,
  data: DataSection,
  about: AboutSection,
}

function elementId(section: SettingsSection): string {
  return `settings-${section}`
}

/** Brings the section into view, and the cursor into its first field that is still empty. */
function goTo(section: SettingsSection): void {
  const element = document.getElementById(elementId(section))
  element?.scrollIntoView({ block: 'start' })
  const fields = element?.querySelectorAll<HTMLInputElement>('input[aria-required="true"]') ?? []
  ;[...fields].find(({ value }) => value === '')?.focus({ preventScroll: true })
}

function Contents({
  shown,
  current,
}: {
  readonly shown: readonly SettingsSection[]
  readonly current: SettingsSection | null
}) {
  return (
    <nav aria-label={strings.contents} className={classes.contents}>
      {shown.map((section) => (
        <UnstyledButton
          key={section}
          className={classes.contentsItem}
          aria-current={section === current ? 'true' : undefined}
          onClick={() => {
            navigate({ screen: 'settings', section }, { replace: true })
            goTo(section)
          }}
        >
          {strings.sections[section].title}
        </UnstyledButton>
      ))}
    </nav>
  )
}

/** Everything that can be set, on one page that can be searched. */
export function SettingsScreen({ route }: { readonly route: RouteOf<'settings'> }) {
  const [query, setQuery] = useState('')
  const shown = matchingSections(query)
  const { section } = route
  // The sections above have their full height only when their answers are there.
  useEffect(
    () => (section ? queries.whenIdle(() => requestAnimationFrame(() => goTo(section))) : undefined),
    [section],
  )
  return (
    <Screen
      title={strings.title}
      actions={<SearchField label={strings.search} value={query} onChange={setQuery} width={240} />}
      scroll
    >
      <div className={classes.layout}>
        <Contents shown={shown} current={section ?? shown[0] ?? null} />
        <div className={classes.sections}>
          {shown.length === 0 && <p className={classes.paragraph}>{strings.nothing(query)}</p>}
          {shown.map((name) => {
            const Content = contents[name]
            const { title, description } = strings.sections[name]
            return (
              <SectionCard key={name} id={elementId(name)} title={title} description={description}>
                <Content />
              </SectionCard>
            )
          })}
        </div>
      </div>
    </Screen>
  )
}
