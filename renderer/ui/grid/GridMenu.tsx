import { Menu } from '@mantine/core'
import { KeyHint } from '../KeyHint.tsx'
import classes from './DataGrid.module.css'
import type { GridMenu as Items } from './types.ts'
import { strings } from '../strings.ts'

export interface GridMenuProps {
  /** Where the menu opens, in window pixels; null: closed. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly items: Items
  readonly onClose: () => void
}

/** The context menu of the rows under the pointer or the cursor. */
export function GridMenu({ at, items, onClose }: GridMenuProps) {
  if (!at) return null
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={0} returnFocus={false} width={240}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={strings.grid.menu}
          className={classes.menuAnchor}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item, index) =>
          item === 'divider' ? (
            <Menu.Divider key={`divider-${index}`} />
          ) : (
            <Menu.Item
              key={item.id}
              disabled={item.disabled ?? false}
              className={item.danger ? (classes.danger ?? '') : ''}
              leftSection={item.icon ? <item.icon size={16} stroke={1.6} /> : undefined}
              rightSection={item.shortcut ? <KeyHint keys={item.shortcut} /> : undefined}
              onClick={item.run}
            >
              {item.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
