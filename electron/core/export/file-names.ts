import { encodeUtf8 } from '../../../shared/domain/text/utf8.ts'

// Characters that some file system does not take, and names that Windows keeps for devices.

const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i
const longest = 100
/** File systems take names of 255 bytes; the rest is for a number and an ending. */
const longestBytes = 200

/** A name that every file system takes, as near to the text as possible; `fallback` when nothing is left of it. */
export function fileNameOf(text: string, fallback: string): string {
  const clean = text.normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ').trim()
  const short = beginning(clean).replace(/^[. ]+|[. ]+$/g, '')
  if (short === '') return fallback
  return reserved.test(short) ? `${short}_` : short
}

function beginning(text: string): string {
  let taken = ''
  let bytes = 0
  for (const character of Array.from(text).slice(0, longest)) {
    bytes += encodeUtf8(character).length
    if (bytes > longestBytes) break
    taken += character
  }
  return taken
}

/** Gives each name once: names that differ only in case or are the same get a number. */
export function createNameSet(): (stem: string, extension: string) => string {
  const taken = new Set<string>()
  return (stem, extension) => {
    const suffix = extension === '' ? '' : `.${extension}`
    for (let number = 1; ; number++) {
      const name = `${stem}${number === 1 ? '' : ` (${number})`}${suffix}`
      const key = name.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return name
    }
  }
}
