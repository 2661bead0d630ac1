import { Popover, UnstyledButton } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type {
  DraftBlock,
  DraftLetter,
  DraftRow,
  DraftWork,
} from '../../../shared/domain/notices/drafts/draft-blocks.ts'
import { findRule } from '../../../shared/domain/notices/rules/all-rules.ts'
import { formatDate } from '../../ui/format.ts'
import { Marked } from './Marked.tsx'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'

/** The letter laid out for reading. Each sentence and each row shows on demand which rule it follows. */
export function Letter({ letter }: { readonly letter: DraftLetter }) {
  return (
    <>
      <h2 className={classes.letterTitle}>{letter.heading}</h2>
      {letter.basis !== '' && <p className={classes.letterBasis}>{letter.basis}</p>}
      {letter.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </>
  )
}

function Block({ block }: { readonly block: DraftBlock }) {
  switch (block.kind) {
    case 'section':
      return <h3 className={classes.letterHeading}>{block.title}</h3>
    case 'paragraph':
      return (
        <p className={classes.letterText}>
          {block.sentences.map((sentence, index) => (
            <span key={index} lang={sentence.language}>
              {index > 0 && ' '}
              <Sourced rule={sentence.rule}>
                <Marked text={sentence.text} />
              </Sourced>
            </span>
          ))}
        </p>
      )
    case 'rows':
      return <Rows rows={block.rows} />
    case 'works':
      return block.works.map((work, index) => (
        <Work key={index} work={work} number={index + 1} heading={block.heading} />
      ))
  }
}

function Rows({ rows }: { readonly rows: readonly DraftRow[] }) {
  return (
    <dl className={classes.letterFacts}>
      {rows.map(({ label, value, rule }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>
            <Sourced rule={rule}>
              <Marked text={value} />
            </Sourced>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface WorkProps {
  readonly work: DraftWork
  readonly number: number
  readonly heading: string
}

function Work({ work, number, heading }: WorkProps) {
  return (
    <>
      <h4 className={classes.letterWork}>
        {number}. <Marked text={work.rows[0]?.value ?? ''} />
      </h4>
      <Rows rows={work.rows} />
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
    </>
  )
}

interface SourcedProps {
  readonly rule: string
  readonly children: ReactNode
}

/** Words that show, when chosen, the rule they follow: what it says, where it stands, when it was compared. */
function Sourced({ rule, children }: SourcedProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} width={340} position="bottom-start" withinPortal trapFocus={false}>
      <Popover.Target>
        <UnstyledButton
          component="span"
          role="button"
          tabIndex={0}
          className={classes.sourced}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          onKeyDown={(event: React.KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            setOpen(!open)
          }}
        >
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={noticeText.source}>{open && <Source id={rule} />}</Popover.Dropdown>
    </Popover>
  )
}

function Source({ id }: { readonly id: string }) {
  const rule = findRule(id)
  if (!rule) return <p className={classes.secondary}>{noticeText.ruleGone}</p>
  return (
    <div className={classes.source}>
      <p className={classes.sourceTitle}>{noticeText.source}</p>
      <p className={classes.sourceText}>{rule.text}</p>
      <p className={classes.sourceName}>{rule.source}</p>
      <p className={classes.statute}>
        {noticeText.checkedOn} {formatDate(rule.checkedOn)} · {noticeText.version} {rule.version}
      </p>
      {!rule.verified && <p className={classes.sourceDoubt}>{noticeText.unverified}</p>}
    </div>
  )
}
