import { z } from 'zod'
import {
  deadlineNotifyDays,
  deadlineNotifySetting,
} from '../../../shared/domain/notices/deadlines/deadline-notice.ts'
import { useSetting } from '../../rpc/use-setting.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import classes from './deadlines.module.css'
import { strings } from './strings.ts'

const schema = z.union(deadlineNotifyDays.map((days) => z.literal(days)))

/** Whether the artist is told of deadlines, and how long before. Off until it is chosen. */
export function NotifyChoice() {
  const [days, setDays] = useSetting(deadlineNotifySetting, schema, 0)
  return (
    <div className={classes.notify}>
      <SelectField
        label={strings.notify}
        hint={strings.notifyHint}
        value={String(days)}
        options={deadlineNotifyDays.map((each) => ({ value: String(each), label: strings.notifyDays(each) }))}
        onChange={(value) => setDays(deadlineNotifyDays.find((each) => String(each) === value) ?? 0)}
      />
    </div>
  )
}
