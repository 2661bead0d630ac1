import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDot, IconInfoCircle } from '@tabler/icons-react'
import type { AttentionItem } from '../../../shared/contract/workspace.ts'
import type { IconComponent } from '../../ui/StatusBadge.tsx'
import { attentionTarget } from './attention-target.ts'
import { followTarget } from './follow-target.ts'
import classes from './HomeScreen.module.css'
import { strings } from './strings.ts'

const icons: Readonly<Record<AttentionItem['severity'], IconComponent>> = {
  urgent: IconAlertTriangle,
  todo: IconCircleDot,
  info: IconInfoCircle,
}

function AttentionRow({ item }: { readonly item: AttentionItem }) {
  const Icon = icons[item.severity]
  const { sentence, why, action } = strings.attention[item.code]
  return (
    <li className={classes.attention} data-severity={item.severity}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={classes.attentionText}>
        <div className={classes.sentence}>{sentence(item.count)}</div>
        <div className={classes.why}>{why}</div>
      </div>
      <Button
        variant="default"
        aria-label={`${action}: ${sentence(item.count)}`}
        onClick={() => followTarget(attentionTarget(item.code))}
      >
        {action}
      </Button>
    </li>
  )
}

/** What waits for the user, most pressing first, each with the one way to it. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
  return (
    <section aria-label={strings.attentionTitle}>
      <h2 className={classes.heading}>{strings.attentionTitle}</h2>
      {items.length === 0 ? (
        <div className={classes.clear}>
          <IconCircleCheck size={22} stroke={1.6} aria-hidden />
          <div>
            <div className={classes.sentence}>{strings.clear.title}</div>
            <div className={classes.why}>{strings.clear.description}</div>
          </div>
        </div>
      ) : (
        <ul className={classes.attentions}>
          {items.map((item) => (
            <AttentionRow key={item.code} item={item} />
          ))}
        </ul>
      )}
    </section>
  )
}
