import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { IsrcBlock } from '../../../shared/contract/profile.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { confirm } from '../../ui/confirm.ts'
import { TextField } from '../../ui/fields/TextField.tsx'
import { FieldMessageView } from '../../ui/fields/FieldMessageView.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import { checkDesignation, checkLast, checkPrefix, checkYear, emptyBlock, readBlock } from './block-form.ts'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.isrc

function printedPrefix(prefix: string): string {
  return `${prefix.slice(0, 2)}-${prefix.slice(2)}`
}

function fiveDigits(designation: number): string {
  return String(designation).padStart(5, '0')
}

function BlockRow({ block }: { readonly block: IsrcBlock }) {
  const remove = useCommand('isrc.blockRemove')
  const size = block.usedThisYear + block.remainingThisYear
  const prefix = printedPrefix(block.prefix)
  const ask = async () => {
    const { title, body, confirmLabel } = text.removeQuestion
    if (await confirm({ title: title(prefix), body, confirmLabel, danger: true }))
      await remove.run({ blockId: block.id })
  }
  return (
    <li className={classes.block}>
      <div className={classes.blockMain}>
        <div className={classes.blockTitle}>
          <span className="num">{prefix}</span>
          <span className={classes.blockRange}>
            {text.range(fiveDigits(block.from), fiveDigits(block.to))}
            {(block.yearFrom ?? block.yearTo) !== null && `, ${text.years(block.yearFrom, block.yearTo)}`}
          </span>
        </div>
        {block.note && <div className={classes.secondary}>{block.note}</div>}
        {block.nearlyUsed && <StatusBadge tone="warning" label={text.nearlyUsed} />}
      </div>
      <div className={classes.blockUse}>
        <meter
          className={classes.meter}
          min={0}
          max={size}
          value={block.usedThisYear}
          aria-label={text.used(block.usedThisYear, size)}
        />
        <div className={classes.secondary}>{text.used(block.usedThisYear, size)}</div>
      </div>
      <div className={classes.blockNext}>
        <div className={classes.secondary}>{text.next}</div>
        <div className="num">
          {block.nextIsrc
            ? formatIsrc(block.nextIsrc)
            : size > block.usedThisYear
              ? text.otherYears
              : text.exhausted}
        </div>
      </div>
      <IconAction label={text.remove} icon={IconTrash} onClick={() => void ask()} />
    </li>
  )
}

function AddBlockForm() {
  const [draft, setDraft] = useState(emptyBlock)
  const add = useCommand('isrc.blockAdd', { toast: false })
  const block = readBlock(draft)
  const set = (part: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    add.clearError()
  }
  const submit = async () => {
    if (!block) return
    if (await add.run(block)) {
      toast.success(text.added(printedPrefix(block.prefix)))
      setDraft(emptyBlock)
    }
  }
  return (
    <div className={classes.addBlock}>
      <div className={classes.addBlockFields}>
        <TextField
          label={text.prefix}
          value={draft.prefix}
          onChange={(prefix) => set({ prefix })}
          validate={checkPrefix}
          onEnter={() => void submit()}
          placeholder="QZ-S1Z"
          mono
        />
        <TextField
          label={text.from}
          value={draft.from}
          onChange={(from) => set({ from })}
          validate={checkDesignation}
          onEnter={() => void submit()}
          mono
        />
        <TextField
          label={text.to}
          value={draft.to}
          onChange={(to) => set({ to })}
          validate={(to) => checkLast(draft.from, to)}
          onEnter={() => void submit()}
          mono
        />
        <TextField
          label={text.yearFrom}
          value={draft.yearFrom}
          onChange={(yearFrom) => set({ yearFrom })}
          validate={checkYear}
          onEnter={() => void submit()}
          placeholder={text.anyYear}
        />
        <TextField
          label={text.yearTo}
          value={draft.yearTo}
          onChange={(yearTo) => set({ yearTo })}
          validate={checkYear}
          onEnter={() => void submit()}
          placeholder={text.anyYear}
        />
        <TextField
          label={text.note}
          value={draft.note}
          onChange={(note) => set({ note })}
          onEnter={() => void submit()}
          placeholder={text.notePlaceholder}
          maxLength={500}
        />
      </div>
      <div className={classes.addBlockFoot}>
        <Button variant="default" disabled={!block} loading={add.pending} onClick={() => void submit()}>
          {text.add}
        </Button>
        {add.error ? (
          <FieldMessageView message={{ severity: 'error', message: add.error.message }} />
        ) : (
          <span className={classes.secondary}>{text.prefixHint}</span>
        )}
      </div>
    </div>
  )
}

/** The allocations codes are handed out from. */
export function IsrcSection() {
  const query = useQuery('isrc.blocks', {})
  return (
    <QueryView query={query}>
      {({ blocks }) => (
        <>
          {blocks.length === 0 ? (
            <p className={classes.paragraph}>{text.none}</p>
          ) : (
            <ul className={classes.blocks}>
              {blocks.map((block) => (
                <BlockRow key={block.id} block={block} />
              ))}
            </ul>
          )}
          <AddBlockForm />
        </>
      )}
    </QueryView>
  )
}
