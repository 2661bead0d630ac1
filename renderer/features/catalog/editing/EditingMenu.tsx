import { ActionIcon, Menu } from '@mantine/core'
import { IconCopyCheck, IconDots, IconReplace } from '@tabler/icons-react'
import { openEditing } from './dialog-state.ts'
import { text } from './strings.ts'

/** What is done with the whole catalogue now and then. */
export function EditingMenu() {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={text.moreActions}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconReplace size={14} aria-hidden />}
          onClick={() => openEditing({ kind: 'replace', recordingIds: null })}
        >
          {text.replace.menu}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopyCheck size={14} aria-hidden />}
          onClick={() => openEditing({ kind: 'duplicates' })}
        >
          {text.duplicates.menu}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
