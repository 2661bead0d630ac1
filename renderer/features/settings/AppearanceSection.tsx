import { chooseTheme, themes, useTheme } from '../../app/appearance.ts'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { toast } from '../../ui/toasts.tsx'
import { toUserError } from '../../rpc/use-command.ts'
import classes from './settings.module.css'
import { strings } from './strings.ts'

const text = strings.appearance

/** Light, dark, or as the system. */
export function AppearanceSection() {
  const theme = useTheme()
  return (
    <div className={classes.line}>
      <span>{text.label}</span>
      <SegmentedFilter
        label={text.label}
        value={theme}
        onChange={(choice) =>
          void chooseTheme(choice).catch((error: unknown) => toast.error(toUserError(error)))
        }
        options={themes.map((value) => ({ value, label: text.themes[value] }))}
      />
    </div>
  )
}
