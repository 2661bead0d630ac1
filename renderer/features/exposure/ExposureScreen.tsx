import { Button } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import type { Exposure, ExposureRow } from '../../../shared/contract/exposure.ts'
import type { AlbumRule } from '../../../shared/domain/notices/exposure/exposure.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { dollarRange } from '../../ui/dollars.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { formatNumber } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SectionCard } from '../../ui/SectionCard.tsx'
import { Stat } from '../../ui/Stat.tsx'
import classes from './exposure.module.css'
import { strings } from './strings.ts'

const rules = ['unknown', 'one-work', 'economic-value'] as const satisfies readonly AlbumRule[]

/** What American law could award, as ranges with what they rest on: for a case, or for all that was found. */
export function ExposureScreen({ route }: { readonly route: RouteOf<'exposure'> }) {
  const caseId = route.caseId ?? null
  const [albumRule, setAlbumRule] = useState<AlbumRule>('unknown')
  const [cmi, setCmi] = useState('')
  const cmiViolations = /^\d{1,6}$/.test(cmi.trim()) ? Number(cmi) : 0
  const query = useQuery('exposure.get', { caseId, albumRule, cmiViolations })
  const detail = useQuery('cases.get', caseId === null ? null : { caseId })
  const empty = query.data?.works === 0
  return (
    <Screen
      title={strings.title}
      back={
        caseId === null
          ? { label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }
          : {
              label: strings.caseBack,
              onBack: () => navigate({ screen: 'cases', caseId, section: 'answers' }),
            }
      }
      subtitle={caseId === null ? strings.all : detail.data && strings.ofCase(detail.data.providerName)}
      scroll={!empty}
    >
      <QueryView query={query}>
        {(exposure) =>
          exposure.works === 0 ? (
            <EmptyState
              icon={IconScale}
              title={strings.emptyTitle}
              description={strings.emptyText}
              action={
                <Button onClick={() => navigate({ screen: 'watch', view: 'findings' })}>
                  {strings.toWatch}
                </Button>
              }
            />
          ) : (
            <div className={classes.page}>
              <p className={classes.lead}>{strings.lead}</p>
              <Figures exposure={exposure} />
              <div className={classes.questions}>
                <SelectField
                  label={strings.albumRule}
                  value={albumRule}
                  options={rules.map((value) => ({ value, label: strings.albumRules[value] }))}
                  onChange={setAlbumRule}
                />
                <TextField
                  label={strings.cmi}
                  value={cmi}
                  onChange={setCmi}
                  hint={strings.cmiHint}
                  maxLength={6}
                />
              </div>
              {exposure.ranges.map((range) => (
                <Range key={range.code} range={range} />
              ))}
            </div>
          )
        }
      </QueryView>
    </Screen>
  )
}

function Figures({ exposure }: { readonly exposure: Exposure }) {
  const { works, registeredInTime, registeredLate, unsure, onAlbums } = exposure
  return (
    <section aria-label={strings.works} className={classes.figures}>
      <Stat label={strings.works} value={formatNumber(works)} hint={strings.albumHint(onAlbums)} />
      <Stat label={strings.inTime} value={formatNumber(registeredInTime)} hint={strings.inTimeHint} />
      <Stat label={strings.late} value={formatNumber(registeredLate)} hint={strings.lateHint} />
      <Stat label={strings.unsure} value={formatNumber(unsure)} hint={strings.unsureHint} />
    </section>
  )
}

function Range({ range }: { readonly range: ExposureRow }) {
  const { code, low, high, none, assumptions, source } = range
  return (
    <SectionCard title={strings.ranges[code]}>
      {none === null ? (
        <p className={classes.money}>{dollarRange(low, high)}</p>
      ) : (
        <p className={classes.none}>{none}</p>
      )}
      <h3 className={classes.subTitle}>{strings.assumptions}</h3>
      <ul className={classes.assumptions}>
        {assumptions.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p className={classes.source}>
        {strings.source}: {source}
      </p>
    </SectionCard>
  )
}
