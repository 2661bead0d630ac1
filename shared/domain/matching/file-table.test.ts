import { describe, expect, it } from 'vitest'
import { audioSaid, fileTableColumns, isTrackId } from './file-table.ts'

describe('a file table', () => {
  it('is told by the names of its columns', () => {
    expect(
      fileTableColumns(['rowid', 'track_id', 'filename', 'status', 'sha256_original', 'licensor']),
    ).toEqual({ trackId: 'track_id', fileName: 'filename', status: 'status', sha256: 'sha256_original' })
    expect(fileTableColumns(['Spotify ID', 'path'])).toMatchObject({ status: null, sha256: null })
    expect(fileTableColumns(['rowid', 'id', 'name', 'external_id_isrc'])).toBeNull()
    expect(fileTableColumns(['track_id', 'artist'])).toBeNull()
  })

  it.each([
    ['a.ogg', 'success', 'ab'.repeat(32), true, /taken: “a\.ogg”, SHA-256 (?:ab){32}$/],
    ['a.ogg', '', 'not a hash', true, /taken: “a\.ogg”$/],
    ['', 'success', '', false, /it names no file$/],
    ['', 'error_not_available', '', false, /“error_not_available”$/],
    ['b.ogg', 'skipped_isrc_has_download', '', false, /not taken: .*“skipped_isrc_has_download”$/],
  ])('says of %s, %s whether the audio was taken', (fileName, status, sha256, isTaken, reason) => {
    const said = audioSaid({ fileName, status, sha256 })
    expect(said.isTaken).toBe(isTaken)
    expect(said.reason).toMatch(reason)
  })

  it('is asked only for names that can be nothing else', () => {
    expect(isTrackId('4uLU6hMCjMI75M1A2tKUQC')).toBe(true)
    expect(['12', 'track2000', '4uLU6hMCjMI75M1A2tKUQ-', 'x'.repeat(23)].some(isTrackId)).toBe(false)
  })
})
