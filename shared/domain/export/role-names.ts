const special: Readonly<Record<string, string>> = {
  'composer-lyricist': 'Songwriter',
  'a-and-r': 'A&R',
  dj: 'DJ',
  'original-publisher': 'Publisher',
  programmer: 'Programming',
  photographer: 'Photography',
  'co-producer': 'Co-producer',
  'sub-publisher': 'Sub-publisher',
}

/** A role in words as it stands on a label copy: `mixing-engineer` is “Mixing engineer”. */
export function roleName(code: string): string {
  const words = special[code] ?? code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
