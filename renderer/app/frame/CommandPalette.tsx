import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { closePalette, usePalette } from '../palette-store.ts'
import { strings } from '../strings.ts'
import classes from './CommandPalette.module.css'
import { usePaletteItems, type PaletteItem } from './palette-items.ts'

const text = strings.palette

interface OptionProps {
  readonly item: PaletteItem
  readonly id: string
  readonly active: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function Option({ item, id, active, onPoint, onChoose }: OptionProps) {
  const { icon: Icon } = item
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={classes.option}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      {Icon ? <Icon size={17} stroke={1.6} aria-hidden /> : <span className={classes.noIcon} />}
      <span className={classes.label}>{item.label}</span>
      {item.detail && <span className={classes.detail}>{item.detail}</span>}
      {item.shortcut && <KeyHint keys={item.shortcut} />}
    </div>
  )
}

interface ListProps {
  readonly id: string
  readonly items: readonly PaletteItem[]
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onChoose: (item: PaletteItem) => void
}

/** The lines, under the names of their groups. */
function List({ id, items, active, onPoint, onChoose }: ListProps) {
  const groups = Map.groupBy(
    items.map((item, index) => ({ item, index })),
    ({ item }) => item.group,
  )
  return (
    <div id={id} role="listbox" aria-label={text.title} className={classes.list} tabIndex={-1}>
      {[...groups].map(([group, entries]) => (
        <div key={group} role="group" aria-label={group}>
          <div className={classes.group} aria-hidden>
            {group}
          </div>
          {entries.map(({ item, index }) => (
            <Option
              key={item.id}
              id={`${id}-${index}`}
              item={item}
              active={index === active}
              onPoint={() => onPoint(index)}
              onChoose={() => onChoose(item)}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function Palette() {
  const id = useId()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const items = usePaletteItems(search)
  const current = Math.min(active, items.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return
    closePalette()
    item.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.nativeEvent.isComposing) return
    if (step !== undefined && items.length > 0) setActive((current + step + items.length) % items.length)
    else if (event.key === 'Enter') choose(items[current])
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={classes.head}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
          aria-label={text.placeholder}
          data-autofocus
          className={classes.search}
          placeholder={text.placeholder}
          spellCheck={false}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <List id={id} items={items} active={current} onPoint={setActive} onChoose={choose} />
      {items.length === 0 && (
        <p role="status" className={classes.nothing}>
          {text.nothing}
        </p>
      )}
    </>
  )
}

/** Every command and every recording by name: Ctrl or Cmd with K. */
export function CommandPalette() {
  const { opened } = usePalette()
  return (
    <Modal
      opened={opened}
      onClose={closePalette}
      withCloseButton={false}
      returnFocus={false}
      centered={false}
      yOffset="14vh"
      size={600}
      padding={0}
      overlayProps={{ backgroundOpacity: 0.25 }}
      transitionProps={{ transition: 'fade', duration: 90 }}
      attributes={{ content: { 'aria-label': text.title } }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
    >
      <Palette />
    </Modal>
  )
}
