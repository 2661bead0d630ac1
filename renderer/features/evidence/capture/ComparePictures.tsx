import { Slider } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { Callout } from '../../../ui/Callout.tsx'
import { SelectField } from '../../../ui/fields/SelectField.tsx'
import { formatInstant } from '../../../ui/format.ts'
import { SegmentedFilter } from '../../../ui/Toolbar.tsx'
import { BlobImage } from './BlobImage.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import type { CompareTask, PictureDiff } from './compare.worker.ts'
import { shareText } from './share-text.ts'
import { compareText, pictureText, text } from './strings.ts'
import { type LoadedFile, useCaptureFile } from './use-capture-file.ts'
import { useComparison } from './use-comparison.ts'

interface PairProps {
  readonly before: Captured
  readonly after: Captured
}

const modes = ['side', 'overlay', 'difference'] as const
type Mode = (typeof modes)[number]

interface Pictures {
  readonly before: Blob
  readonly after: Blob
}

function blobsOf(first: LoadedFile, second: LoadedFile): Pictures | null {
  if (first.state !== 'ready' || second.state !== 'ready') return null
  const picture = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes], { type: 'image/png' })
  return { before: picture(first.bytes), after: picture(second.bytes) }
}

/** Pictures both captures have. */
function sharedPictures(before: Captured, after: Captured): readonly string[] {
  const names = new Set(after.files.map(({ name }) => name))
  return before.files.flatMap(({ kind, name }) =>
    (kind === 'viewport' || kind === 'page') && names.has(name) ? [name] : [],
  )
}

function pictureLabel(name: string): string {
  const tile = /^page-(\d+)\.png$/.exec(name)?.[1]
  return tile === undefined ? pictureText.viewport : compareText.tile(Number(tile))
}

/** Two pictures of the page: beside each other, over each other, or with every different pixel marked. */
export function ComparePictures({ before, after }: PairProps) {
  const names = sharedPictures(before, after)
  const [name, setName] = useState(names.find((one) => one === 'viewport.png') ?? names[0] ?? null)
  const [mode, setMode] = useState<Mode>('side')
  const first = useCaptureFile(before.summary.id, name)
  const second = useCaptureFile(after.summary.id, name)
  const blobs = useMemo(() => blobsOf(first, second), [first, second])
  const task = useMemo(
    (): CompareTask | null => (blobs === null ? null : { kind: 'pictures', ...blobs }),
    [blobs],
  )
  const answer = useComparison(task)
  if (name === null) return <p className={classes.none}>{compareText.noPictures}</p>
  const failed = [first, second].find((file) => file.state === 'failed')
  if (failed?.state === 'failed') {
    return (
      <div className={classes.pad}>
        <Callout tone="danger">{failed.error.message}</Callout>
      </div>
    )
  }
  const diff = answer?.kind === 'pictures' ? answer.diff : null
  return (
    <>
      <div className={classes.bar}>
        <SegmentedFilter
          label={compareText.mode}
          value={mode}
          onChange={setMode}
          options={modes.map((value) => ({ value, label: compareText.modes[value] }))}
        />
        <span aria-live="polite" className={classes.secondary}>
          {answer?.kind === 'failed' ? compareText.unreadable : diff ? shareText(diff) : compareText.working}
        </span>
        <span className={classes.barEnd}>
          <div className={classes.other}>
            <SelectField
              label={compareText.part}
              value={name}
              options={names.map((value) => ({ value, label: pictureLabel(value) }))}
              onChange={setName}
            />
          </div>
        </span>
      </div>
      {diff && isResized(diff) && (
        <p className={classes.note}>{compareText.sizes(sizeText(diff.before), sizeText(diff.after))}</p>
      )}
      <Shown mode={mode} blobs={blobs} diff={diff} before={before} after={after} />
    </>
  )
}

function isResized({ before, after }: PictureDiff): boolean {
  return before.width !== after.width || before.height !== after.height
}

function sizeText({ width, height }: PictureDiff['before']): string {
  return `${String(width)} × ${String(height)}`
}

interface ShownProps extends PairProps {
  readonly mode: Mode
  readonly blobs: Pictures | null
  readonly diff: PictureDiff | null
}

function Shown({ mode, blobs, diff, before, after }: ShownProps) {
  const [mix, setMix] = useState(50)
  const earlier = `${compareText.earlier}, ${formatInstant(before.summary.startedAt)}`
  const later = `${compareText.later}, ${formatInstant(after.summary.startedAt)}`
  if (blobs === null) return <p className={classes.loading}>{text.loading}</p>
  if (mode === 'difference') {
    return (
      <Stage>
        {diff === null ? (
          <p className={classes.loading}>{compareText.working}</p>
        ) : (
          <BlobImage blob={diff.difference} className={classes.picture} alt={compareText.differenceAlt} />
        )}
      </Stage>
    )
  }
  if (mode === 'overlay') {
    return (
      <>
        <div className={classes.slider}>
          <span aria-hidden>{earlier}</span>
          <Slider
            value={mix}
            onChange={setMix}
            label={null}
            thumbLabel={compareText.mix}
            className={classes.sliderTrack ?? ''}
          />
          <span aria-hidden>{later}</span>
        </div>
        <Stage>
          <div className={classes.overlay}>
            <BlobImage blob={blobs.before} className={classes.picture} alt={earlier} />
            <BlobImage
              blob={blobs.after}
              className={classes.over}
              alt={later}
              style={{ opacity: mix / 100 }}
            />
          </div>
        </Stage>
      </>
    )
  }
  return (
    <Stage>
      <div className={classes.side}>
        {(
          [
            [earlier, blobs.before],
            [later, blobs.after],
          ] as const
        ).map(([title, blob]) => (
          <figure key={title} className={classes.figure}>
            <figcaption>{title}</figcaption>
            <BlobImage blob={blob} className={classes.picture} alt={title} />
          </figure>
        ))}
      </div>
    </Stage>
  )
}

function Stage({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.pictures} tabIndex={0} role="region" aria-label={pictureText.scroll} data-scroll>
      {children}
    </div>
  )
}
