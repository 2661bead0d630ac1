import { UnstyledButton } from '@mantine/core'
import { z } from 'zod'
import type { HomeSummary } from '../../../shared/contract/workspace.ts'
import { navigate } from '../../app/navigation.ts'
import { useJobsStore } from '../../rpc/jobs.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { useSetting } from '../../rpc/use-setting.ts'
import { custodyActionText, custodySubjectText } from '../../ui/custody-text.ts'
import { formatAgo, formatDay, formatNumber, formatUtc } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { Stat } from '../../ui/Stat.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AttentionList } from './AttentionList.tsx'
import { Checklist } from './Checklist.tsx'
import { DueSoon } from './DueSoon.tsx'
import { coveredBySteps, firstSteps } from './first-steps.ts'
import classes from './HomeScreen.module.css'
import { strings } from './strings.ts'

function Figures({ summary }: { readonly summary: HomeSummary }) {
  const { findings, cases } = summary
  return (
    <section aria-label={strings.figures} className={classes.figures}>
      <Stat
        label={strings.toDecide}
        value={formatNumber(findings.new)}
        hint={strings.confirmed(findings.confirmed)}
      />
      <Stat
        label={strings.openCases}
        value={formatNumber(cases.draft + cases.ready)}
        hint={strings.sent(cases.sent)}
      />
      <Stat
        label={strings.recordings}
        value={formatNumber(summary.recordings)}
        hint={strings.releases(summary.releases)}
      />
      <Stat
        label={strings.swept}
        value={formatNumber(summary.listingsSwept)}
        hint={strings.sweeps(summary.sweeps)}
      />
    </section>
  )
}

function RecentEvents({ events }: { readonly events: HomeSummary['recentEvents'] }) {
  const now = useNow()
  return (
    <section aria-label={strings.events}>
      <div className={classes.headingRow}>
        <h2 className={classes.heading}>{strings.events}</h2>
        <UnstyledButton
          className={classes.link}
          onClick={() => navigate({ screen: 'evidence', view: 'custody' })}
        >
          {strings.showAll}
        </UnstyledButton>
      </div>
      {events.length === 0 ? (
        <p className={classes.noEvents}>{strings.noEvents}</p>
      ) : (
        <ol className={classes.events}>
          {events.map((event) => (
            <li key={event.seq} className={classes.event}>
              <span className={classes.eventAction}>{custodyActionText(event.action)}</span>
              {/\d/.test(event.subject) && (
                <span className={classes.eventSubject}>{custodySubjectText(event.subject)}</span>
              )}
              <time dateTime={event.at} title={formatUtc(event.at)} className={classes.eventTime}>
                {formatAgo(event.at, now)}
              </time>
            </li>
          ))}
        </ol>
      )}
      <p className={classes.eventsHint}>{strings.eventsHint}</p>
    </section>
  )
}

function Overview({ summary }: { readonly summary: HomeSummary }) {
  const [hidden, setHidden] = useSetting<boolean>('home.checklistHidden', z.boolean(), false)
  const bundleExported = useJobsStore(({ byId }) =>
    [...byId.values()].some(({ kind, state }) => kind === 'bundle.export' && state === 'done'),
  )
  const official = (useQuery('rules.list', {}).data?.rules.length ?? 0) > 0
  const steps = firstSteps(summary, { official, bundleExported })
  const beginning = summary.recordings === 0
  const guided = (beginning || !hidden) && steps.some(({ done }) => !done)
  const attention = summary.attention.filter(({ code }) => !(guided && coveredBySteps.has(code)))
  const checklist = guided && <Checklist steps={steps} detailed={beginning} onHide={() => setHidden(true)} />
  return (
    <>
      {!beginning && checklist}
      {!beginning && <Figures summary={summary} />}
      <div className={classes.columns}>
        <div>
          {beginning && checklist}
          {(!beginning || attention.length > 0) && <AttentionList items={attention} />}
        </div>
        <div>
          <DueSoon />
          <RecentEvents events={summary.recentEvents} />
        </div>
      </div>
    </>
  )
}

/** What needs attention now, how things stand, and what happened last. */
export function HomeScreen() {
  const summary = useQuery('home.summary', {})
  const profile = useQuery('profile.get', {}).data?.profile
  const name = [profile?.artistName, profile?.legalName].find(Boolean)
  return (
    <Screen title={name ?? strings.title} subtitle={formatDay(new Date())} scroll>
      <QueryView query={summary}>{(data) => <Overview summary={data} />}</QueryView>
    </Screen>
  )
}
