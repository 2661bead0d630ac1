import { Button, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import {
  elementFacts,
  kindTitles,
  regimeTitles,
  warningSource,
} from '../../../shared/domain/notices/analyse/explain.ts'
import {
  type AnalysedElement,
  analysedElements,
  type ElementReading,
  type NoticeAnalysis,
} from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { navigate } from '../../app/navigation.ts'
import { Callout } from '../../ui/Callout.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './analyse.module.css'
import { numberOf } from './MarkedText.tsx'
import { statuses, strings } from './strings.ts'

interface AnalysisResultProps {
  readonly analysis: NoticeAnalysis
  readonly leftOut: readonly string[]
  readonly chosen: AnalysedElement | null
  readonly onChoose: (element: AnalysedElement) => void
}

/** What a text is, its elements one by one, and the warnings with their sources. */
export function AnalysisResult({ analysis, leftOut, chosen, onChoose }: AnalysisResultProps) {
  const { kind, regime, elements, warnings } = analysis
  const present = analysedElements.filter((element) => elements[element].status === 'present').length
  return (
    <>
      <header className={classes.kind}>
        <h2 className={classes.kindTitle}>{kindTitles[kind]}</h2>
        <p className={classes.secondary}>{regimeTitles[regime]}</p>
        <p className={classes.secondary} aria-live="polite">
          {strings.summary(present)}
        </p>
        {leftOut.length > 0 && <p className={classes.secondary}>{strings.leftOut(leftOut)}</p>}
      </header>
      {kind === 'counter-notice' && (
        <div className={classes.callout}>
          <Callout
            tone="info"
            title={strings.counter}
            actions={
              <Button size="compact-sm" variant="default" onClick={() => navigate({ screen: 'cases' })}>
                {strings.toCases}
              </Button>
            }
          >
            {strings.counterText}
          </Callout>
        </div>
      )}
      <section aria-label={strings.elements}>
        <ol className={classes.elements}>
          {analysedElements.map((element) => (
            <ElementRow
              key={element}
              element={element}
              reading={elements[element]}
              chosen={element === chosen}
              onChoose={onChoose}
            />
          ))}
        </ol>
      </section>
      <section aria-label={strings.warnings} className={classes.warnings}>
        <h3 className={classes.sectionTitle}>{strings.warnings}</h3>
        {warnings.length === 0 && <p className={classes.secondary}>{strings.noWarnings}</p>}
        <ul className={classes.warningList}>
          {warnings.map(({ code, message }) => (
            <li key={code} className={classes.warning}>
              <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
              <div>
                {message}
                <WarningSource code={code} />
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function WarningSource({ code }: { readonly code: string }) {
  const source = warningSource(code)
  return source === null ? null : (
    <p className={classes.source}>
      {strings.source}: {source}
    </p>
  )
}

interface ElementRowProps {
  readonly element: AnalysedElement
  readonly reading: ElementReading
  readonly chosen: boolean
  readonly onChoose: (element: AnalysedElement) => void
}

function ElementRow({ element, reading, chosen, onChoose }: ElementRowProps) {
  const { title, asks, source } = elementFacts[element]
  const { label, tone } = statuses[reading.status]
  const [first] = reading.evidence
  return (
    <li className={classes.element}>
      <span className={classes.number}>{numberOf(element)}</span>
      <div className={classes.elementBody}>
        <div className={classes.elementHead}>
          <span className={classes.elementTitle}>{title}</span>
          <StatusBadge tone={tone} label={label} />
        </div>
        {first === undefined ? (
          <p className={classes.secondary}>{asks}</p>
        ) : (
          <UnstyledButton
            className={classes.words}
            aria-pressed={chosen}
            aria-label={strings.showWords(title, reading.evidence.length)}
            onClick={() => onChoose(element)}
          >
            “{shortened(first.text)}”
            {reading.evidence.length > 1 && ` · ${strings.places(reading.evidence.length)}`}
          </UnstyledButton>
        )}
        <p className={classes.source}>{source}</p>
      </div>
    </li>
  )
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 90 ? line : `${line.slice(0, 87)}…`
}
