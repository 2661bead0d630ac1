import { Button } from '@mantine/core'
import type { CaseDetail, NoticeElement } from '../../../shared/contract/cases.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { openElements } from './next-step.ts'
import classes from './notice.module.css'
import { NoticeCheckItem } from './NoticeChecks.tsx'
import { noticeText } from './notice-strings.ts'
import { useNoticeFix } from './use-notice-fix.ts'

interface MissingDialogProps {
  readonly opened: boolean
  readonly detail: CaseDetail
  readonly elements: readonly NoticeElement[]
  readonly onClose: () => void
}

/** What keeps a notice from going out, each with the way to mend it. */
export function MissingDialog({ opened, detail, elements, onClose }: MissingDialogProps) {
  const open = openElements(elements)
  const mend = useNoticeFix(detail, { inDialog: true })
  const fix = (element: NoticeElement) => {
    onClose()
    mend(element)
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={noticeText.missingTitle}
      size="lg"
      footer={
        <Button variant="default" onClick={onClose}>
          {noticeText.close}
        </Button>
      }
    >
      <p className={classes.lead}>{noticeText.missingText(open.length)}</p>
      <ul className={classes.checks}>
        {open.map((element) => (
          <NoticeCheckItem key={element.code} element={element} onFix={fix} />
        ))}
      </ul>
    </Dialog>
  )
}
