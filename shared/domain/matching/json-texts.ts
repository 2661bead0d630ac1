import { isObject } from './json-members.ts'

/** Every text in a JSON value, keys excluded. */
export function jsonTexts(value: unknown): readonly string[] {
  const texts: string[] = []
  addTexts(value, 0, texts)
  return texts
}

const deepestText = 64

function addTexts(value: unknown, depth: number, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (depth >= deepestText) return
  else if (Array.isArray(value)) for (const item of value) addTexts(item, depth + 1, texts)
  else if (isObject(value)) for (const key in value) addTexts(value[key], depth + 1, texts)
}
