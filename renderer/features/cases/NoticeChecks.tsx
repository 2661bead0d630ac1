import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { NoticeElement } from '../../../shared/contract/cases.ts'
import classes from './notice.module.css'
import { fixLabels } from './notice-strings.ts'
import { elementStatus } from './strings.ts'

const icons = { present: IconCircleCheck, partial: IconAlertTriangle, missing: IconCircleX }

interface NoticeCheckItemProps {
  readonly element: NoticeElement
  readonly onFix: (element: NoticeElement) => void
}

/** One thing a notice needs: whether it is there, in words, where the law asks it, and the way to mend it. */
export function NoticeCheckItem({ element, onFix }: NoticeCheckItemProps) {
  const { status, title, message, source, fix } = element
  const Icon = icons[status]
  return (
    <li className={classes.check} data-status={status}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={classes.checkBody}>
        <div className={classes.checkHead}>
          <span className={classes.checkTitle}>{title}</span>
          <span className={classes.checkStatus}>{elementStatus[status].label}</span>
        </div>
        <p className={classes.checkText}>{message}</p>
        <p className={classes.statute}>{source}</p>
        {status !== 'present' && fix !== 'none' && (
          <Button
            size="compact-xs"
            variant="default"
            className={classes.fix ?? ''}
            aria-label={`${fixLabels[fix]}: ${title}`}
            onClick={() => onFix(element)}
          >
            {fixLabels[fix]}
          </Button>
        )}
      </div>
    </li>
  )
}
