import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import { Time } from '../../ui/Time.tsx'
import { commonValue } from './common-value.ts'
import classes from './items.module.css'
import type { ItemPatch } from './ItemPanel.tsx'
import { factors, itemText, questions } from './item-strings.ts'
import { conclusions } from './strings.ts'
import { usePending } from './use-pending.ts'

type Conclusion = CaseItem['fairUse']['conclusion']

const answers = ['not-fair-use', 'may-be-fair-use', 'undecided'] as const satisfies readonly Conclusion[]
const longest = 1000

interface FairUseFormProps {
  readonly items: readonly CaseItem[]
  readonly save: (patch: ItemPatch) => Promise<unknown>
  readonly onRemove: () => void
}

/** The four factors of 17 U.S.C. 107 and the conclusion from them, saved for every item given. */
export function FairUseForm({ items, save, onRemove }: FairUseFormProps) {
  const conclusion = commonValue(items, (item) => item.fairUse.conclusion)
  const consideredAt = items.length === 1 ? items[0]?.fairUse.consideredAt : null
  return (
    <DetailSection title={itemText.fairUse}>
      <div className={classes.form}>
        <p className={classes.secondary}>{itemText.fairUseHint}</p>
        {questions.map((question) => {
          const common = commonValue(items, (item) => item.fairUse[question])
          return (
            <CommitField
              key={question}
              label={factors[question].label}
              hint={factors[question].hint}
              value={common ?? ''}
              placeholder={common === null ? itemText.mixedText : ''}
              multiline
              validate={(text) =>
                text.length > longest
                  ? { severity: 'error', message: `At most ${longest} characters; these are ${text.length}.` }
                  : null
              }
              onCommit={(text) => save({ fairUse: { [question]: text.trim() } })}
            />
          )
        })}
        <Conclude conclusion={conclusion} save={save} />
        {conclusion === 'may-be-fair-use' && (
          <Callout
            tone="warning"
            actions={
              <Button size="compact-xs" variant="default" onClick={onRemove}>
                {itemText.remove(items.length)}
              </Button>
            }
          >
            {conclusions['may-be-fair-use'].hint}
          </Callout>
        )}
        {consideredAt && (
          <p className={classes.secondary}>
            {itemText.consideredAt} <Time value={consideredAt} />
          </p>
        )}
      </div>
    </DetailSection>
  )
}

interface ConcludeProps {
  /** Null when the items differ. */
  readonly conclusion: Conclusion | null
  readonly save: (patch: ItemPatch) => Promise<unknown>
}

function Conclude({ conclusion, save }: ConcludeProps) {
  const [failure, setFailure] = useState('')
  const pending = usePending<Conclusion | null>(conclusion)
  const choose = async (value: string) => {
    const chosen = answers.find((answer) => answer === value)
    if (chosen === undefined) return
    setFailure('')
    pending.choose(chosen)
    try {
      await save({ fairUse: { conclusion: chosen } })
    } catch (error) {
      pending.forget()
      setFailure(toUserError(error).message)
    }
  }
  return (
    <Radio.Group
      label={itemText.conclusion}
      value={pending.shown ?? ''}
      error={failure || undefined}
      onChange={(value) => void choose(value)}
    >
      <div className={classes.answers}>
        {answers.map((answer) => (
          <Radio
            key={answer}
            value={answer}
            label={conclusions[answer].label}
            description={conclusions[answer].hint}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
