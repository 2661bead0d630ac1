import type { ReactNode } from 'react'
import { create } from 'zustand'

export interface ConfirmQuestion {
  readonly kind: 'confirm'
  readonly title: string
  /** What will happen, and what will not. */
  readonly body: ReactNode
  /** A verb: what the button does. */
  readonly confirmLabel: string
  readonly danger?: boolean
  /** A second way to go on. */
  readonly otherLabel?: string
}

export interface TextQuestion {
  readonly kind: 'text'
  readonly title: string
  readonly body?: ReactNode
  readonly label: string
  readonly confirmLabel: string
  readonly hint?: string
  readonly required?: boolean
  readonly multiline?: boolean
  /** It is shown as dots, and kept as it was typed. */
  readonly secret?: boolean
  readonly initial?: string
}

export interface OpenQuestion {
  readonly id: number
  readonly question: ConfirmQuestion | TextQuestion
  readonly answer: (text: string | null) => void
}

/** The question on screen; asked one at a time, later ones wait. */
export const useQuestions = create<{ readonly open: readonly OpenQuestion[] }>(() => ({ open: [] }))

let lastQuestion = 0

function ask(question: ConfirmQuestion | TextQuestion): Promise<string | null> {
  return new Promise((resolve) => {
    const entry: OpenQuestion = {
      id: ++lastQuestion,
      question,
      answer: (text) => {
        useQuestions.setState(({ open }) => ({ open: open.filter((other) => other !== entry) }))
        resolve(text)
      },
    }
    useQuestions.setState(({ open }) => ({ open: [...open, entry] }))
  })
}

/** Asks before something that is hard to take back. */
export async function confirm(question: Omit<ConfirmQuestion, 'kind'>): Promise<boolean> {
  return (await ask({ kind: 'confirm', ...question })) !== null
}

const other = 'other'

/** As `confirm`, with a second way to go on. Null when the user thought better of it. */
export async function choose(
  question: Omit<ConfirmQuestion, 'kind'> & { readonly otherLabel: string },
): Promise<'confirm' | 'other' | null> {
  const answer = await ask({ kind: 'confirm', ...question })
  if (answer === null) return null
  return answer === other ? 'other' : 'confirm'
}

/** Asks for a text, such as a reason. Null when the user thought better of it. */
export async function askText(question: Omit<TextQuestion, 'kind'>): Promise<string | null> {
  return ask({ kind: 'text', ...question })
}
