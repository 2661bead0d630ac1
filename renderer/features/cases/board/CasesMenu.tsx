import { ActionIcon, Menu } from '@mantine/core'
import {
  IconAddressBook,
  IconDots,
  IconFileSearch,
  IconListDetails,
  IconRobotOff,
  IconScale,
} from '@tabler/icons-react'
import { navigate } from '../../../app/navigation.ts'
import { text } from './strings.ts'

/** What belongs to all cases and is needed now and then. */
export function CasesMenu() {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={text.more}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileSearch size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'analyse' })}
        >
          {text.analyse}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAddressBook size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'providers' })}
        >
          {text.providers}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconScale size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'exposure' })}
        >
          {text.exposure}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRobotOff size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'reservation' })}
        >
          {text.reservation}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconListDetails size={14} aria-hidden />}
          onClick={() => navigate({ screen: 'evidence', view: 'custody' })}
        >
          {text.custody}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
