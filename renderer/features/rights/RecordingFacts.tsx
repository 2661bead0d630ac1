import {
  explicitStates,
  parentRelations,
  type RecordingDetail,
  type RecordingFields,
} from '../../../shared/contract/catalog.ts'
import { parseReleaseDate } from '../../../shared/domain/catalogue/release-date.ts'
import { parseTerritory } from '../../../shared/domain/rights/territory.ts'
import { navigate } from '../../app/navigation.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { ParentField } from './ParentField.tsx'
import classes from './rights.module.css'
import { explicitLabels, parentLabels, sections, strings } from './strings.ts'

const original = 'original'

function validateDate(text: string): FieldMessage | null {
  const reading = parseReleaseDate(text)
  return reading.status === 'invalid' ? { severity: 'error', message: reading.problem.message } : null
}

function dateOf(text: string): string | null {
  const reading = parseReleaseDate(text)
  return reading.status === 'valid' ? reading.value : null
}

function validateCountry(text: string): FieldMessage | null {
  const reading = parseTerritory(text)
  return reading.status === 'invalid'
    ? { severity: 'error', message: reading.message, suggestion: reading.suggestion }
    : null
}

interface RecordingFactsProps {
  readonly detail: RecordingDetail
  readonly save: (patch: Partial<RecordingFields>) => Promise<unknown>
}

/** When and where it came out, and what it was made from. */
export function RecordingFacts({ detail, save }: RecordingFactsProps) {
  const { parentId } = detail
  return (
    <DetailSection title={sections.facts}>
      <div className={classes.pair}>
        <CommitField
          label="First published"
          value={detail.publishedOn ?? ''}
          hint="2026-05-17, or as exact as you know"
          validate={validateDate}
          onCommit={(text) => save({ publishedOn: dateOf(text) })}
        />
        <CommitField
          label="Recorded in"
          value={detail.country}
          hint="Country, such as US"
          validate={validateCountry}
          onCommit={(country) => save({ country })}
        />
      </div>
      <CommitField
        label="℗ line"
        value={detail.pLine}
        hint="Year and owner of the recording"
        onCommit={(pLine) => save({ pLine })}
      />
      <div className={classes.pair}>
        <CommitField label="Genre" value={detail.genre} onCommit={(genre) => save({ genre })} />
        <CommitSelect
          label="Explicit"
          value={detail.explicit}
          options={explicitStates.map((value) => ({ value, label: explicitLabels[value] }))}
          onCommit={(explicit) => save({ explicit })}
        />
      </div>
      <CommitSelect
        label="Made from another recording as"
        value={detail.parentRelation ?? original}
        options={[
          { value: original, label: 'It is an original' },
          ...parentRelations.map((value) => ({ value, label: parentLabels[value] })),
        ]}
        onCommit={(value) =>
          save(value === original ? { parentId: null, parentRelation: null } : { parentRelation: value })
        }
      />
      {detail.parentRelation !== null && <ParentField key={detail.id} detail={detail} save={save} />}
      {parentId !== null && detail.parentTitle !== null && (
        <button
          type="button"
          className={classes.link}
          onClick={() => navigate({ screen: 'catalog', view: 'recordings', recordingId: parentId })}
        >
          {strings.parentOpen(detail.parentTitle)}
        </button>
      )}
    </DetailSection>
  )
}
