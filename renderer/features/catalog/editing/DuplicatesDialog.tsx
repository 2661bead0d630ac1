import { Button } from '@mantine/core'
import { useState } from 'react'
import { mostDuplicateGroups } from '../../../../shared/contract/editing.ts'
import type { RecordingRow } from '../../../../shared/contract/catalog.ts'
import { formatIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { formatDuration } from '../../../ui/format.ts'
import { QueryView } from '../../../ui/QueryView.tsx'
import { closeEditing, openEditing } from './dialog-state.ts'
import classes from './editing.module.css'
import { text } from './strings.ts'

/** Groups shown at first, and how many each wish for more adds. */
const step = 100

/** Recordings that may be the same one, each group with the way to merge it. */
export function DuplicatesDialog() {
  const [limit, setLimit] = useState(step)
  const query = useQuery('editing.duplicates', { limit })
  return (
    <Dialog opened onClose={closeEditing} size="lg" title={text.duplicates.title}>
      <QueryView query={query}>
        {({ groups, more }) =>
          groups.length === 0 ? (
            <p className={classes.secondary}>{text.duplicates.none}</p>
          ) : (
            <>
              <ul className={classes.list}>
                {groups.map(({ reason, recordings }) => (
                  <li key={recordings.map(({ id }) => id).join()} className={classes.group}>
                    <div className={classes.secondary}>{text.duplicates.reasons[reason]}</div>
                    {recordings.map((row) => (
                      <div key={row.id} className={classes.member}>
                        <span>{describe(row)}</span>
                        <MergeButton keep={recordings[0]} other={row} />
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
              {more && (
                <More
                  shown={groups.length}
                  onMore={() => setLimit(Math.min(groups.length + step, mostDuplicateGroups))}
                />
              )}
            </>
          )
        }
      </QueryView>
    </Dialog>
  )
}

/** Says that there is more than is shown, and how to get at it. */
function More({ shown, onMore }: { readonly shown: number; readonly onMore: () => void }) {
  if (shown >= mostDuplicateGroups) {
    return <p className={classes.secondary}>{text.duplicates.moreThanShown(shown)}</p>
  }
  return (
    <div className={classes.member}>
      <span className={classes.secondary}>{text.duplicates.more(shown)}</span>
      <Button size="compact-sm" variant="default" onClick={onMore}>
        {text.duplicates.showMore}
      </Button>
    </div>
  )
}

/** On every recording of a group but the first, which stays unless the artist swaps the two. */
function MergeButton({
  keep,
  other,
}: {
  readonly keep: RecordingRow | undefined
  readonly other: RecordingRow
}) {
  if (keep === undefined || keep.id === other.id) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={text.duplicates.mergeOf(describe(other))}
      onClick={() => openEditing({ kind: 'merge', keepId: keep.id, mergeId: other.id, fromDuplicates: true })}
    >
      {text.duplicates.merge}
    </Button>
  )
}

function describe({ title, version, artist, durationMs, isrc }: RecordingRow): string {
  const name = version === '' ? title : `${title} (${version})`
  const facts = [
    artist,
    durationMs === null ? null : formatDuration(durationMs),
    isrc === null ? null : formatIsrc(isrc),
  ]
  return [name, ...facts.filter((fact) => fact !== null)].join(' · ')
}
