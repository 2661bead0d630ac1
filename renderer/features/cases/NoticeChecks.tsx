import { Button, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBan,
  IconChevronDown,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
} from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { NoticeElement, NoticeWarning } from '../../../shared/contract/cases.ts'
import classes from './notice.module.css'
import { fixLabels, noticeText } from './notice-strings.ts'
import { elementStatus } from './strings.ts'

const icons = { present: IconCircleCheck, partial: IconAlertTriangle, missing: IconCircleX }

interface NoticeCheckItemProps {
  readonly element: NoticeElement
  readonly onFix: (element: NoticeElement) => void
}

/** One thing a notice needs: whether it is there, in words, where the law asks it, and the way to mend it. */
export function NoticeCheckItem({ element, onFix }: NoticeCheckItemProps) {
  const { status, title, message, source, fix, stop } = element
  const Icon = stop ? IconBan : icons[status]
  return (
    <li className={classes.check} data-status={status}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={classes.checkBody}>
        <div className={classes.checkHead}>
          <span className={classes.checkTitle}>{title}</span>
          <span className={classes.checkStatus}>
            {stop ? elementStatus.stop.label : elementStatus[status].label}
          </span>
        </div>
        <p className={classes.checkText}>{message}</p>
        <p className={classes.statute}>{source}</p>
        {status !== 'present' && (
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

interface NoticeWarningItemProps {
  readonly warning: NoticeWarning
  readonly onFix: (warning: NoticeWarning) => void
}

/** Something to know before sending, with its source and the way out. */
export function NoticeWarningItem({ warning, onFix }: NoticeWarningItemProps) {
  const { title, message, source, fix } = warning
  return (
    <li className={classes.check} data-status="warning">
      <IconInfoCircle size={18} stroke={1.7} aria-hidden />
      <div className={classes.checkBody}>
        <div className={classes.checkHead}>
          <span className={classes.checkTitle}>{title}</span>
        </div>
        <p className={classes.checkText}>{message}</p>
        <p className={classes.statute}>{source}</p>
        <Button
          size="compact-xs"
          variant="default"
          className={classes.fix ?? ''}
          aria-label={`${fixLabels[fix]}: ${title}`}
          onClick={() => onFix(warning)}
        >
          {fixLabels[fix]}
        </Button>
      </div>
    </li>
  )
}

interface InPlaceProps {
  readonly elements: readonly NoticeElement[]
  readonly onFix: (element: NoticeElement) => void
}

/** What is in place: a count, and on demand each thing with its source. */
export function InPlace({ elements, onFix }: InPlaceProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  if (elements.length === 0) return null
  return (
    <section className={classes.inPlace} aria-label={noticeText.inPlace(elements.length)}>
      <UnstyledButton
        className={classes.inPlaceButton}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconCircleCheck size={18} stroke={1.7} aria-hidden />
        <span>{noticeText.inPlace(elements.length)}</span>
        <IconChevronDown size={14} stroke={1.8} aria-hidden data-open={open || undefined} />
      </UnstyledButton>
      <ul id={id} className={classes.checks} hidden={!open}>
        {open &&
          elements.map((element) => <NoticeCheckItem key={element.code} element={element} onFix={onFix} />)}
      </ul>
    </section>
  )
}
