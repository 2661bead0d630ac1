/** What stands in the list of requests in the place of a secret. */
export const hidden = '…'

/** The address without the values of its secret parameters. Names are compared without regard to case. */
export function shownAddress(url: string, secrets: readonly string[]): string {
  const question = url.indexOf('?')
  if (secrets.length === 0 || question < 0) return url
  return url.slice(0, question + 1) + shownForm(url.slice(question + 1), secrets)
}

/** A form or a query (`a=1&b=2`) without the values of its secret fields. */
export function shownForm(form: string, secrets: readonly string[]): string {
  const names = lower(secrets)
  return form
    .split('&')
    .map((part) => {
      const name = part.split('=', 1)[0] ?? ''
      return names.has(decoded(name).toLowerCase()) ? `${name}=${hidden}` : part
    })
    .join('&')
}

/** The headers without the values of the secret ones. */
export function shownHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  const names = lower(secrets)
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, names.has(name.toLowerCase()) ? hidden : value]),
  )
}

function lower(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
