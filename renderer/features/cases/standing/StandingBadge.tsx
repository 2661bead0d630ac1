import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconClockQuestion,
  IconWorld,
} from '@tabler/icons-react'
import type { ItemStanding } from '../../../../shared/contract/status.ts'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { lifeLabel, lifeTones } from './strings.ts'

const icons = {
  unchecked: IconCircleDashed,
  live: IconWorld,
  suspected: IconClockQuestion,
  gone: IconCircleCheck,
  relisted: IconArrowBackUp,
}

/** Where an item stands, in words with an icon; what the newest look found is its title. */
export function StandingBadge({ standing }: { readonly standing: ItemStanding }) {
  const { life, last } = standing
  return (
    <StatusBadge
      tone={lifeTones[life]}
      icon={icons[life]}
      label={lifeLabel(standing)}
      {...(last === null ? {} : { title: last.sentence })}
    />
  )
}
