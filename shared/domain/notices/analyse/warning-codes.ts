/** The codes of the analyser's warnings; docs/notices.md says what each means. */
export const warningCodes = [
  ...([
    'kind-counter-notice',
    'kind-withdrawal',
    'kind-court-action',
    'kind-trademark',
    'kind-guidance',
  ] as const),
  ...([
    'kind-blank-form',
    'kind-empty',
    'kind-other',
    'circumvention',
    'trademark-mixed',
    'wrong-section',
  ] as const),
  ...(['goodFaith-agreed', 'goodFaith-asked', 'goodFaith-quoted', 'goodFaith-denied'] as const),
  ...(['accuracy-agreed', 'accuracy-asked', 'accuracy-quoted', 'accuracy-denied'] as const),
  ...(['authority-agreed', 'authority-asked', 'authority-quoted', 'authority-denied'] as const),
  ...(['signature-partial', 'work-partial', 'material-partial', 'contact-partial'] as const),
  ...(['goodFaith-partial', 'accuracy-partial', 'authority-partial', 'signature-unclear'] as const),
  ...([
    'vague-address',
    'contact-thin',
    'post-box',
    'redacted',
    'placeholder',
    'oath-widened',
    'fair-use-unsaid',
  ] as const),
  ...([
    'oath-for-future',
    'threat-of-liability',
    'payment-demand',
    'indemnity',
    'hedged',
    'hidden-characters',
  ] as const),
] as const
export type WarningCode = (typeof warningCodes)[number]
