import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LiveSource } from '../../../shared/contract/live.ts'
import { call } from '../../rpc/client.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import classes from './live.module.css'
import { selfHosted } from './source-types.ts'
import { panelText as text } from './strings.ts'

function judge(value: string): FieldMessage | null {
  const typed = value.trim()
  if (typed === '') return null
  const isAddress = /^https?:\/\//i.test(typed) && URL.canParse(typed)
  return isAddress ? null : { severity: 'error', message: text.baseInvalid }
}

/** The artist's own address of a source; out of the way where hardly anybody has one. */
export function SourceBase({ source }: { readonly source: LiveSource }) {
  const [opened, setOpened] = useState(false)
  if (source.searches.every((by) => by === 'address')) return null
  const shown = opened || source.base !== null || selfHosted.has(source.id)
  return (
    <DetailSection title={text.base}>
      {shown ? (
        <CommitField
          label={text.baseLabel}
          value={source.base ?? ''}
          placeholder="https://"
          hint={text.baseHint}
          validate={judge}
          onCommit={(value) =>
            call('live.setSource', { sourceId: source.id, base: value.trim() === '' ? null : value.trim() })
          }
        />
      ) : (
        <div className={classes.actions}>
          <Button size="compact-sm" variant="subtle" onClick={() => setOpened(true)}>
            {text.baseOpen}
          </Button>
        </div>
      )}
    </DetailSection>
  )
}
