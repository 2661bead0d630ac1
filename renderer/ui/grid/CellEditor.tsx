import { Popover } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { toUserError } from '../../rpc/use-command.ts'
import { FieldMessageView } from '../fields/FieldMessageView.tsx'
import type { FieldMessage } from '../fields/message.ts'
import { toast } from '../toasts.tsx'
import classes from './DataGrid.module.css'
import type { CellEdit } from './types.ts'
import { strings } from '../strings.ts'

export interface CellEditorProps<Row> {
  readonly label: string
  readonly row: Row
  readonly edit: CellEdit<Row>
  /** Resolves when the list shows what was saved. */
  readonly settled: () => Promise<void>
  /** Ends editing; `step` moves the cursor to a neighbouring column. */
  readonly onDone: (step: -1 | 0 | 1) => void
}

/** Edits one cell: Enter saves, Tab saves and moves on, Escape leaves the value as it was. */
export function CellEditor<Row>({ label, row, edit, settled, onDone }: CellEditorProps<Row>) {
  const [text, setText] = useState(() => edit.value(row))
  const [failure, setFailure] = useState<FieldMessage | null>(null)
  const [saving, setSaving] = useState(false)
  const changed = text !== edit.value(row)
  const message = failure ?? (changed ? (edit.validate?.(text, row) ?? null) : null)

  const change = (next: string) => {
    setText(next)
    setFailure(null)
  }

  const commit = async (next: string, step: -1 | 0 | 1) => {
    if (saving) return
    if (next === edit.value(row)) {
      onDone(step)
      return
    }
    if (edit.validate?.(next, row)?.severity === 'error') return
    setSaving(true)
    try {
      const shown = settled()
      await edit.save(row, next)
      await shown
      onDone(step)
    } catch (error) {
      setFailure({ severity: 'error', message: toUserError(error).message })
    } finally {
      setSaving(false)
    }
  }

  const leave = () => {
    if (message?.severity === 'error') {
      toast.info(strings.grid.notChanged(label, message.message))
      onDone(0)
    } else void commit(text, 0)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') onDone(0)
    else if (event.key === 'Enter') void commit(text, 0)
    else if (event.key === 'Tab') void commit(text, event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }

  const shared = {
    'aria-label': label,
    'aria-invalid': message?.severity === 'error',
    autoFocus: true,
    onKeyDown,
  }
  return (
    <Popover
      opened={message !== null}
      position="bottom-start"
      offset={2}
      shadow="sm"
      withRoles={false}
      withinPortal
    >
      <Popover.Target>
        {edit.options ? (
          <select
            {...shared}
            className={classes.editor}
            value={text}
            onChange={(event) => {
              change(event.currentTarget.value)
              void commit(event.currentTarget.value, 0)
            }}
            onBlur={leave}
          >
            {edit.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...shared}
            className={classes.editor}
            value={text}
            readOnly={saving}
            spellCheck={false}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={leave}
          />
        )}
      </Popover.Target>
      <Popover.Dropdown className={classes.editorMessage} onMouseDown={(event) => event.preventDefault()}>
        {message && <FieldMessageView message={message} onUse={change} />}
      </Popover.Dropdown>
    </Popover>
  )
}
