import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadProviderDirectory } from '../../../electron/core/cases/provider-directory.ts'
import { type EvidenceWorkspace, openEvidenceWorkspace, seedCase } from './evidence-workspace.ts'
import { sealCapture } from './sealed-capture.ts'

let workspace: EvidenceWorkspace
beforeEach(() => {
  workspace = openEvidenceWorkspace()
  loadProviderDirectory(workspace.context)
})
afterEach(() => workspace.dispose())

const never = { signal: new AbortController().signal }
const url = 'https://leak.example/track/7'

test('the newest captured page of a finding says where it leads', async () => {
  const { findingIds } = seedCase(workspace, [{ title: 'Harbour Lights', url }])
  const findingId = findingIds[0] ?? 0
  const ask = () => workspace.evidence['capture.fileLinks']({ findingId }, never)
  expect(await ask()).toEqual({ captureId: null, links: [] })
  await sealCapture(workspace, findingId, { url, dom: '<a href="https://mega.nz/file/old#k">old</a>' })
  const newest = await sealCapture(workspace, findingId, {
    url,
    dom: `<base href="https://leak.example/d/"><a href="next">own</a><a href="https://mega.nz/file/abc#key">get</a>
      <audio src="https://media.example/a.mp3"></audio><a href="https://news.example/story">read</a>`,
  })
  expect(await ask()).toEqual({
    captureId: newest,
    links: [
      { url: 'https://mega.nz/file/abc#key', domain: 'mega.nz', because: 'file-host', providerName: 'MEGA' },
      { url: 'https://media.example/a.mp3', domain: 'media.example', because: 'sound', providerName: null },
    ],
  })
})
