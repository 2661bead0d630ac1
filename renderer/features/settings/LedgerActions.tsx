import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { readUsedCodes } from '../../../shared/domain/identifiers/isrc-used-codes.ts'
import { pickFiles } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { askText } from '../../ui/confirm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextAreaField, TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.ledger

/** Taking codes out ahead of time, and entering those that are used elsewhere. */
export function LedgerActions() {
  const [entering, setEntering] = useState(false)
  const reserve = useCommand('isrc.reserve')
  const ask = async () => {
    const { title, label, confirmLabel, hint } = text.reserveQuestion
    const reason = await askText({ title, label, confirmLabel, hint, required: true })
    const reserved = reason === null ? undefined : await reserve.run({ reason })
    if (reserved) toast.success(text.reserved(formatIsrc(reserved.isrc)))
  }
  return (
    <div className={classes.ledgerActions}>
      <Button variant="default" onClick={() => void ask()}>
        {text.reserve}
      </Button>
      <Button variant="default" onClick={() => setEntering(true)}>
        {text.enterUsed}
      </Button>
      {entering && <UsedCodesDialog onClose={() => setEntering(false)} />}
    </div>
  )
}

function UsedCodesDialog({ onClose }: { readonly onClose: () => void }) {
  const [pasted, setPasted] = useState('')
  const [path, setPath] = useState<string | null>(null)
  const [source, setSource] = useState('')
  const list = path === null ? { text: pasted } : { path }
  const given = path !== null || readUsedCodes(pasted).length > 0
  const preview = useQuery('isrc.usedPreview', given ? list : null)
  const enter = useCommand('isrc.usedImport', { toast: false })
  const choose = async () => {
    const [file] = await pickFiles({ title: text.used.choose, multiple: false, filters: [] })
    if (file !== undefined) setPath(file)
  }
  const submit = async () => {
    const result = await enter.run({ ...list, source })
    if (!result) return
    toast.success(text.used.done(result.entered, result.known))
    onClose()
  }
  const data = given ? preview.data : undefined
  const error = enter.error ?? preview.error
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={text.used.title}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {text.used.cancel}
          </Button>
          <Button
            disabled={source.trim() === '' || (data?.counts.new ?? 0) === 0}
            loading={enter.pending}
            onClick={() => void submit()}
          >
            {text.used.enter(data?.counts.new ?? 0)}
          </Button>
        </>
      }
    >
      <div className={classes.dialogForm}>
        {error && <Callout tone="danger">{error.message}</Callout>}
        {path === null ? (
          <TextAreaField
            label={text.used.list}
            hint={text.used.hint}
            value={pasted}
            onChange={setPasted}
            mono
            minRows={5}
          />
        ) : (
          <p className={classes.paragraph}>{path}</p>
        )}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              if (path === null) void choose()
              else setPath(null)
            }}
          >
            {path === null ? text.used.choose : text.used.paste}
          </Button>
        </div>
        <TextField label={text.used.source} value={source} onChange={setSource} required maxLength={400} />
        {data && (
          <div role="status">
            <p className={classes.paragraph}>{text.used.counts(data.counts)}</p>
            {data.counts.bad > 0 && (
              <ul className={classes.badLines}>
                {data.lines
                  .filter(({ outcome }) => outcome === 'bad')
                  .slice(0, 20)
                  .map(({ line, raw, message }) => (
                    <li key={line}>{text.used.bad(line, raw, message ?? '')}</li>
                  ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </Dialog>
  )
}
