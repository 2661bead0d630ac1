// Characters that some file system does not take, and names that Windows keeps for devices.

const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i
const longest = 100

/** A name that every file system takes, as near to the text as possible; `fallback` when nothing is left of it. */
export function fileNameOf(text: string, fallback: string): string {
  const clean = text.normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ').trim()
  const short = Array.from(clean)
    .slice(0, longest)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (short === '') return fallback
  return reserved.test(short) ? `${short}_` : short
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
