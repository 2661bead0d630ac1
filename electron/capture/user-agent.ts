/** Electron names itself and the app in its user agent; a listing must be seen as any visitor sees it. */
export function plainUserAgent(userAgent: string, appName: string): string {
  const named = new Set(['electron', appName.toLowerCase()])
  return userAgent
    .split(' ')
    .filter((product) => !named.has(product.split('/')[0]?.toLowerCase() ?? ''))
    .join(' ')
}
