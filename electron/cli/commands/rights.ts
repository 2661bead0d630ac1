import type { Command } from 'commander'
import type { Run } from '../define.ts'
import { addCreditCommands } from './credits.ts'
import { addPartyCommands } from './parties.ts'
import { addSplitCommands } from './splits.ts'
import { addWorkCommands } from './works.ts'

/** work, party, credit, split */
export function addRightsCommands(program: Command, run: Run): void {
  addWorkCommands(program, run)
  addPartyCommands(program, run)
  addCreditCommands(program, run)
  addSplitCommands(program, run)
}
