import { Button } from '@mantine/core'
import { useState } from 'react'
import { pickFiles } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './settings.module.css'
import { timestampText } from './trust-strings.ts'

const text = timestampText.dialog

/** Names an authority; it is asked for a first token at once, so that a wrong address shows. */
export function AuthorityDialog({ onClose }: { readonly onClose: () => void }) {
  const [url, setUrl] = useState('')
  const [name, setName] = useState('')
  const [rootPath, setRootPath] = useState<string | null>(null)
  const add = useCommand('timestamps.addAuthority', { toast: false })
  const choose = async () => {
    const filters = [{ name: text.root, extensions: ['pem', 'crt', 'cer', 'der'] }]
    const [path] = await pickFiles({ title: text.chooseTitle, filters })
    if (path !== undefined) setRootPath(path)
  }
  const submit = async () => {
    const added = await add.run({ url, name, rootPath })
    if (!added) return
    if (added.failure === null) toast.success(timestampText.added)
    else toast.info(`${timestampText.addedSilent}. ${added.failure}`)
    onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text.title}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button disabled={url.trim() === ''} loading={add.pending} onClick={() => void submit()}>
            {text.add}
          </Button>
        </>
      }
    >
      <div className={classes.dialogForm}>
        {add.error && <Callout tone="danger">{add.error.message}</Callout>}
        <TextField
          label={text.url}
          hint={text.urlHint}
          value={url}
          onChange={setUrl}
          required
          maxLength={2000}
        />
        <TextField label={text.name} hint={text.nameHint} value={name} onChange={setName} maxLength={200} />
        <div role="group" aria-label={text.root}>
          <div className={classes.partHead}>
            <div>
              <div className={classes.fieldLabel}>{text.root}</div>
              <div className={classes.secondary}>{text.rootHint}</div>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => {
                if (rootPath === null) void choose()
                else setRootPath(null)
              }}
            >
              {rootPath === null ? text.choose : text.clear}
            </Button>
          </div>
          {rootPath !== null && <FilePath path={rootPath} plain />}
        </div>
        <p className={classes.paragraph}>{text.privacy}</p>
      </div>
    </Dialog>
  )
}
