import type { CaseItem } from '../../../shared/contract/cases.ts'
import { DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { Time } from '../../ui/Time.tsx'
import { commonValue } from './common-value.ts'
import classes from './items.module.css'
import { factors, itemText, questions } from './item-strings.ts'
import { conclusions, rightLabels } from './strings.ts'

/** What was answered for the items of a notice that was sent. */
export function ItemAnswers({ items }: { readonly items: readonly CaseItem[] }) {
  const right = commonValue(items, (item) => item.rightHeld)
  const conclusion = commonValue(items, (item) => item.fairUse.conclusion)
  const consideredAt = items.length === 1 ? items[0]?.fairUse.consideredAt : null
  const answerTo = (question: (typeof questions)[number]) =>
    commonValue(items, (item) => item.fairUse[question]) ?? itemText.mixed
  return (
    <>
      <DetailSection title={itemText.right}>
        <p className={classes.answer}>{right === null ? itemText.mixed : rightLabels[right]}</p>
      </DetailSection>
      <DetailSection title={itemText.fairUse}>
        <PropertyList
          items={[
            {
              label: itemText.conclusion,
              value: conclusion === null ? itemText.mixed : conclusions[conclusion].label,
            },
            ...(consideredAt ? [{ label: itemText.consideredAt, value: <Time value={consideredAt} /> }] : []),
            ...questions.map((question) => ({
              label: factors[question].label,
              value: answerTo(question) || itemText.noAnswer,
            })),
          ]}
        />
      </DetailSection>
    </>
  )
}
