import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeadlineRow } from '../../shared/contract/deadlines.ts'
import { createDeadlineNotices, type DeadlineNotices } from './deadline-notices.ts'
import type { QuietNotification } from './notifications.ts'

const due: DeadlineRow = {
  ...{ key: 'k', code: 'c', day: '2026-11-24', daysLeft: 1, stand: 'soon', title: 'Answer', why: '' },
  ...{ source: '', calendar: null, caseId: 3, releaseId: null, about: 'TuneVault' },
}
let notices: DeadlineNotices | null = null

async function told(bySystem: boolean) {
  const [shown, sent, lines]: [QuietNotification[], unknown[], string[]] = [[], [], []]
  const noted: unknown[] = []
  notices = createDeadlineNotices({
    core: {
      call(name, input) {
        if (name === 'deadlines.told') noted.push(input)
        return Promise.resolve({ ok: true, value: name === 'deadlines.untold' ? { deadlines: [due] } : {} })
      },
    },
    windows: { broadcast: (name, payload) => void sent.push([name, payload]) },
    notifications: {
      show(notification) {
        shown.push(notification)
        return bySystem
      },
    },
    log: (line) => void lines.push(line),
  })
  notices.soon(0)
  while (lines.length === 0) await wait(1)
  return { shown, sent, lines, noted }
}
afterEach(() => notices?.stop())

describe('a deadline that is close', () => {
  const words = { title: 'Answer: due tomorrow', body: 'TuneVault' }

  it('is told by the system, with the case a click leads to', async () => {
    const { shown, sent, lines, noted } = await told(true)
    expect(shown).toEqual([{ ...words, target: { kind: 'deadlines', caseId: 3 } }])
    expect(sent).toEqual([])
    expect(lines).toEqual(['told of deadlines: 1, by the system'])
    expect(noted).toEqual([{ deadlines: [{ key: 'k', day: '2026-11-24' }] }])
  })

  it('is left to the window where the system has not shown it, and counts as told when that has', async () => {
    const { sent, lines, noted } = await told(false)
    const deadlines = [{ key: 'k', day: '2026-11-24' }]
    expect(sent).toEqual([['deadlines.due', { ...words, caseId: 3, deadlines }]])
    expect(lines).toEqual(['deadlines to be told in the window: 1'])
    expect(noted).toEqual([])
  })
})
