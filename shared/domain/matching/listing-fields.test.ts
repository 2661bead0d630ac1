import { describe, expect, it } from 'vitest'
import { durationUnitOf, fieldOfColumn } from './listing-fields.ts'

describe('column names', () => {
  it.each([
    ['Artist Name(s)', 'artist'],
    ['Künstler', 'artist'],
    ['TRACK_TITLE', 'title'],
    ['Track Name', 'title'],
    ['Optional ISRC', 'isrc'],
    ['external_id_isrc', 'isrc'],
    ['Track Duration (ms)', 'duration'],
    ['item url', 'url'],
    ['Uploaded by', 'account'],
    ['File-Name', 'fileName'],
    ['ID', 'id'],
    ['Record Label', 'label'],
    ['Album Title', 'album'],
  ])('%s is the %s', (name, field) => {
    expect(fieldOfColumn(name)?.field).toBe(field)
  })

  it.each([
    'Card#',
    'Bitrate',
    'Hashed Info',
    'Youtube-Title',
    '',
    'artist bio of the track and the isrc agency of Iceland',
  ])('“%s” is nothing known', (name) => {
    expect(fieldOfColumn(name)).toBeNull()
  })

  it('rank the plain name before the special one', () => {
    const rank = (name: string) => fieldOfColumn(name)?.rank ?? Infinity
    expect(rank('artist')).toBeLessThan(rank('album artist'))
    expect(rank('isrc')).toBeLessThan(rank('Optional ISRC'))
  })
})

describe('the unit of a duration', () => {
  it.each([
    ['duration_ms', 'ms'],
    ['Track Duration (ms)', 'ms'],
    ['trackTimeMillis', 'ms'],
    ['duration_seconds', 's'],
    ['Length (sec)', 's'],
    ['duration', 'auto'],
    ['length', 'auto'],
  ])('of “%s” is %s', (name, unit) => {
    expect(durationUnitOf(name)).toBe(unit)
  })
})
