import { Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { type RecordingDetail, singleAnswers } from '../../../shared/contract/catalog.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import classes from './rights.module.css'
import { sections, singleLabels, strings } from './strings.ts'

/** The releases a recording is on, and whether it was also issued alone. */
export function RecordingReleases({ detail }: { readonly detail: RecordingDetail }) {
  const [adding, setAdding] = useState(false)
  const remove = useCommand('tracks.remove')
  return (
    <DetailSection
      title={sections.releases}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {strings.putOnRelease}
        </Button>
      }
    >
      {detail.tracks.length === 0 && <p className={classes.quiet}>On no release.</p>}
      {detail.tracks.map(({ releaseId, releaseTitle, disc, number, alsoSingle, titleOverride }) => (
        <div key={releaseId} className={classes.set}>
          <div className={classes.setHead}>
            <button
              type="button"
              className={`${classes.link ?? ''} ${classes.grow ?? ''}`}
              onClick={() => navigate({ screen: 'catalog', view: 'releases', releaseId })}
            >
              {releaseTitle}
            </button>
            <span className={classes.note}>
              {number === null ? 'Track' : `Track ${disc > 1 ? `${String(disc)}-` : ''}${String(number)}`}
            </span>
            <IconAction
              size="sm"
              label={`Take off ${releaseTitle}`}
              icon={IconX}
              onClick={() => void remove.run({ releaseId, recordingId: detail.id })}
            />
          </div>
          <CommitField
            label={strings.titleOverride}
            value={titleOverride}
            placeholder={detail.title}
            hint={strings.titleOverrideHint}
            onCommit={(text) =>
              call('tracks.set', { releaseId, recordingId: detail.id, patch: { titleOverride: text } })
            }
          />
          <CommitSelect
            label="Also issued as a single?"
            value={alsoSingle}
            hint="U.S. statutory damages count what was issued together as one work"
            options={singleAnswers.map((value) => ({ value, label: singleLabels[value] }))}
            onCommit={(answer) =>
              call('tracks.set', { releaseId, recordingId: detail.id, patch: { alsoSingle: answer } })
            }
          />
        </div>
      ))}
      {adding && <PutOnReleaseDialog detail={detail} onClose={() => setAdding(false)} />}
    </DetailSection>
  )
}

const newRelease = 'new'

function PutOnReleaseDialog({
  detail,
  onClose,
}: {
  readonly detail: RecordingDetail
  readonly onClose: () => void
}) {
  const known = useQuery('releases.list', { limit: 500 }).data?.rows ?? []
  const [chosen, setChosen] = useState<string>(newRelease)
  const [title, setTitle] = useState(detail.title)
  const create = useCommand('releases.create', { toast: false })
  const put = useCommand('tracks.set', { toast: false })
  const submit = async () => {
    const releaseId =
      chosen === newRelease
        ? (await create.run({ title, artist: detail.artist, type: 'single' }))?.releaseId
        : Number(chosen)
    if (releaseId === undefined) return
    if (await put.run({ releaseId, recordingId: detail.id })) onClose()
  }
  const failure = create.error ?? put.error
  return (
    <Dialog
      opened
      onClose={onClose}
      title={strings.putOnRelease}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={chosen === newRelease && title.trim() === ''}
            loading={create.pending || put.pending}
            onClick={() => void submit()}
          >
            {strings.putOnRelease}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {failure && <Callout tone="danger">{failure.message}</Callout>}
        <SelectField
          label="Release"
          value={chosen}
          searchable
          options={[
            { value: newRelease, label: 'A new release' },
            ...known.map(({ id, title: name, artist }) => ({
              value: String(id),
              label: artist === '' ? name : `${name} – ${artist}`,
            })),
          ]}
          onChange={setChosen}
        />
        {chosen === newRelease && <TextField label="Title" value={title} onChange={setTitle} required />}
      </div>
    </Dialog>
  )
}
