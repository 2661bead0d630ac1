const notePrefix = 'Note: '

/** What a provider asks for, apart from what is only good to know about it. The directory marks the latter with "Note: ". */
export function requirementsOf(requirements: readonly string[]): {
  readonly asked: readonly string[]
  readonly notes: readonly string[]
} {
  return {
    asked: requirements.filter((text) => !text.startsWith(notePrefix)),
    notes: requirements
      .filter((text) => text.startsWith(notePrefix))
      .map((text) => text.slice(notePrefix.length)),
  }
}
