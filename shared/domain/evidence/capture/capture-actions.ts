import { z } from 'zod'

const at = z.iso.datetime()
const place = z.int()

/** Tag of an element, with the kind of a field behind a colon: `a`, `button`, `input:checkbox`. Never its words. */
const elementKind = z.string().regex(/^[a-z][a-z0-9-]{0,40}(?::[a-z-]{1,20})?$/)

/**
 * One line of `actions.jsonl`: what a person did in the window of an assisted capture. Keys are counted, never told
 * apart; what is typed, pasted or sent is nowhere.
 */
export const captureAction = z.discriminatedUnion('kind', [
  z.object({ at, kind: z.literal('opened'), url: z.string() }),
  /** The window shows another address now, by a click or by the page itself. */
  z.object({ at, kind: z.literal('navigated'), url: z.string() }),
  /** Position in CSS pixels from the upper left of the page, or of the frame in it. */
  z.object({
    at,
    kind: z.literal('pressed'),
    x: place,
    y: place,
    element: elementKind,
    inFrame: z.boolean(),
  }),
  z.object({ at, kind: z.literal('keys'), count: z.int().positive() }),
  z.object({ at, kind: z.literal('pasted') }),
  z.object({ at, kind: z.literal('scrolled'), x: place, y: place }),
  z.object({ at, kind: z.literal('submitted'), method: z.enum(['get', 'post', 'dialog']) }),
  z.object({ at, kind: z.literal('resized'), width: z.int(), height: z.int() }),
  /** A button of the window itself: back, reload, or a window the page wanted, opened in place. */
  z.object({ at, kind: z.literal('used'), control: z.enum(['back', 'reload', 'open-here']) }),
  /** The person asked for the capture. */
  z.object({ at, kind: z.literal('taken') }),
  /** Beyond the most that are told one by one. */
  z.object({ at, kind: z.literal('more'), count: z.int().positive() }),
])
export type CaptureAction = z.infer<typeof captureAction>
export type CaptureActionKind = CaptureAction['kind']

/** Name of the file of actions in a capture. */
export const captureActionsFile = 'actions.jsonl'

/** Reads the lines of `actions.jsonl`. Throws when one is no action. */
export function readCaptureActions(text: string): readonly CaptureAction[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => captureAction.parse(JSON.parse(line)))
}

/** One action in words. */
export function captureActionText(action: CaptureAction): string {
  switch (action.kind) {
    case 'opened':
      return `The window opened on ${action.url}`
    case 'navigated':
      return `The page went to ${action.url}`
    case 'pressed':
      return `Pressed ${elementText(action.element)} at ${String(action.x)}, ${String(action.y)}${action.inFrame ? ' of a frame' : ''}`
    case 'keys':
      return action.count === 1 ? 'Pressed 1 key' : `Pressed ${String(action.count)} keys`
    case 'pasted':
      return 'Pasted something'
    case 'scrolled':
      return `The page was scrolled to ${String(action.x)}, ${String(action.y)}`
    case 'submitted':
      return action.method === 'dialog' ? 'Closed a dialog of the page' : 'Sent a form'
    case 'resized':
      return `The window became ${String(action.width)} by ${String(action.height)} pixels`
    case 'used':
      return controlTexts[action.control]
    case 'taken':
      return 'Asked for the capture'
    case 'more':
      return `${String(action.count)} further actions, not told one by one`
  }
}

const controlTexts = {
  back: 'Went back',
  reload: 'Loaded the page again',
  'open-here': 'Opened in place a window the page wanted',
} as const

const elementTexts: Readonly<Record<string, string>> = {
  a: 'a link',
  button: 'a button',
  'input:submit': 'a button',
  'input:button': 'a button',
  'input:checkbox': 'a checkbox',
  'input:radio': 'a choice',
  'input:password': 'a password field',
  select: 'a list of choices',
  textarea: 'a text field',
  img: 'a picture',
  video: 'a player',
  audio: 'a player',
}

function elementText(element: string): string {
  const [tag = ''] = element.split(':')
  return elementTexts[element] ?? (tag === 'input' ? 'a field' : (elementTexts[tag] ?? `an element (${tag})`))
}
