import { Button } from '@mantine/core'
import type { NoticeElement } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { fixRoute } from './fix-route.ts'
import { openElements } from './next-step.ts'
import classes from './notice.module.css'
import { NoticeCheckItem } from './NoticeChecks.tsx'
import { focusPartAfterDialog } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'

interface MissingDialogProps {
  readonly opened: boolean
  readonly caseId: number
  readonly elements: readonly NoticeElement[]
  readonly onClose: () => void
}

/** What keeps a notice from going out, each with the way to mend it. */
export function MissingDialog({ opened, caseId, elements, onClose }: MissingDialogProps) {
  const open = openElements(elements)
  const fix = (element: NoticeElement) => {
    const route = fixRoute(caseId, element.fix)
    onClose()
    if (route) navigate(route)
    if (element.fix === 'statements' || element.fix === 'signature') focusPartAfterDialog(element.fix)
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
