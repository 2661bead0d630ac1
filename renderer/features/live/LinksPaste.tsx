import { Button } from '@mantine/core'
import { useState } from 'react'
import { Callout } from '../../ui/Callout.tsx'
import { TextAreaField } from '../../ui/fields/TextField.tsx'
import { linesOf } from './lines-of.ts'
import { linkText as text } from './link-strings.ts'
import { useLinksDraft } from './links-draft.ts'
import classes from './links.module.css'

const mostAtOnce = 200

/** The first step: everything pasted as it comes. */
export function LinksPaste({ onRead }: { readonly onRead: (lines: readonly string[]) => void }) {
  const draft = useLinksDraft()
  const [problem, setProblem] = useState<string | null>(null)
  const change = (part: Partial<typeof draft>) => {
    setProblem(null)
    useLinksDraft.setState(part)
  }
  const read = () => {
    const lines = linesOf(`${draft.pages}\n${draft.labels}`)
    if (lines.length === 0) setProblem(text.nothing)
    else if (lines.length > mostAtOnce) setProblem(text.tooMany)
    else onRead(lines)
  }
  return (
    <>
      <p className={classes.lead}>{text.lead}</p>
      <TextAreaField
        label={text.pages}
        hint={text.pagesHint}
        placeholder={text.pagesExample}
        value={draft.pages}
        onChange={(pages) => change({ pages })}
        minRows={6}
        autoFocus
      />
      <TextAreaField
        label={text.labels}
        hint={text.labelsHint}
        placeholder={text.labelsExample}
        value={draft.labels}
        onChange={(labels) => change({ labels })}
        minRows={3}
      />
      <div aria-live="polite">{problem !== null && <Callout tone="warning">{problem}</Callout>}</div>
      <div className={classes.foot}>
        <Button onClick={read}>{text.read}</Button>
      </div>
    </>
  )
}
