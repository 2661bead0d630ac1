import type { ProviderRow } from '../../../shared/contract/providers.ts'
import type { ProviderField } from '../../../shared/domain/notices/provider-facts.ts'
import { plural } from '../../ui/plural.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

export const strings = {
  title: 'Provider directory',
  cases: 'Cases',
  group: 'Cases',
  command: 'Provider directory',
  grid: 'Providers',
  search: 'Search by name or domain',
  subtitle: (n: number, own: number) =>
    `${plural(n, { one: 'provider', other: 'providers' })} · ${own === 0 ? 'none corrected by you' : `${own} corrected by you`}`,
  columns: {
    name: 'Name',
    kind: 'Kind',
    to: 'Notices to',
    confidence: 'Confidence',
    checked: 'Checked',
    cases: 'Cases',
  },
  detail: 'Provider',
  yours: 'Set by you',
  fieldsTitle: 'Where notices go and what it asks',
  fieldsHint:
    'What you set holds for your cases at once. The shipped fact stays, and can be taken back field by field.',
  shipped: (value: string) => `Shipped: ${value}`,
  reset: 'Use the shipped one',
  resetOf: (field: string) => `Use the shipped value of ${field}`,
  recordTitle: 'On record',
  domains: 'Domains',
  source: 'Read in',
  checkedOn: 'Checked on',
  lowTitle: 'A placeholder',
  low: 'Look the agent up in its copyright policy or at dmca.copyright.gov before sending, and enter it here.',
  add: 'Add a provider…',
  addTitle: 'Add a provider',
  addName: 'Name',
  addDomains: 'Domains',
  addDomainsHint: 'One a line or divided by blanks, such as bigrack.example.',
  addConfirm: 'Add',
  added: 'The provider was added',
  cancel: 'Cancel',
  nothing: 'No provider matches',
  nothingText: 'No name and no domain has this in it. Add the provider, or search for another.',
  responsePlaceholder: '3 business days',
  responseProblem: 'Expected is “3 days” or “3 business days”.',
  requirementsHint: 'One a line.',
  countryHint: 'The calendar its business days follow.',
  guessed: 'Not set: by its domain, else United States',
  emailProblem: 'This is no e-mail address.',
  formProblem: 'This must be an https address.',
  none: '–',
} as const

export const fieldLabels: Readonly<Record<ProviderField, string>> = {
  email: 'Agent’s e-mail',
  form: 'Web form',
  requirements: 'What it asks for',
  respondsIn: 'Its time to respond',
  country: 'Calendar',
  note: 'Your note',
}

export const confidences: Readonly<
  Record<ProviderRow['confidence'], { readonly label: string; readonly tone: Tone }>
> = {
  high: { label: 'High', tone: 'success' },
  medium: { label: 'Medium', tone: 'neutral' },
  low: { label: 'Low', tone: 'warning' },
}
