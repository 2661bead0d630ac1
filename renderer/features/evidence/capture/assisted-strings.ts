import { plural } from '../../../ui/plural.ts'

/** Texts of captures a person leads to the page. */
export const assistedText = {
  open: 'Open it myself',
  hint: 'For cookie walls and logins: a visible, isolated window in which you go to the page and then capture it.',
  about:
    'Behind a cookie wall or a login? “Open it myself” shows an isolated window in which you go to the page first.',
  onlyOne: '“Open it myself” takes one address at a time.',
  opened: 'The capture window is opening. Nothing is kept until you capture in it.',
  madeBy: 'Made by',
  person: (actions: number) => `a person, in ${plural(actions, { one: 'action', other: 'actions' })}`,
  told: (actions: number) =>
    `Made by a person in ${plural(actions, { one: 'action', other: 'actions' })}. Keys are counted, never told apart; what was typed and sent is nowhere in this capture. What the page shows may depend on that person.`,
  timeline: 'What was done, in order',
  unreadable: 'The list of actions cannot be read.',
} as const
