import { useState } from 'react'
import { SegmentedFilter } from '../../../ui/Toolbar.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { Picture } from './Picture.tsx'
import { pictureText, text } from './strings.ts'

const zooms = ['fit', '0.5', '1', '2'] as const
type Zoom = (typeof zooms)[number]

const zoomLabels: Readonly<Record<Zoom, string>> = {
  fit: pictureText.fit,
  '0.5': '50%',
  '1': '100%',
  '2': '200%',
}

/** The pictures: what a visitor sees first, and the whole page in its tiles. */
export function PicturesTab({ captured: { summary, files } }: { readonly captured: Captured }) {
  const tiles = files.filter(({ kind }) => kind === 'page')
  const first = files.find(({ kind }) => kind === 'viewport')
  const [chosen, setChosen] = useState<'viewport' | 'page'>('viewport')
  const [zoom, setZoom] = useState<Zoom>('fit')
  if (first === undefined && tiles.length === 0) return <p className={classes.none}>{text.noPicture}</p>
  const which = first === undefined ? 'page' : tiles.length === 0 ? 'viewport' : chosen
  const shown = which === 'viewport' && first !== undefined ? [first] : tiles
  return (
    <>
      <div className={classes.bar}>
        {first !== undefined && tiles.length > 0 && (
          <SegmentedFilter
            label={pictureText.which}
            value={which}
            onChange={setChosen}
            options={[
              { value: 'viewport', label: pictureText.viewport },
              { value: 'page', label: pictureText.page },
            ]}
          />
        )}
        <SegmentedFilter
          label={pictureText.zoom}
          value={zoom}
          onChange={setZoom}
          options={zooms.map((value) => ({ value, label: zoomLabels[value] }))}
        />
      </div>
      <div
        className={classes.pictures}
        tabIndex={0}
        role="region"
        aria-label={pictureText.scroll}
        data-scroll
      >
        {shown.map(({ name }, index) => (
          <Picture
            key={name}
            captureId={summary.id}
            name={name}
            alt={which === 'viewport' ? text.viewportAlt : text.tileAlt(index + 1, tiles.length)}
            {...(zoom === 'fit' ? {} : { scale: Number(zoom) })}
          />
        ))}
      </div>
    </>
  )
}
