import { Button } from '@mantine/core'
import type { ProviderRow } from '../../../shared/contract/providers.ts'
import { calendarCountries } from '../../../shared/domain/notices/deadlines/recipient-calendar.ts'
import { effectiveFacts, type ProviderField } from '../../../shared/domain/notices/provider-facts.ts'
import { call } from '../../rpc/client.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { CommitField, CommitSelect } from '../../ui/fields/CommitField.tsx'
import { formatDate } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { factText, readFact, shippedText } from './fact-text.ts'
import classes from './providers.module.css'
import { confidences, fieldLabels, strings } from './strings.ts'

const typedFields = ['email', 'form', 'respondsIn', 'requirements', 'note'] as const
const guessed = ''

interface ProviderDetailProps {
  readonly row: ProviderRow
  readonly onClose: () => void
}

/** One provider: each fact to be corrected where it stands, with the shipped one beside it. */
export function ProviderDetail({ row, onClose }: ProviderDetailProps) {
  const { name, domains, source, checkedOn, confidence, own } = row
  const { label, tone } = confidences[confidence]
  return (
    <DetailPane
      title={name}
      subtitle={<StatusBadge tone={tone} label={`${strings.columns.confidence}: ${label.toLowerCase()}`} />}
      onClose={onClose}
    >
      {confidence === 'low' && own.email === undefined && own.form === undefined && (
        <Callout tone="warning" title={strings.lowTitle}>
          {strings.low}
        </Callout>
      )}
      <DetailSection title={strings.fieldsTitle}>
        <p className={classes.secondary}>{strings.fieldsHint}</p>
        {typedFields.map((field) => (
          <TypedFact key={field} row={row} field={field} />
        ))}
        <CountryFact row={row} />
      </DetailSection>
      <DetailSection title={strings.recordTitle}>
        <PropertyList
          items={[
            { label: strings.domains, value: domains.join(', ') || strings.none },
            { label: strings.source, value: source },
            { label: strings.checkedOn, value: formatDate(checkedOn) },
          ]}
        />
      </DetailSection>
    </DetailPane>
  )
}

interface TypedFactProps {
  readonly row: ProviderRow
  readonly field: (typeof typedFields)[number]
}

function TypedFact({ row, field }: TypedFactProps) {
  const value = factText(effectiveFacts(row.shipped, row.own), field)
  return (
    <div>
      <CommitField
        label={fieldLabels[field]}
        value={value}
        multiline={field === 'requirements' || field === 'note'}
        minRows={field === 'requirements' ? 3 : 1}
        placeholder={field === 'respondsIn' ? strings.responsePlaceholder : ''}
        validate={(typed) => {
          const read = readFact(field, typed)
          return 'problem' in read ? { severity: 'error', message: read.problem } : null
        }}
        onCommit={async (typed) => {
          const read = readFact(field, typed)
          if ('patch' in read) await call('providers.set', { providerId: row.id, patch: read.patch })
        }}
        {...(field === 'requirements' ? { hint: strings.requirementsHint } : {})}
      />
      <Shipped row={row} field={field} />
    </div>
  )
}

function CountryFact({ row }: { readonly row: ProviderRow }) {
  const { country } = effectiveFacts(row.shipped, row.own)
  return (
    <div>
      <CommitSelect
        label={fieldLabels.country}
        hint={strings.countryHint}
        value={country ?? guessed}
        options={[
          { value: guessed, label: strings.guessed },
          ...Object.entries(calendarCountries).map(([value, label]) => ({ value, label })),
        ]}
        onCommit={(value) =>
          value === guessed
            ? call('providers.reset', { providerId: row.id, field: 'country' })
            : call('providers.set', { providerId: row.id, patch: { country: value } })
        }
      />
    </div>
  )
}

/** What was shipped, shown where the user set something else. */
function Shipped({ row, field }: { readonly row: ProviderRow; readonly field: ProviderField }) {
  const reset = useCommand('providers.reset')
  if (row.own[field] === undefined) return null
  return (
    <div className={classes.shipped}>
      <span className={classes.secondary}>{strings.shipped(shippedText(row, field))}</span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={strings.resetOf(fieldLabels[field])}
        loading={reset.pending}
        onClick={() => void reset.run({ providerId: row.id, field })}
      >
        {strings.reset}
      </Button>
    </div>
  )
}
