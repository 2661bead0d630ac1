import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { Notice } from '../../../shared/contract/cases.ts'
import { copyText } from '../../ui/clipboard.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { Letter, type SourcedPlace } from './Letter.tsx'
import { Marked } from './Marked.tsx'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'
import { SourceStrip } from './SourceStrip.tsx'

/** The notice as it will be sent: laid out for reading, or as the plain text a form takes. */
export function NoticePreview({ notice }: { readonly notice: Notice }) {
  const [layout, setLayout] = useState<'letter' | 'plain'>('letter')
  const [chosen, setChosen] = useState<SourcedPlace | null>(null)
  const stops = notice.elements.filter(({ stop }) => stop)
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
        {layout === 'letter' && <p className={classes.deskHint}>{noticeText.sourceHint}</p>}
        <article
          className={classes.paper}
          lang={notice.language}
          data-plain={layout === 'plain' || undefined}
        >
          {stops.length > 0 && layout === 'letter' && (
            <p className={classes.notToBeSent}>
              <Marked text={notice.text.split('\n', 1)[0] ?? ''} />
            </p>
          )}
          {layout === 'letter' ? (
            <Letter letter={notice.letter} chosen={chosen} onChoose={setChosen} />
          ) : (
            <pre className={classes.plain}>
              <Marked text={notice.text} />
            </pre>
          )}
        </article>
      </div>
      {layout === 'letter' && chosen && <SourceStrip rule={chosen.rule} onClose={() => setChosen(null)} />}
    </div>
  )
}
