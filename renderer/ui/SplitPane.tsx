import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { z } from 'zod'
import { useSetting } from '../rpc/use-setting.ts'
import classes from './SplitPane.module.css'
import { strings } from './strings.ts'

export interface SplitPaneProps {
  /** Letters and dots: the width is remembered under `split.<id>`. */
  readonly id: string
  /** What the pane on the right is, for assistive technology. */
  readonly label: string
  /** The pane on the right; null hides it. */
  readonly detail: ReactNode
  readonly children: ReactNode
}

const widthSchema = z.int()
const defaultWidth = 380
const minDetail = 300
const minMain = 360
const keyStep = 24

/** A list with a detail pane beside it, whose width the user sets. */
export function SplitPane({ id, label, detail, children }: SplitPaneProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [saved, save] = useSetting(`split.${id}`, widthSchema, defaultWidth)
  const [dragged, setDragged] = useState<number | null>(null)
  const width = dragged ?? saved

  const fit = (wanted: number) => {
    const available = frame.current?.clientWidth ?? 1200
    return Math.round(Math.max(minDetail, Math.min(wanted, available - minMain)))
  }

  const startDrag = (down: PointerEvent<HTMLDivElement>) => {
    down.preventDefault()
    const handle = down.currentTarget
    const at = (event: globalThis.PointerEvent) => fit(width + down.clientX - event.clientX)
    const move = (event: globalThis.PointerEvent) => setDragged(at(event))
    const end = (event: globalThis.PointerEvent) => {
      save(at(event))
      setDragged(null)
      handle.removeEventListener('pointermove', move)
    }
    handle.setPointerCapture(down.pointerId)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end, { once: true })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: keyStep, ArrowRight: -keyStep }[event.key]
    if (step === undefined) return
    event.preventDefault()
    save(fit(width + step))
  }

  return (
    <div ref={frame} className={classes.frame}>
      <div className={classes.main}>{children}</div>
      {detail !== null && (
        <>
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label={strings.widthOf(label)}
            aria-valuenow={width}
            aria-valuemin={minDetail}
            tabIndex={0}
            className={classes.handle}
            onPointerDown={startDrag}
            onKeyDown={onKeyDown}
            onDoubleClick={() => save(defaultWidth)}
          />
          <aside aria-label={label} className={classes.detail} style={{ width }}>
            {detail}
          </aside>
        </>
      )}
    </div>
  )
}
