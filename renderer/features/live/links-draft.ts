import { create } from 'zustand'

/** What was pasted into the assistant so far; it outlives going elsewhere and back. */
interface LinksDraft {
  readonly pages: string
  readonly labels: string
}

export const emptyLinks: LinksDraft = { pages: '', labels: '' }
export const useLinksDraft = create<LinksDraft>(() => emptyLinks)
