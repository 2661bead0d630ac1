import type { boardColumns } from '../../../../shared/domain/cases/case-states.ts'

export const columnTitles: Readonly<Record<(typeof boardColumns)[number]['id'], string>> = {
  prepare: 'To send',
  waiting: 'Waiting for an answer',
  answered: 'Answer to follow up',
  next: 'Carried on',
  done: 'Down or closed',
}

export const text = {
  board: 'Board',
  table: 'Table',
  view: 'Show cases as',
  label: 'Cases by state',
  hint: 'Arrow keys go from case to case, Enter opens one, M records what became of it.',
  move: (name: string) => `Record what became of ${name}`,
  none: 'None',
  since: (day: string) => `since ${day}`,
  sendFirst: 'This notice was not sent yet. Send it, then record it there.',
  cannot: (column: string) => `From its state this case cannot go to “${column}”.`,
  more: 'More about cases',
  deadlines: 'Deadlines',
  providers: 'Provider directory',
  exposure: 'Exposure',
  analyse: 'Analyse a notice',
  reservation: 'Reserve text and data mining',
  custody: 'Custody log',
} as const
