import type { KeyboardEvent, ReactNode } from 'react'
import type {
  DraftBlock,
  DraftLetter,
  DraftRow,
  DraftWork,
} from '../../../shared/domain/notices/drafts/draft-blocks.ts'
import { Marked } from './Marked.tsx'
import classes from './notice.module.css'

/** A place in the letter and the rule the words there follow. */
export interface SourcedPlace {
  readonly key: string
  readonly rule: string
}

interface LetterProps {
  readonly letter: DraftLetter
  /** The words whose source is shown. */
  readonly chosen: SourcedPlace | null
  readonly onChoose: (place: SourcedPlace) => void
}

type Choosing = Pick<LetterProps, 'chosen' | 'onChoose'>

const firstPlace = '0.0'

/** One stop for the tab key, arrows within: a letter has more sentences than anybody wants to tab through. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-sourced]')]
  const at = places.findIndex((place) => place === document.activeElement)
  const next = at < 0 ? undefined : places[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/**
 * The letter laid out for reading. Each sentence and each row can be chosen, to see which rule it follows: by pointer,
 * or with the arrow keys and Enter.
 */
export function Letter({ letter, ...choosing }: LetterProps) {
  return (
    <div onKeyDown={moveFocus}>
      <h2 className={classes.letterTitle}>{letter.heading}</h2>
      {letter.basis !== '' && <p className={classes.letterBasis}>{letter.basis}</p>}
      {letter.blocks.map((block, index) => (
        <Block key={index} at={String(index)} block={block} {...choosing} />
      ))}
    </div>
  )
}

function Block({ block, at, ...choosing }: Choosing & { readonly block: DraftBlock; readonly at: string }) {
  switch (block.kind) {
    case 'section':
      return <h3 className={classes.letterHeading}>{block.title}</h3>
    case 'paragraph':
      return (
        <p className={classes.letterText}>
          {block.sentences.map((sentence, index) => (
            <span key={index} lang={sentence.language}>
              {index > 0 && ' '}
              <Sourced at={`${at}.${index}`} rule={sentence.rule} {...choosing}>
                <Marked text={sentence.text} />
              </Sourced>
            </span>
          ))}
        </p>
      )
    case 'rows':
      return <Rows rows={block.rows} at={at} {...choosing} />
    case 'works':
      return block.works.map((work, index) => (
        <Work
          key={index}
          at={`${at}.${index}`}
          work={work}
          number={index + 1}
          heading={block.heading}
          {...choosing}
        />
      ))
  }
}

function Rows({
  rows,
  at,
  ...choosing
}: Choosing & { readonly rows: readonly DraftRow[]; readonly at: string }) {
  return (
    <dl className={classes.letterFacts}>
      {rows.map(({ label, value, rule }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>
            <Sourced at={`${at}.${index}`} rule={rule} {...choosing}>
              <Marked text={value} />
            </Sourced>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface WorkProps extends Choosing {
  readonly work: DraftWork
  readonly at: string
  readonly number: number
  readonly heading: string
}

function Work({ work, at, number, heading, ...choosing }: WorkProps) {
  const [first, ...rest] = work.rows
  return (
    <section className={classes.work}>
      <h4 className={classes.letterWork}>
        {first?.label} {number}: <Marked text={first?.value ?? ''} />
      </h4>
      <Rows rows={rest} at={at} {...choosing} />
      <p className={classes.letterLabel}>{heading}:</p>
      <ul className={classes.places}>
        {work.materials.map(({ number: place, url, seen }) => (
          <li key={place}>
            <span className={classes.placeNumber}>{place}</span>
            <span className={classes.placeAddress}>
              <Marked text={url} />
              <span className={classes.placeNote}>{seen}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SourcedProps extends Choosing {
  readonly at: string
  readonly rule: string
  readonly children: ReactNode
}

/** Words that show their source when chosen; spans, because a sentence must break across lines. */
function Sourced({ at, rule, chosen, onChoose, children }: SourcedProps) {
  const choose = () => onChoose({ key: at, rule })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    choose()
  }
  return (
    <span
      role="button"
      data-sourced
      tabIndex={(chosen?.key ?? firstPlace) === at ? 0 : -1}
      className={classes.sourced}
      aria-pressed={chosen?.key === at}
      onClick={choose}
      onKeyDown={onKeyDown}
    >
      {children}
    </span>
  )
}
