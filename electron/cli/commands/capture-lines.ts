import type { CaptureItem, CaptureSummary } from '../../../shared/contract/captures.ts'
import { cells } from '../output.ts'

/** What became of one address of a batch, in one line. */
export function captureItemLine({ url, capture, error }: CaptureItem): string {
  if (capture === null) return `not captured  ${url}\n  ${error?.message ?? ''}`
  return `${cells([`capture ${String(capture.id)}`, captureStateText(capture)])}  ${url}`
}

type Stated = Pick<CaptureSummary, 'outcome' | 'status' | 'complete' | 'gaps'>

/** The answer of a capture and whether it is whole. */
export function captureStateText({ outcome, status, complete, gaps }: Stated): string {
  const answer = status === null ? outcome : `${outcome} ${String(status)}`
  return `${answer}, ${complete ? 'complete' : `${String(gaps)} ${gaps === 1 ? 'gap' : 'gaps'}`}`
}

/** The same as a list shows it: a capture a person led to the page is marked. */
export function captureListText(capture: Stated & Pick<CaptureSummary, 'assisted'>): string {
  return `${captureStateText(capture)}${capture.assisted ? ', assisted' : ''}`
}

/** How far the server's clock is from this machine's. Servers tell their time in whole seconds. */
export function clockText(offsetMs: number): string {
  const seconds = Math.trunc(Math.abs(offsetMs) / 1000)
  if (seconds === 0) return 'the server’s and this machine’s agree to the second'
  return `the server’s is ${String(seconds)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} this machine’s`
}
