import { IconCopy } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Notice } from '../../../shared/contract/cases.ts'
import { copyText } from '../../ui/clipboard.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { letterBlocks, markMissing, type LetterBlock } from './letter-blocks.ts'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'

/** The notice as it will be sent: laid out for reading, or as the plain text a form takes. */
export function NoticePreview({ notice }: { readonly notice: Notice }) {
  const [layout, setLayout] = useState<'letter' | 'plain'>('letter')
  return (
    <div className={classes.preview}>
      <header className={classes.previewHead}>
        <div className={classes.subject}>
          <span className={classes.subjectLabel}>{noticeText.subject}</span>
          <span className={classes.subjectText}>{notice.subject}</span>
          <IconAction
            size="sm"
            label={`Copy ${noticeText.subject.toLowerCase()}`}
            icon={IconCopy}
            onClick={() => void copyText(notice.subject, noticeText.copySubject)}
          />
        </div>
        <SegmentedFilter
          label={noticeText.layout}
          value={layout}
          onChange={setLayout}
          options={[
            { value: 'letter', label: noticeText.letter },
            { value: 'plain', label: noticeText.plain },
          ]}
        />
      </header>
      <div className={classes.desk} tabIndex={0} role="region" aria-label={noticeText.preview}>
        <article className={classes.paper} data-plain={layout === 'plain' || undefined}>
          {layout === 'letter' ? (
            <Letter text={notice.text} />
          ) : (
            <pre className={classes.plain}>
              <Marked text={notice.text} />
            </pre>
          )}
        </article>
      </div>
    </div>
  )
}

function Letter({ text }: { readonly text: string }) {
  const blocks = useMemo(() => letterBlocks(text), [text])
  return blocks.map((block, index) => <Block key={index} block={block} />)
}

function Block({ block }: { readonly block: LetterBlock }) {
  switch (block.kind) {
    case 'title':
      return <h2 className={classes.letterTitle}>{block.text}</h2>
    case 'heading':
      return <h3 className={classes.letterHeading}>{block.text}</h3>
    case 'work':
      return <h4 className={classes.letterWork}>{block.text}</h4>
    case 'label':
      return <p className={classes.letterLabel}>{block.text}</p>
    case 'paragraph':
      return (
        <p className={classes.letterText}>
          <Marked text={block.text} />
        </p>
      )
    case 'facts':
      return (
        <dl className={classes.letterFacts}>
          {block.facts.map(({ label, value }, index) => (
            <div key={index}>
              <dt>{label}</dt>
              <dd>
                <Marked text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'places':
      return (
        <ul className={classes.places}>
          {block.places.map(({ number, address, note }) => (
            <li key={number}>
              <span className={classes.placeNumber}>{number}</span>
              <span className={classes.placeAddress}>
                <Marked text={address} />
                <span className={classes.placeNote}>{note}</span>
              </span>
            </li>
          ))}
        </ul>
      )
  }
}

/** Text with its reminders of what is missing set off. */
function Marked({ text }: { readonly text: string }) {
  return markMissing(text).map((part, index) =>
    part.missing ? (
      <mark key={index} className={classes.missing}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
}
