export interface AboutFacts {
  readonly appVersion: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: string
  readonly developmentRuntime: boolean
  readonly workspace: string
}

/** The text of the About box. A run on the development Electron says so: it must not be relied on. */
export function aboutText(facts: AboutFacts): { readonly message: string; readonly detail: string } {
  const lines = [
    `Version ${facts.appVersion}`,
    `Electron ${facts.electron}, Chromium ${facts.chromium}, Node ${facts.node}, ${facts.platform}`,
    '',
    `Workspace: ${facts.workspace}`,
    '',
    'Nothing leaves this computer except requests you ask for.',
    'Refrain is not a lawyer and gives no legal advice.',
  ]
  const warning = [
    '',
    'This is a development run on a substitute Electron that receives no security updates. Do not use it for daily work.',
  ]
  return { message: 'Refrain', detail: [...lines, ...(facts.developmentRuntime ? warning : [])].join('\n') }
}
