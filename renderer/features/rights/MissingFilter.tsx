import { Button, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import {
  criterionLabels,
  recordingCriteria,
  type RecordingCriterion,
} from '../../../shared/domain/catalogue/readiness.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CheckboxField } from '../../ui/fields/SelectField.tsx'
import { formatNumber } from '../../ui/format.ts'
import classes from './rights.module.css'
import { strings } from './strings.ts'

interface MissingFilterProps {
  readonly value: readonly RecordingCriterion[]
  readonly onChange: (value: readonly RecordingCriterion[]) => void
}

/** Only recordings that lack any of what is ticked, with how many lack each. */
export function MissingFilter({ value, onChange }: MissingFilterProps) {
  const [opened, setOpened] = useState(false)
  const summary = useQuery('readiness.counts', opened ? {} : null).data
  const label =
    value.length === 0
      ? strings.missingFilter
      : `${strings.missingFilter}: ${value.map((criterion) => criterionLabels[criterion]).join(', ')}`
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant={value.length === 0 ? 'default' : 'light'}
          leftSection={<IconFilter size={15} aria-hidden />}
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {value.length > 1 ? `${strings.missingFilter}: ${String(value.length)} things` : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={strings.missingFilter}>
        <div className={classes.filter}>
          {recordingCriteria.map((criterion) => (
            <div key={criterion} className={classes.filterRow}>
              <CheckboxField
                label={criterionLabels[criterion]}
                checked={value.includes(criterion)}
                onChange={(checked) =>
                  onChange(
                    recordingCriteria.filter((one) => (one === criterion ? checked : value.includes(one))),
                  )
                }
              />
              <span className={classes.note}>{summary ? formatNumber(summary.counts[criterion]) : ''}</span>
            </div>
          ))}
          <Button
            size="compact-sm"
            variant="default"
            disabled={value.length === 0}
            onClick={() => onChange([])}
          >
            {strings.clearFilter}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
