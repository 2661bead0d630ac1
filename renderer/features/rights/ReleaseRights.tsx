import {
  type ReleaseFields,
  releaseTypes,
  singleAnswers,
  type TrackFields,
} from '../../../shared/contract/catalog.ts'
import { call } from '../../rpc/client.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import { CreditsSection } from './CreditsSection.tsx'
import { DocumentsSection } from './DocumentsSection.tsx'
import { RegistrationsSection } from './RegistrationsSection.tsx'
import classes from './rights.module.css'
import { releaseTypeLabels, sections, singleLabels } from './strings.ts'

interface ReleaseRightsProps {
  readonly release: ReleaseFields & {
    readonly id: number
    readonly tracks: readonly { readonly id: number; readonly title: string }[]
    readonly trackFacts: readonly (TrackFields & { readonly recordingId: number })[]
  }
}

/** The sections of a release's pane beside its title and tracks. */
export function ReleaseRights({ release }: ReleaseRightsProps) {
  const subject = { type: 'release' as const, id: release.id }
  const rights = useQuery('rights.get', { subject }).data
  const save = (patch: Partial<ReleaseFields>) => call('releases.update', { releaseId: release.id, patch })
  return (
    <>
      <DetailSection title={sections.facts}>
        <div className={classes.pair}>
          <CommitSelect
            label="Type"
            value={release.type}
            options={releaseTypes.map((value) => ({ value, label: releaseTypeLabels[value] }))}
            onCommit={(type) => save({ type })}
          />
          <CommitField
            label="Catalogue number"
            value={release.catalogueNumber}
            mono
            onCommit={(catalogueNumber) => save({ catalogueNumber })}
          />
        </div>
        <CommitField label="℗ line" value={release.pLine} onCommit={(pLine) => save({ pLine })} />
        <CommitField label="© line" value={release.cLine} onCommit={(cLine) => save({ cLine })} />
        <CommitField label="Genre" value={release.genre} onCommit={(genre) => save({ genre })} />
      </DetailSection>
      {release.trackFacts.length > 0 && (
        <DetailSection title="Also issued as a single?">
          {release.trackFacts.map(({ recordingId, alsoSingle }) => (
            <CommitSelect
              key={recordingId}
              label={release.tracks.find(({ id }) => id === recordingId)?.title ?? 'Track'}
              value={alsoSingle}
              options={singleAnswers.map((value) => ({ value, label: singleLabels[value] }))}
              onCommit={(answer) =>
                call('tracks.set', { releaseId: release.id, recordingId, patch: { alsoSingle: answer } })
              }
            />
          ))}
        </DetailSection>
      )}
      {rights && (
        <>
          <CreditsSection
            subject={subject}
            rights={rights}
            artist={{ text: release.artist, use: (artist) => void save({ artist }) }}
          />
          <RegistrationsSection subject={subject} rights={rights} />
          <DocumentsSection subject={subject} documents={rights.documents} />
        </>
      )}
    </>
  )
}
