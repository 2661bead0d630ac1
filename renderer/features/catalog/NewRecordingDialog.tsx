import { Button } from '@mantine/core'
import { useState } from 'react'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './catalog.module.css'
import { strings } from './strings.ts'
import { durationFromText, textOrNull, validateDuration, validateIsrc, validateYear } from './validation.ts'

const empty = { title: '', version: '', artist: '', isrc: '', duration: '', year: '' }

/** Adds one recording by hand. */
export function NewRecordingDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const [draft, setDraft] = useState(empty)
  const create = useCommand('recordings.create', { toast: false })
  const set = (field: keyof typeof empty) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }))
  const invalid =
    draft.title.trim() === '' ||
    draft.artist.trim() === '' ||
    [validateIsrc(draft.isrc), validateDuration(draft.duration), validateYear(draft.year)].some(
      (message) => message?.severity === 'error',
    )
  const submit = async () => {
    if (invalid) return
    const created = await create.run({
      title: draft.title,
      artist: draft.artist,
      version: draft.version.trim(),
      isrc: textOrNull(draft.isrc),
      durationMs: durationFromText(draft.duration),
      year: draft.year.trim() === '' ? null : Number(draft.year),
    })
    if (!created) return
    setDraft(empty)
    toast.undoable(`“${draft.title.trim()}” added`)
    navigate({ screen: 'catalog', view: 'recordings', recordingId: created.recordingId })
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={strings.newRecording}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={invalid} loading={create.pending} onClick={() => void submit()}>
            Add recording
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {create.error && <Callout tone="danger">{create.error.message}</Callout>}
        <TextField label="Title" value={draft.title} onChange={set('title')} required autoFocus />
        <TextField label="Artist" value={draft.artist} onChange={set('artist')} required />
        <TextField
          label="Version"
          value={draft.version}
          onChange={set('version')}
          hint="Remix, live, remaster; empty for the original"
        />
        <div className={classes.pair}>
          <TextField
            label="Length"
            value={draft.duration}
            onChange={set('duration')}
            validate={validateDuration}
            placeholder="3:45"
          />
          <TextField
            label="Year"
            value={draft.year}
            onChange={set('year')}
            validate={validateYear}
            hint="First published"
          />
        </div>
        <TextField
          label="ISRC"
          value={draft.isrc}
          onChange={set('isrc')}
          validate={validateIsrc}
          mono
          hint="Leave empty to allocate one from your own range later"
          onEnter={() => void submit()}
        />
      </div>
    </Dialog>
  )
}
