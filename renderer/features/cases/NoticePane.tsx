import { useEffect } from 'react'
import type { CaseDetail, Notice, NoticeElement } from '../../../shared/contract/cases.ts'
import type { RouteOf } from '../../app/routes.ts'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { Time } from '../../ui/Time.tsx'
import { Declarations } from './Declarations.tsx'
import { LetterKind } from './LetterKind.tsx'
import classes from './notice.module.css'
import { InPlace, NoticeCheckItem, NoticeWarningItem } from './NoticeChecks.tsx'
import { About, LabelLicenses, OwnWords, Signer } from './NoticeForm.tsx'
import { NoticeOutgoing } from './NoticeOutgoing.tsx'
import { openElements } from './next-step.ts'
import { focusPart } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'
import { Signature } from './Signature.tsx'
import type { CaseActions } from './use-case-actions.tsx'
import { useNoticeFix } from './use-notice-fix.ts'

interface NoticePaneProps {
  readonly detail: CaseDetail
  readonly notice: Notice
  readonly part: RouteOf<'cases'>['part']
  readonly actions: CaseActions
}

/** What the notice needs, what the record does not hold, the statements and the signature, and the way out. */
export function NoticePane({ detail, notice, part, actions }: NoticePaneProps) {
  const { elements } = notice
  const open = openElements(elements)
  const sent = notice.status === 'sent'
  useEffect(() => {
    if (part) focusPart(part)
  }, [part])
  return (
    <DetailPane
      title={sent ? noticeText.paneSent : noticeText.pane}
      subtitle={sent ? undefined : noticeText.toGo(open.length, elements.length)}
      actions={<NoticeOutgoing detail={detail} actions={actions} />}
    >
      {detail.sent && <SentRecord sent={detail.sent} />}
      {!sent && <Checks detail={detail} notice={notice} open={open} onForm={actions.fillForm} />}
      <LetterKind detail={detail} notice={notice} />
      {!sent && (
        <>
          <About notice={notice} />
          <LabelLicenses notice={notice} />
          <Signer notice={notice} />
          <OwnWords notice={notice} />
        </>
      )}
      <Declarations notice={notice} />
      <Signature notice={notice} />
    </DetailPane>
  )
}

interface ChecksProps {
  readonly detail: CaseDetail
  readonly notice: Notice
  readonly open: readonly NoticeElement[]
  readonly onForm: () => void
}

/** The gravest first: what must not go out, what is open, what is good to know, and what is in place on demand. */
function Checks({ detail, notice, open, onForm }: ChecksProps) {
  const fix = useNoticeFix(detail, { onForm })
  const stops = open.filter(({ stop }) => stop)
  const others = open.filter(({ stop }) => !stop)
  const group = (title: string, elements: readonly NoticeElement[], hint?: string) =>
    elements.length > 0 && (
      <DetailSection title={title}>
        {hint !== undefined && <p className={classes.secondary}>{hint}</p>}
        <ul className={classes.checks}>
          {elements.map((element) => (
            <NoticeCheckItem key={element.code} element={element} onFix={fix} />
          ))}
        </ul>
      </DetailSection>
    )
  return (
    <>
      {group(noticeText.stops, stops, noticeText.stopsHint)}
      {group(noticeText.open, others)}
      {notice.warnings.length > 0 && (
        <DetailSection title={noticeText.toKnow}>
          <ul className={classes.checks}>
            {notice.warnings.map((warning) => (
              <NoticeWarningItem key={warning.code} warning={warning} onFix={fix} />
            ))}
          </ul>
        </DetailSection>
      )}
      <InPlace elements={notice.elements.filter(({ status }) => status === 'present')} onFix={fix} />
    </>
  )
}

function SentRecord({ sent }: { readonly sent: NonNullable<CaseDetail['sent']> }) {
  return (
    <DetailSection title={noticeText.sentRecord}>
      <PropertyList
        items={[
          { label: noticeText.at, value: <Time value={sent.at} /> },
          { label: noticeText.channel, value: sent.channel },
          sent.reference === ''
            ? { label: noticeText.reference, value: noticeText.noReference }
            : { label: noticeText.reference, value: sent.reference, copy: sent.reference },
        ]}
      />
      <p className={classes.secondary}>{noticeText.stays}</p>
    </DetailSection>
  )
}
