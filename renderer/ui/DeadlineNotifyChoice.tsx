import { z } from 'zod'
import {
  deadlineNotifyDays,
  deadlineNotifySetting,
} from '../../shared/domain/notices/deadlines/deadline-notice.ts'
import { useSetting } from '../rpc/use-setting.ts'
import { SelectField } from './fields/SelectField.tsx'

const schema = z.union(deadlineNotifyDays.map((days) => z.literal(days)))

const text = {
  label: 'Tell me of deadlines',
  hint: 'Once a day, without a sound, while Refrain is open.',
  days: (days: number) =>
    days === 0 ? 'Off' : days === 1 ? 'A day before' : days === 7 ? 'A week before' : `${days} days before`,
}

/** Whether the artist is told of deadlines, and how long before. Off until it is chosen. */
export function DeadlineNotifyChoice() {
  const [days, setDays] = useSetting(deadlineNotifySetting, schema, 0)
  return (
    <div style={{ maxWidth: 320 }}>
      <SelectField
        label={text.label}
        hint={text.hint}
        value={String(days)}
        options={deadlineNotifyDays.map((each) => ({ value: String(each), label: text.days(each) }))}
        onChange={(value) => setDays(deadlineNotifyDays.find((each) => String(each) === value) ?? 0)}
      />
    </div>
  )
}
