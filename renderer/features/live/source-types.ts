import type { Output } from '../../../shared/contract/index.ts'

/** Where keys are kept, and whether they can be. */
export type SecretStore = Output<'live.sources'>['secretStore']
