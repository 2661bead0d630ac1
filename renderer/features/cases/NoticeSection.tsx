import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import type { RouteOf } from '../../app/routes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { CaseHead } from './CaseHead.tsx'
import { NoticePane } from './NoticePane.tsx'
import { NoticePreview } from './NoticePreview.tsx'
import { noticeText } from './notice-strings.ts'
import type { CaseActions } from './use-case-actions.tsx'

interface NoticeSectionProps {
  readonly detail: CaseDetail
  readonly route: RouteOf<'cases'>
  readonly actions: CaseActions
}

/** The notice as it reads now, beside what it still needs. */
export function NoticeSection({ detail, route, actions }: NoticeSectionProps) {
  const { notice } = detail
  return (
    <>
      <CaseHead detail={detail} section="notice" />
      {notice === null ? (
        <NoNotice detail={detail} actions={actions} />
      ) : (
        <SplitPane
          id="case.notice"
          label={noticeText.pane}
          detail={<NoticePane detail={detail} notice={notice} part={route.part} actions={actions} />}
        >
          <NoticePreview notice={notice} />
        </SplitPane>
      )}
    </>
  )
}

function NoNotice({ detail, actions }: Pick<NoticeSectionProps, 'detail' | 'actions'>) {
  const sent = detail.sentAt !== null
  return (
    <EmptyState
      icon={IconFileText}
      title={noticeText.noneTitle}
      description={sent ? noticeText.noneSent : noticeText.noneText(detail.providerName)}
      action={
        sent ? undefined : (
          <Button variant="default" loading={actions.busy === 'draft'} onClick={() => void actions.draft()}>
            {noticeText.draft}
          </Button>
        )
      }
    />
  )
}
