/**
 * A copy of a text that is easier to search: lower case, straight quotation marks, plain spaces, without markup.
 * Every unit stands where it stood, so an offset in the copy is an offset in the text. Time is linear.
 */
export function mask(text: string): string {
  const plain = text
    .replace(/\r\n/g, ' \n')
    .replace(/\r/g, '\n')
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018]/g, '"')
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/[\t\v\f\u00a0\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]/g, ' ')
    .replace(/<\/?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?\/?>/gi, blank)
    .replace(
      /&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|laquo|raquo|[mn]dash|middot|hellip|#\d{2,5});/g,
      entity,
    )
    .replace(/\*\*|__|`/g, blank)
    .replace(/^#{1,6} /gm, blank)
  return lowerCase(plain)
}

function blank(match: string): string {
  return ' '.repeat(match.length)
}

const entities: Readonly<Record<string, string>> = {
  ...{
    '&amp;': '&',
    '&quot;': '"',
    '&ldquo;': '"',
    '&rdquo;': '"',
    '&laquo;': '"',
    '&raquo;': '"',
    '&lsquo;': '"',
  },
  ...{ '&apos;': "'", '&rsquo;': "'", '&#39;': "'", '&ndash;': '-', '&mdash;': '-' },
}

/** A character of HTML, and spaces for the rest of what stands for it. */
function entity(match: string): string {
  return (entities[match] ?? ' ').padEnd(match.length)
}

/** Lower case where that keeps the length; the few letters that grow (such as “İ”) stay as they are. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text
    .replace(/[^\x00-\x7f]/g, (letter) => {
      const small = letter.toLowerCase()
      return small.length === letter.length ? small : letter
    })
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
