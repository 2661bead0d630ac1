import type { WorkFields } from '../../../shared/contract/rights.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { formatIswc, parseIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailPane, DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { CreditsSection } from './CreditsSection.tsx'
import { DocumentsSection } from './DocumentsSection.tsx'
import { RegistrationsSection } from './RegistrationsSection.tsx'
import classes from './rights.module.css'
import { SplitsSection } from './SplitsSection.tsx'
import { relationLabels } from './strings.ts'

function validateIswc(text: string): FieldMessage | null {
  const reading = parseIswc(text)
  if (reading.status !== 'invalid') return null
  return { severity: 'error', message: reading.problem.message, suggestion: reading.suggestion }
}

/** Everything known about one work, edited in place. */
export function WorkDetail({ workId, onClose }: { readonly workId: number; readonly onClose: () => void }) {
  const query = useQuery('works.get', { workId })
  const subject = { type: 'work' as const, id: workId }
  const rights = useQuery('rights.get', { subject }).data
  const save = (patch: Partial<WorkFields>) => call('works.update', { workId, patch })
  return (
    <QueryView query={query}>
      {(work) => (
        <DetailPane title={work.title} onClose={onClose}>
          <DetailSection title="Work">
            <CommitField
              label="Title"
              value={work.title}
              validate={(text) =>
                text.trim() === '' ? { severity: 'error', message: 'A title is needed.' } : null
              }
              onCommit={(title) => save({ title })}
            />
            <div className={classes.pair}>
              <CommitField
                label="ISWC"
                mono
                value={work.iswc === null ? '' : formatIswc(work.iswc)}
                validate={validateIswc}
                onCommit={(iswc) => save({ iswc })}
              />
              <CommitField
                label="Language"
                value={work.language}
                hint="Such as en or deu"
                onCommit={(language) => save({ language })}
              />
            </div>
            <CommitField
              label="Other titles"
              value={work.alternativeTitles.join('\n')}
              hint="One a line"
              multiline
              onCommit={(text) =>
                save({ alternativeTitles: text.split('\n').filter((line) => line.trim() !== '') })
              }
            />
          </DetailSection>
          {rights && (
            <>
              <CreditsSection subject={subject} rights={rights} />
              <SplitsSection subject={{ type: 'work', id: workId }} rights={rights} />
              <RegistrationsSection subject={subject} rights={rights} />
              <DocumentsSection subject={subject} documents={rights.documents} />
            </>
          )}
          <DetailSection title="Recordings">
            {work.recordings.length === 0 && <p className={classes.quiet}>No recording is linked.</p>}
            <ul className={classes.list}>
              {work.recordings.map((recording) => (
                <li key={recording.id} className={classes.row}>
                  <div className={classes.grow}>
                    <button
                      type="button"
                      className={classes.link}
                      onClick={() =>
                        navigate({ screen: 'catalog', view: 'recordings', recordingId: recording.id })
                      }
                    >
                      {recording.title}
                    </button>
                    <div className={classes.note}>
                      {recording.artist}
                      {recording.isrc !== null && ` · ${formatIsrc(recording.isrc)}`}
                      {recording.relation !== 'performance' && ` · ${relationLabels[recording.relation]}`}
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </DetailSection>
        </DetailPane>
      )}
    </QueryView>
  )
}
