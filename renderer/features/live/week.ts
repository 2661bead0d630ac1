import type { Output } from '../../../shared/contract/index.ts'

/** What was found in one week. */
export type Week = Output<'live.perWeek'>['weeks'][number]
