import type { ListingFacts } from '../../../shared/contract/live.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatDuration } from '../../ui/format.ts'
import { Time } from '../../ui/Time.tsx'
import { historyStrings as text } from './strings.ts'
import classes from './watch.module.css'

type Listing = NonNullable<Output<'live.listing'>['listing']>
type Version = Listing['versions'][number]

/** When live sources saw a listing, and how what it says has changed. */
export function ListingHistory({ listing }: { readonly listing: Listing }) {
  const { firstSeenAt, lastSeenAt, sightings, versions, factsKept } = listing
  return (
    <DetailSection title={text.title}>
      <PropertyList
        items={[
          { label: text.first, value: <Time value={firstSeenAt} /> },
          { label: text.last, value: <Time value={lastSeenAt} /> },
        ]}
      />
      {sightings.length > 1 && (
        <PropertyList
          items={sightings.map(({ sourceName, lastAt }) => ({
            label: `${text.seenBy} ${sourceName}`,
            value: <Time value={lastAt} />,
          }))}
        />
      )}
      {!factsKept && <p className={classes.secondary}>{text.notKept}</p>}
      {versions.length > 1 ? (
        <ol className={classes.versions} aria-label={text.versions}>
          {versions.map((version, at) => (
            <VersionLine
              key={`${version.at} ${String(at)}`}
              version={version}
              before={versions[at + 1]}
              listing={listing}
            />
          ))}
        </ol>
      ) : (
        factsKept && <p className={classes.secondary}>{text.unchanged}</p>
      )}
    </DetailSection>
  )
}

interface VersionLineProps {
  readonly version: Version
  readonly before: Version | undefined
  readonly listing: Listing
}

function VersionLine({ version, before, listing }: VersionLineProps) {
  const { at, why, facts, changed, sourceId } = version
  const source = listing.sightings.find((sighting) => sighting.sourceId === sourceId)?.sourceName ?? sourceId
  return (
    <li>
      <Time value={at} />
      {before === undefined ? (
        <div className={classes.secondary}>{text.said(facts.title, facts.artist)}</div>
      ) : (
        <>
          {why === 'better-source' && <div className={classes.secondary}>{text.better(source)}</div>}
          {changed.filter(isFact).map((field) => (
            <div key={field} className={classes.secondary}>
              {text.change(
                text.fields[field] ?? field,
                factText(field, before.facts),
                factText(field, facts),
              )}
            </div>
          ))}
        </>
      )}
    </li>
  )
}

function isFact(field: string): field is keyof ListingFacts {
  return Object.hasOwn(text.fields, field)
}

function factText(field: keyof ListingFacts, facts: ListingFacts): string {
  const value = facts[field]
  if (value === null) return ''
  return field === 'durationMs' ? formatDuration(Number(value)) : String(value)
}
