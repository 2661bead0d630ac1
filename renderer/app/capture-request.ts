import { create } from 'zustand'

/** What somebody wants captured: addresses, still to be looked at, or what is behind findings, at once. */
export type CaptureRequest =
  | { readonly kind: 'addresses'; readonly text: string }
  | { readonly kind: 'findings'; readonly findingIds: readonly number[] }

/** Captures belong to no screen: whoever shows an address asks for its capture here. */
export const useCaptureRequest = create<{ readonly request: CaptureRequest | null }>(() => ({
  request: null,
}))

/** Opens the dialog, with these lines of addresses in it. */
export function openCapture(text = ''): void {
  useCaptureRequest.setState({ request: { kind: 'addresses', text } })
}

/** Captures the pages findings were found at; what needs a permission is asked for first. */
export function captureFindings(findingIds: readonly number[]): void {
  if (findingIds.length > 0) useCaptureRequest.setState({ request: { kind: 'findings', findingIds } })
}

export function closeCapture(): void {
  useCaptureRequest.setState({ request: null })
}
