import type { RecordingDetail, RecordingFields } from '../../../shared/contract/catalog.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CreditsSection } from './CreditsSection.tsx'
import { DocumentsSection } from './DocumentsSection.tsx'
import { RecordingFacts } from './RecordingFacts.tsx'
import { RecordingReleases } from './RecordingReleases.tsx'
import { RegistrationsSection } from './RegistrationsSection.tsx'
import { SplitsSection } from './SplitsSection.tsx'
import { WorksSection } from './WorksSection.tsx'

interface RecordingRightsProps {
  readonly detail: RecordingDetail
  readonly save: (patch: Partial<RecordingFields>) => Promise<unknown>
}

/** The sections of a recording's pane that say who made it, who owns it and what proves it. */
export function RecordingRights({ detail, save }: RecordingRightsProps) {
  const subject = { type: 'recording' as const, id: detail.id }
  const rights = useQuery('rights.get', { subject }).data
  if (!rights) return null
  return (
    <>
      <CreditsSection
        subject={subject}
        rights={rights}
        artist={{ text: detail.artist, use: (artist) => void save({ artist }) }}
      />
      <WorksSection recordingId={detail.id} title={detail.title} rights={rights} />
      <SplitsSection subject={subject} rights={rights} />
      <RegistrationsSection subject={subject} rights={rights} />
      <DocumentsSection subject={subject} documents={rights.documents} />
      <RecordingFacts detail={detail} save={save} />
      <RecordingReleases detail={detail} />
    </>
  )
}
