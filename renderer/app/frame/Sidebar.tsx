import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { LiveState } from '../../../shared/contract/live.ts'
import type { HomeSummary } from '../../../shared/contract/workspace.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatNumber } from '../../ui/format.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { plural, type PluralForms } from '../../ui/plural.ts'
import { Logo } from '../Logo.tsx'
import { navigate, useRoute } from '../navigation.ts'
import { navIcons } from '../nav-icons.ts'
import { openPalette } from '../palette-store.ts'
import { navOf, type NavName } from '../routes.ts'
import { strings } from '../strings.ts'
import classes from './Sidebar.module.css'

interface Count {
  readonly value: number
  /** Waits for the user, rather than just being there. */
  readonly due: boolean
  readonly meaning: PluralForms
}

function countFor(
  name: NavName,
  summary: HomeSummary | undefined,
  live: LiveState | undefined,
): Count | null {
  if (name === 'live')
    return live ? { value: live.newFindings, due: false, meaning: strings.counts.live } : null
  if (!summary) return null
  switch (name) {
    case 'home':
      return { value: summary.attention.length, due: false, meaning: strings.counts.home }
    case 'catalog':
      return { value: summary.recordings, due: false, meaning: strings.counts.catalog }
    case 'watch':
      return { value: summary.findings.new, due: true, meaning: strings.counts.watch }
    case 'cases':
      return {
        value: summary.cases.draft + summary.cases.ready,
        due: summary.cases.ready > 0,
        meaning: strings.counts.cases,
      }
    case 'settings':
      return null
  }
}

interface NavItemProps {
  readonly name: NavName
  readonly current: boolean
  readonly count: Count | null
}

function NavItem({ name, current, count }: NavItemProps) {
  const Icon = navIcons[name]
  return (
    <UnstyledButton
      className={classes.item}
      aria-current={current ? 'page' : undefined}
      onClick={() => navigate({ screen: name })}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className={classes.label}>{strings.nav[name]}</span>
      {count !== null && count.value > 0 && (
        <span
          className={classes.count}
          data-due={count.due || undefined}
          title={plural(count.value, count.meaning)}
        >
          {formatNumber(count.value)}
        </span>
      )}
    </UnstyledButton>
  )
}

const main: readonly NavName[] = ['home', 'catalog', 'watch', 'live', 'cases']

/** The way to every part of the product, with what waits there. */
export function Sidebar() {
  const current = navOf[useRoute().screen]
  const summary = useQuery('home.summary', {}).data
  const live = useQuery('live.state', {}).data
  const info = useQuery('workspace.info', {}).data
  return (
    <nav aria-label={strings.navigation} className={classes.sidebar}>
      <div className={classes.brand}>
        <Logo />
        <span className={classes.name}>{strings.productName}</span>
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span className={classes.label}>{strings.search}</span>
        <KeyHint keys="mod+K" />
      </UnstyledButton>
      <div className={classes.items}>
        {main.map((name) => (
          <NavItem key={name} name={name} current={current === name} count={countFor(name, summary, live)} />
        ))}
      </div>
      <div className={classes.foot}>
        {info?.sample && <div className={classes.sample}>{strings.sample}</div>}
        <NavItem name="settings" current={current === 'settings'} count={null} />
      </div>
    </nav>
  )
}
