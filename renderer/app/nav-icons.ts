import {
  IconBriefcase2,
  IconBroadcast,
  IconDisc,
  IconHome,
  IconRadar2,
  IconSettings,
} from '@tabler/icons-react'
import type { IconComponent } from '../ui/StatusBadge.tsx'
import type { NavName } from './routes.ts'

export const navIcons: Readonly<Record<NavName, IconComponent>> = {
  home: IconHome,
  catalog: IconDisc,
  watch: IconRadar2,
  live: IconBroadcast,
  cases: IconBriefcase2,
  settings: IconSettings,
}
