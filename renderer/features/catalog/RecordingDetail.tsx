import { Button } from '@mantine/core'
import { IconHash, IconRadar } from '@tabler/icons-react'
import {
  type RecordingDetail as Detail,
  type RecordingFields,
  recordingKinds,
  rightsHeld,
} from '../../../shared/contract/catalog.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { openHistory } from '../../app/history-request.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ReadinessSection } from '../rights/ReadinessSection.tsx'
import { RecordingRights } from '../rights/RecordingRights.tsx'
import classes from './catalog.module.css'
import { RecordingFiles } from './RecordingFiles.tsx'
import { openEditing } from './editing/dialog-state.ts'
import { OtherCodes } from './editing/OtherCodes.tsx'
import { text } from './editing/strings.ts'
import { kindLabels, rightLabels, strings } from './strings.ts'
import {
  durationFromText,
  durationToText,
  needed,
  textOrNull,
  validateDuration,
  validateIsrc,
  validateRegistration,
  validateUrl,
  validateYear,
} from './validation.ts'

interface RecordingDetailProps {
  readonly recordingId: number
  readonly onClose: () => void
}

/** Everything known about one recording, edited in place. */
export function RecordingDetail({ recordingId, onClose }: RecordingDetailProps) {
  const query = useQuery('recordings.get', { recordingId })
  return <QueryView query={query}>{(detail) => <Content detail={detail} onClose={onClose} />}</QueryView>
}

function Content({ detail, onClose }: { readonly detail: Detail; readonly onClose: () => void }) {
  const save = (patch: Partial<RecordingFields>) =>
    call('recordings.update', { recordingId: detail.id, patch })
  return (
    <DetailPane title={detail.title} subtitle={detail.artist} onClose={onClose}>
      <ReadinessSection recordingId={detail.id} releaseId={detail.tracks[0]?.releaseId ?? null} />
      <DetailSection title="Recording">
        <CommitField
          label="Title"
          value={detail.title}
          validate={needed('A title')}
          onCommit={(text) => save({ title: text.trim() })}
        />
        <CommitField
          label="Version"
          value={detail.version}
          hint="Remix, live, remaster; empty for the original"
          onCommit={(text) => save({ version: text.trim() })}
        />
        <CommitField
          label="Artist"
          value={detail.artist}
          validate={needed('An artist')}
          onCommit={(text) => save({ artist: text.trim() })}
        />
        <div className={classes.pair}>
          <CommitField
            label="Length"
            value={durationToText(detail.durationMs)}
            validate={validateDuration}
            onCommit={(text) => save({ durationMs: durationFromText(text) })}
          />
          <CommitField
            label="Year"
            value={detail.year === null ? '' : String(detail.year)}
            hint="First published"
            validate={validateYear}
            onCommit={(text) => save({ year: text.trim() === '' ? null : Number(text) })}
          />
        </div>
        <CommitSelect
          label="Type"
          value={detail.kind}
          options={recordingKinds.map((value) => ({ value, label: kindLabels[value] }))}
          onCommit={(kind) => save({ kind })}
        />
      </DetailSection>
      <Codes detail={detail} save={save} />
      <OtherCodes recordingId={detail.id} />
      <DetailSection title="Rights">
        <CommitSelect
          label="What you hold"
          hint="A notice names this right. Recording, composition and artwork are three different claims."
          value={detail.rightHeld}
          options={rightsHeld.map((value) => ({ value, label: rightLabels[value] }))}
          onCommit={(rightHeld) => save({ rightHeld })}
        />
        <CommitField
          label="Authorized copy"
          hint="Where this recording can be had with your permission"
          value={detail.authorizedUrl ?? ''}
          validate={validateUrl}
          onCommit={(text) => save({ authorizedUrl: textOrNull(text) })}
        />
        <CommitField
          label="U.S. registration number"
          value={detail.registrationNumber ?? ''}
          mono
          validate={validateRegistration}
          onCommit={(text) => save({ registrationNumber: textOrNull(text) })}
        />
      </DetailSection>
      <RecordingRights detail={detail} save={save} />
      <RecordingFiles recordingId={detail.id} />
      <Findings detail={detail} />
      <DetailSection
        title="Notes"
        actions={
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => openHistory({ table: 'recording', recordId: detail.id, title: detail.title })}
          >
            {text.history.menu}
          </Button>
        }
      >
        <CommitField label="Notes" value={detail.notes} multiline onCommit={(notes) => save({ notes })} />
        <PropertyList
          items={[
            { label: 'Added', value: <Time value={detail.createdAt} /> },
            { label: 'Changed', value: <Time value={detail.updatedAt} /> },
          ]}
        />
      </DetailSection>
    </DetailPane>
  )
}

function Codes({
  detail,
  save,
}: {
  readonly detail: Detail
  readonly save: (patch: Partial<RecordingFields>) => Promise<unknown>
}) {
  const allocate = useCommand('isrc.allocate')
  return (
    <DetailSection
      title="ISRC"
      actions={
        detail.isrc === null ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconHash size={14} aria-hidden />}
            loading={allocate.pending}
            onClick={() => {
              void allocate.run({ recordingId: detail.id }).then((result) => {
                if (result) toast.undoable(strings.allocated(formatIsrc(result.isrc)))
              })
            }}
          >
            {strings.allocate}
          </Button>
        ) : undefined
      }
    >
      <CommitField
        label="Code"
        mono
        value={detail.isrc === null ? '' : formatIsrc(detail.isrc)}
        hint="Any spelling; stored as twelve characters"
        validate={validateIsrc}
        onCommit={(text) => save({ isrc: textOrNull(text) })}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => openEditing({ kind: 'decide', recordingId: detail.id, title: detail.title })}
      >
        {text.decide.menu}
      </Button>
    </DetailSection>
  )
}

function Findings({ detail }: { readonly detail: Detail }) {
  const states = Object.entries(detail.findingsByState)
  if (states.length === 0) return null
  return (
    <DetailSection
      title="Findings"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRadar size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'watch', view: 'findings', recordingId: detail.id })}
        >
          {strings.findings}
        </Button>
      }
    >
      <PropertyList items={states.map(([state, count]) => ({ label: state, value: String(count) }))} />
    </DetailSection>
  )
}
