/** How letters of a table in text can be encoded. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** What can divide the cells of a table in text. */
export const delimiters = [',', ';', '\t', '|'] as const
