import type { RecheckReport } from '../../../shared/contract/evidence.ts'
import { isCustodyWarning } from '../../../shared/domain/evidence/custody-line.ts'

type Chain = Pick<RecheckReport['custody'], 'problems'>

/** How many problems break the log; a clock that ran backwards does not. */
export function custodyDefects({ problems }: Chain): number {
  return problems.filter(({ code }) => !isCustodyWarning(code)).length
}

/** Whether a log holds, in words. */
export function custodyChainText(chain: Chain): string {
  if (custodyDefects(chain) > 0) return 'BROKEN'
  return chain.problems.length === 0 ? 'unbroken' : 'unbroken; the computer’s clock ran backwards'
}
