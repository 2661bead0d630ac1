import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconMinus, IconPlus } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import {
  type DiffLine,
  type DiffPart,
  diffParts,
} from '../../../../shared/domain/evidence/capture/line-diff.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { IconAction } from '../../../ui/IconAction.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import type { CompareTask } from './compare.worker.ts'
import { compareText } from './strings.ts'
import { type LoadedFile, useCaptureFile } from './use-capture-file.ts'
import { useComparison } from './use-comparison.ts'

interface PairProps {
  readonly before: Captured
  readonly after: Captured
}

const nameOfText = ({ files }: Captured) => files.find(({ kind }) => kind === 'text')?.name ?? null

/** The visible words, line by line: what was added, what was removed, and what is the same around them. */
export function CompareText({ before, after }: PairProps) {
  const names = [nameOfText(before), nameOfText(after)] as const
  const first = useCaptureFile(before.summary.id, names[0])
  const second = useCaptureFile(after.summary.id, names[1])
  const task = useMemo((): CompareTask | null => {
    const texts = [wordsOf(first), wordsOf(second)] as const
    return texts[0] === null || texts[1] === null ? null : { kind: 'text', before: texts[0], after: texts[1] }
  }, [first, second])
  const answer = useComparison(task)
  if (names[0] === null || names[1] === null) return <p className={classes.none}>{compareText.missing}</p>
  const failed = [first, second].find((file) => file.state === 'failed')
  if (failed?.state === 'failed') return <Callout tone="danger">{failed.error.message}</Callout>
  if (answer?.kind !== 'text') return <p className={classes.loading}>{compareText.working}</p>
  const { lines, added, removed, exact } = answer.diff
  return <Difference lines={lines} added={added} removed={removed} exact={exact} />
}

function wordsOf(file: LoadedFile): string | null {
  return file.state === 'ready' ? new TextDecoder().decode(file.bytes) : null
}

interface DifferenceProps {
  readonly lines: readonly DiffLine[]
  readonly added: number
  readonly removed: number
  readonly exact: boolean
}

function Difference({ lines, added, removed, exact }: DifferenceProps) {
  const parts = useMemo(() => diffParts(lines), [lines])
  const place = useRef<HTMLDivElement>(null)
  const at = useRef(-1)
  const step = (by: 1 | -1) => {
    const blocks = [...(place.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
    if (blocks.length === 0) return
    at.current = (at.current + by + blocks.length) % blocks.length
    const block = blocks[at.current]
    block?.focus({ preventScroll: true })
    block?.scrollIntoView({ block: 'center' })
  }
  return (
    <>
      <div className={classes.bar}>
        <span aria-live="polite">
          {added + removed === 0 ? compareText.same : compareText.changed(added, removed)}
        </span>
        {!exact && <span className={classes.secondary}>{compareText.inexact}</span>}
        {added + removed > 0 && (
          <span className={classes.barEnd}>
            <IconAction label={compareText.previous} icon={IconArrowUp} onClick={() => step(-1)} />
            <IconAction label={compareText.next} icon={IconArrowDown} onClick={() => step(1)} />
          </span>
        )}
      </div>
      <div
        ref={place}
        className={classes.diff}
        role="region"
        aria-label={compareText.lines}
        tabIndex={0}
        data-scroll
      >
        {parts.map((part) => (
          <Part key={part.from} part={part} />
        ))}
      </div>
    </>
  )
}

const fewLines = 8

function Part({ part }: { readonly part: DiffPart }) {
  const [opened, setOpened] = useState(part.lines.length <= fewLines)
  if (part.kind === 'equal' && !opened) {
    return (
      <Button
        variant="default"
        size="compact-xs"
        className={classes.equal ?? ''}
        onClick={() => setOpened(true)}
      >
        {compareText.equal(part.lines.length)}
      </Button>
    )
  }
  return (
    <div {...(part.kind === 'lines' ? { 'data-change': true, tabIndex: -1 } : {})} className={classes.block}>
      {part.lines.map((line, index) => (
        // Lines repeat; their place in the block is what tells them apart, and it never changes.
        <Line key={part.from + index} line={line} />
      ))}
    </div>
  )
}

const marks = {
  same: { icon: null, word: compareText.unchanged },
  added: { icon: IconPlus, word: compareText.added },
  removed: { icon: IconMinus, word: compareText.removed },
} as const

function Line({ line: { kind, text } }: { readonly line: DiffLine }) {
  const { icon: Icon, word } = marks[kind]
  return (
    <div className={classes.line} data-kind={kind}>
      <span className={classes.mark}>
        {Icon !== null && (
          <>
            <Icon size={12} aria-hidden />
            {word}
          </>
        )}
      </span>
      <span className={classes.lineText}>{text === '' ? '\u00a0' : text}</span>
    </div>
  )
}
