import { Dialog } from '../../ui/Dialog.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useAllCommands } from '../commands.ts'
import type { AppCommand } from '../feature.ts'
import { closeShortcutList, useShortcutList } from '../shortcut-list-store.ts'
import { strings } from '../strings.ts'
import classes from './ShortcutList.module.css'

interface Entry {
  readonly title: string
  readonly keys: readonly string[]
}

/** Commands of one group that have a shortcut; several shortcuts of the same command in one line. */
function entriesOf(commands: readonly AppCommand[]): readonly Entry[] {
  const keysByTitle = new Map<string, string[]>()
  for (const { title, shortcut } of commands) {
    if (shortcut) keysByTitle.set(title, [...(keysByTitle.get(title) ?? []), shortcut])
  }
  return [...keysByTitle].map(([title, keys]) => ({ title, keys }))
}

function Group({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>{title}</h3>
      <dl className={classes.list}>
        {entries.map((entry) => (
          <div key={entry.title} className={classes.line}>
            <dt>{entry.title}</dt>
            <dd>
              {entry.keys.map((keys) => (
                <KeyHint key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every shortcut there is now. */
export function ShortcutList() {
  const { opened } = useShortcutList()
  const commands = useAllCommands()
  const text = strings.shortcuts
  const groups = [...Map.groupBy(commands, ({ group }) => group)]
    .map(([title, own]) => ({ title, entries: entriesOf(own) }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <Dialog opened={opened} onClose={closeShortcutList} title={text.title} size="lg">
      <div className={classes.columns}>
        {groups.map((group) => (
          <Group key={group.title} {...group} />
        ))}
        <Group title={text.grid} entries={text.gridKeys.map(([keys, title]) => ({ title, keys: [keys] }))} />
      </div>
    </Dialog>
  )
}
