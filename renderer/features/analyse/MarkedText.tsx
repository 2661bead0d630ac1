import { useEffect, useMemo, useRef } from 'react'
import { elementFacts } from '../../../shared/domain/notices/analyse/explain.ts'
import { markText, type MarkedStretch } from '../../../shared/domain/notices/analyse/marked-text.ts'
import {
  type AnalysedElement,
  analysedElements,
  type NoticeAnalysis,
} from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { formatNumber } from '../../ui/format.ts'
import classes from './analyse.module.css'
import { strings } from './strings.ts'

/** More is no notice; the window stays quick. */
const mostShown = 300_000

/** The number by which an element is marked in the text and in the list beside it. */
export function numberOf(element: AnalysedElement): number {
  return analysedElements.indexOf(element) + 1
}

interface MarkedTextProps {
  readonly text: string
  readonly elements: NoticeAnalysis['elements']
  readonly chosen: AnalysedElement | null
}

/** The text with the words that show each element: underlined and numbered, so that no colour carries the meaning. */
export function MarkedText({ text, elements, chosen }: MarkedTextProps) {
  const stretches = useMemo(() => markText(text.slice(0, mostShown), clipped(elements)), [text, elements])
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen === null) return
    page.current?.querySelector(`[data-elements~="${chosen}"]`)?.scrollIntoView({ block: 'center' })
  }, [chosen])
  return (
    <div ref={page} className={classes.page} tabIndex={0} role="region" aria-label={strings.markedLabel}>
      <p className={classes.letter}>
        {stretches.map(({ start, text: words, elements: shown }, at) =>
          shown.length === 0 ? (
            <span key={start}>{words}</span>
          ) : (
            <mark
              key={start}
              className={classes.mark}
              data-elements={shown.join(' ')}
              data-chosen={chosen !== null && shown.includes(chosen) ? true : undefined}
              title={shown.map((element) => elementFacts[element].title).join(', ')}
            >
              {newIn(stretches, at).map((element) => (
                <span key={element} className={classes.number}>
                  {numberOf(element)}
                </span>
              ))}
              {words}
            </mark>
          ),
        )}
      </p>
      {text.length > mostShown && (
        <p className={classes.secondary}>{strings.tooLong(formatNumber(mostShown))}</p>
      )}
    </div>
  )
}

function clipped(elements: NoticeAnalysis['elements']): NoticeAnalysis['elements'] {
  const clip = (reading: NoticeAnalysis['elements']['work']) => ({
    ...reading,
    evidence: reading.evidence
      .filter(({ start }) => start < mostShown)
      .map((each) => ({ ...each, end: Math.min(each.end, mostShown) })),
  })
  return {
    signature: clip(elements.signature),
    work: clip(elements.work),
    material: clip(elements.material),
    contact: clip(elements.contact),
    goodFaith: clip(elements.goodFaith),
    accuracy: clip(elements.accuracy),
    authority: clip(elements.authority),
  }
}

/** The elements a stretch begins to show: those that the words right before it showed already need no new number. */
function newIn(stretches: readonly MarkedStretch[], at: number): readonly AnalysedElement[] {
  const before = stretches[at - 1]
  const previous = before?.text.trim() === '' && !before.text.includes('\n') ? stretches[at - 2] : before
  return (stretches[at]?.elements ?? []).filter((element) => !previous?.elements.includes(element))
}
