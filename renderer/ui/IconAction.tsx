import { ActionIcon, Tooltip } from '@mantine/core'
import type { IconComponent } from './StatusBadge.tsx'

export interface IconActionProps {
  readonly label: string
  readonly icon: IconComponent
  readonly onClick: () => void
  readonly disabled?: boolean
  readonly size?: 'sm' | 'md'
}

/** A button that is only an icon; its name is shown on hover and told to assistive technology. */
export function IconAction({ label, icon: Icon, onClick, disabled, size = 'md' }: IconActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={size === 'sm' ? 24 : 28}
        aria-label={label}
        disabled={disabled ?? false}
        onClick={onClick}
      >
        <Icon size={size === 'sm' ? 15 : 17} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
