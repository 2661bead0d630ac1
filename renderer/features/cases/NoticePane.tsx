import { Button } from '@mantine/core'
import { IconCopy, IconFileText, IconFileTypePdf, IconSend } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { CaseDetail, Notice, NoticeElement } from '../../../shared/contract/cases.ts'
import { elementCodes } from '../../../shared/domain/notices/us512c3.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { Time } from '../../ui/Time.tsx'
import { Declarations } from './Declarations.tsx'
import { fixRoute } from './fix-route.ts'
import classes from './notice.module.css'
import { NoticeCheckItem } from './NoticeChecks.tsx'
import { focusPart } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'
import { Signature } from './Signature.tsx'
import type { CaseActions } from './use-case-actions.tsx'

interface NoticePaneProps {
  readonly detail: CaseDetail
  readonly notice: Notice
  readonly part: RouteOf<'cases'>['part']
  readonly actions: CaseActions
}

const statutory: ReadonlySet<string> = new Set(elementCodes)

/** What the notice needs, the statements and the signature, and the way out. */
export function NoticePane({ detail, notice, part, actions }: NoticePaneProps) {
  const { elements } = notice
  const open = elements.filter(({ status }) => status !== 'present').length
  useEffect(() => {
    if (part) focusPart(part)
  }, [part])
  const fix = (element: NoticeElement) => {
    if (element.fix === 'statements' || element.fix === 'signature') focusPart(element.fix)
    const route = fixRoute(detail.id, element.fix)
    if (route) navigate(route)
  }
  return (
    <DetailPane
      title={detail.sent ? noticeText.paneSent : noticeText.pane}
      subtitle={noticeText.toGo(open, elements.length)}
      actions={<Send detail={detail} actions={actions} />}
    >
      {detail.sent && <SentRecord sent={detail.sent} />}
      <Checks
        title={noticeText.statute}
        elements={elements.filter(({ code }) => statutory.has(code))}
        onFix={fix}
      />
      <Checks
        title={noticeText.alsoNeeded}
        elements={elements.filter(({ code }) => !statutory.has(code))}
        onFix={fix}
      />
      <Declarations notice={notice} />
      <Signature notice={notice} />
    </DetailPane>
  )
}

interface ChecksProps {
  readonly title: string
  readonly elements: readonly NoticeElement[]
  readonly onFix: (element: NoticeElement) => void
}

function Checks({ title, elements, onFix }: ChecksProps) {
  return (
    <DetailSection title={title}>
      <ul className={classes.checks}>
        {elements.map((element) => (
          <NoticeCheckItem key={element.code} element={element} onFix={onFix} />
        ))}
      </ul>
    </DetailSection>
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

function Send({ detail, actions }: Pick<NoticePaneProps, 'detail' | 'actions'>) {
  const busy = actions.busy === 'export'
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        leftSection={<IconFileTypePdf size={14} aria-hidden />}
        onClick={() => void actions.exportNotice('pdf')}
      >
        {noticeText.exportPdf}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        leftSection={<IconFileText size={14} aria-hidden />}
        onClick={() => void actions.exportNotice('txt')}
      >
        {noticeText.exportText}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={actions.copyNotice}
      >
        {noticeText.copyText}
      </Button>
      {detail.sent === null && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={actions.recordSent}
        >
          {noticeText.sent}
        </Button>
      )}
      <p className={classes.disclaimer}>{noticeText.disclaimer}</p>
    </>
  )
}
