import { type PartyFields, partyKinds } from '../../../shared/contract/parties.ts'
import { parseIpi } from '../../../shared/domain/identifiers/ipi.ts'
import { formatIsni, parseIsni } from '../../../shared/domain/identifiers/isni.ts'
import type { IdentifierReading } from '../../../shared/domain/identifiers/reading.ts'
import { roleLabel } from '../../../shared/domain/rights/roles.ts'
import { navigate } from '../../app/navigation.ts'
import type { Route } from '../../app/routes.ts'
import { call } from '../../rpc/client.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailPane, DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import classes from './rights.module.css'
import { partyKindLabels } from './strings.ts'

function judge(parse: (text: string) => IdentifierReading): (text: string) => FieldMessage | null {
  return (text) => {
    const reading = parse(text)
    if (reading.status === 'invalid') return { severity: 'error', message: reading.problem.message }
    const warning = reading.status === 'valid' ? reading.warnings[0] : undefined
    return warning ? { severity: 'warning', message: warning.message } : null
  }
}

function placeOf(type: 'recording' | 'work' | 'release', id: number): Route {
  if (type === 'recording') return { screen: 'catalog', view: 'recordings', recordingId: id }
  return type === 'work'
    ? { screen: 'catalog', view: 'works', workId: id }
    : { screen: 'catalog', view: 'releases', releaseId: id }
}

/** Everything known about one person, group or company, edited in place. */
export function PartyDetail({
  partyId,
  onClose,
}: {
  readonly partyId: number
  readonly onClose: () => void
}) {
  const query = useQuery('parties.get', { partyId })
  const save = (patch: Partial<PartyFields>) => call('parties.update', { partyId, patch })
  return (
    <QueryView query={query}>
      {(party) => (
        <DetailPane title={party.name} subtitle={partyKindLabels[party.kind]} onClose={onClose}>
          <DetailSection title="Who">
            <CommitField
              label="Name"
              value={party.name}
              hint="The name before stays as another name"
              validate={(text) =>
                text.trim() === '' ? { severity: 'error', message: 'A name is needed.' } : null
              }
              onCommit={(name) => save({ name })}
            />
            <div className={classes.pair}>
              <CommitField
                label="Sorted as"
                value={party.sortName}
                onCommit={(sortName) => save({ sortName })}
              />
              <CommitSelect
                label="Kind"
                value={party.kind}
                options={partyKinds.map((value) => ({ value, label: partyKindLabels[value] }))}
                onCommit={(kind) => save({ kind })}
              />
            </div>
            <CommitField
              label="IPI name number"
              mono
              value={party.ipiName ?? ''}
              validate={judge(parseIpi)}
              onCommit={(ipiName) => save({ ipiName })}
            />
            <CommitField
              label="ISNI"
              mono
              value={party.isni === null ? '' : formatIsni(party.isni)}
              validate={judge(parseIsni)}
              onCommit={(isni) => save({ isni })}
            />
            <CommitField label="E-mail" value={party.email} onCommit={(email) => save({ email })} />
            <CommitField
              label="Other names"
              value={party.aliases.join('\n')}
              hint="One a line"
              multiline
              onCommit={(text) => save({ aliases: text.split('\n').filter((line) => line.trim() !== '') })}
            />
            <CommitField label="Notes" value={party.notes} multiline onCommit={(notes) => save({ notes })} />
          </DetailSection>
          <DetailSection title="Credits">
            {party.credits.length === 0 && <p className={classes.quiet}>No credits.</p>}
            <ul className={classes.list}>
              {party.credits.map((credit) => (
                <li
                  key={`${credit.subjectType} ${String(credit.subjectId)} ${credit.role}`}
                  className={classes.row}
                >
                  <div className={classes.grow}>
                    <button
                      type="button"
                      className={classes.link}
                      onClick={() => navigate(placeOf(credit.subjectType, credit.subjectId))}
                    >
                      {credit.title}
                    </button>
                    <div className={classes.note}>{roleLabel(credit.role)}</div>
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
