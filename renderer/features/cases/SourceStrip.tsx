import { IconX } from '@tabler/icons-react'
import { findRule } from '../../../shared/domain/notices/rules/all-rules.ts'
import { formatDate } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'

interface SourceStripProps {
  readonly rule: string
  readonly onClose: () => void
}

/** Where the chosen words come from: the rule in plain words, where it stands, when it was compared with that. */
export function SourceStrip({ rule: id, onClose }: SourceStripProps) {
  const rule = findRule(id)
  return (
    <aside className={classes.source} aria-label={noticeText.source} aria-live="polite">
      <div className={classes.sourceBody}>
        <p className={classes.sourceTitle}>{noticeText.source}</p>
        <p className={classes.sourceText}>{rule?.text ?? noticeText.ruleGone}</p>
        {rule && (
          <p className={classes.sourceName}>
            {rule.source} · {noticeText.checkedOn} {formatDate(rule.checkedOn)} · {noticeText.version}{' '}
            {rule.version}
          </p>
        )}
        {rule && !rule.verified && <p className={classes.sourceDoubt}>{noticeText.unverified}</p>}
      </div>
      <IconAction size="sm" label={noticeText.closeSource} icon={IconX} onClick={onClose} />
    </aside>
  )
}
