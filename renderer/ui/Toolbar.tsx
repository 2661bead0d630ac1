import { CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState, type ReactNode, type Ref } from 'react'
import { formatNumber } from './format.ts'
import classes from './Screen.module.css'
import { strings } from './strings.ts'

function ToolbarEnd({ children }: { readonly children: ReactNode }) {
  return <div className={classes.toolbarEnd}>{children}</div>
}

function ToolbarRow({ children }: { readonly children: ReactNode }) {
  return <div className={classes.toolbar}>{children}</div>
}

/** The row under a screen's title; `Toolbar.End` holds what belongs to the right. */
export const Toolbar = Object.assign(ToolbarRow, { End: ToolbarEnd })

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  /** Pixels it takes where there is room. */
  readonly width?: number
  readonly inputRef?: Ref<HTMLInputElement>
}

const typingPauseMs = 80
/** Pixels a search field keeps when its row is full. */
const narrowest = 160

/** From the search straight into what it found. */
function focusList(): void {
  document.querySelector<HTMLElement>('main [role="grid"]')?.focus()
}

/** Search as you type: reports after a short pause, Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  width = 280,
  inputRef,
}: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [reported, setReported] = useState(value)
  if (value !== reported) {
    setReported(value)
    setText(value)
  }
  const report = useEffectEvent((next: string) => {
    setReported(next)
    onChange(next)
  })
  useEffect(() => {
    if (text === reported) return
    const timer = setTimeout(() => report(text), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text, reported])
  return (
    <TextInput
      {...(inputRef ? { ref: inputRef } : {})}
      type="search"
      aria-label={label}
      data-search
      style={{ flex: `0 1 ${width}px`, minWidth: narrowest }}
      value={text}
      placeholder={placeholder ?? label}
      spellCheck={false}
      leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
      rightSection={
        text ? (
          <CloseButton
            size="xs"
            variant="transparent"
            aria-label={strings.clearSearch}
            onClick={() => setText('')}
          />
        ) : null
      }
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) {
          event.stopPropagation()
          setText('')
        } else if (event.key === 'ArrowDown') focusList()
      }}
    />
  )
}

export interface SegmentedFilterProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly { readonly value: V; readonly label: string; readonly count?: number }[]
}

/** One of a few views of the same list, with how much is in each. */
export function SegmentedFilter<V extends string>({
  label,
  value,
  onChange,
  options,
}: SegmentedFilterProps<V>) {
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      onChange={(next) => {
        const option = options.find((candidate) => candidate.value === next)
        if (option) onChange(option.value)
      }}
      data={options.map((option) => ({
        value: option.value,
        label:
          option.count === undefined ? (
            option.label
          ) : (
            <span>
              {option.label} <span className="rf-count">{formatNumber(option.count)}</span>
            </span>
          ),
      }))}
    />
  )
}
