import type { Command } from 'commander'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  captureDownloadResult,
  captureJobResult,
  captureProviderResult,
  type CaptureDownload,
  type CaptureProvider,
} from '../../../shared/contract/captures.ts'
import type { Contact } from '../../../shared/domain/evidence/provider/rdap.ts'
import { collectIds, idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit, type ExitCode } from '../exit.ts'
import type { Session } from '../session.ts'
import { captureItemLine } from './capture-lines.ts'

/** capture findings, capture file, capture audio, capture download, capture provider */
export function addMoreCaptureCommands(capture: Command, run: Run): void {
  define(capture, 'findings', {
    description: 'capture the pages findings were found at, each address once',
    examples: ['capture findings 7 8 9'],
    reports: 'a page was not captured, or not completely; the gaps are named',
  })
    .argument('<id...>', 'the findings', collectIds)
    .option('--allow-host <host...>', 'reach this host although it is not on the public Internet')
    .action((ids: readonly number[], options: { allowHost?: string[] }) =>
      run((session) => captureFindings(session, ids, options.allowHost ?? [])),
    )
  define(capture, 'file', {
    description: 'write a copy of one file of a capture',
    examples: ['capture file 3 viewport.png --out page.png'],
  })
    .argument('<id>', 'the capture', idArgument)
    .argument('<name>', 'the file, as “capture show” names it')
    .requiredOption('--out <file>', 'where to write')
    .action((captureId: number, name: string, options: { out: string }) =>
      run(async (session) => {
        const request = { captureId, name, path: resolve(options.out) }
        const saved = await session.withCore(({ call }) => call('capture.saveFile', request))
        session.output.result(saved, [`${saved.path}, SHA-256 ${saved.sha256}`])
        return exit.done
      }),
    )
  addAudio(capture, run)
  define(capture, 'provider', {
    description: 'who is behind the address of a capture, as it was looked up',
    examples: ['capture provider 3', 'capture provider 3 --ask', 'capture provider 3 --answers answers.json'],
  })
    .argument('<id>', 'the capture', idArgument)
    .option('--ask', 'ask name servers and registries now; every question and answer is kept')
    .option('--answers <file>', 'write every question and answer of the last look-up, as JSON')
    .action((captureId: number, options: ProviderOptions) =>
      run((session) => showProvider(session, captureId, options)),
    )
}

function addAudio(capture: Command, run: Run): void {
  define(capture, 'audio', {
    description: 'the files with sound a captured page offers, and those downloaded from it',
    examples: ['capture audio 3'],
  })
    .argument('<id>', 'the capture', idArgument)
    .action((captureId: number) =>
      run(async (session) => {
        const audio = await session.withCore(({ call }) => call('capture.audio', { captureId }))
        session.output.result(audio, [
          ...audio.offers.map(({ url, whole }) => `offered     ${whole ? 'captured whole  ' : ''}${url}`),
          ...audio.downloads.map(downloadLine),
        ])
        return exit.done
      }),
    )
  define(capture, 'download', {
    description: 'download one of these files whole, seal it, and compare it with the catalogue',
    examples: [
      'capture download 3 https://example.org/song.mp3',
      'capture download 3 https://example.org/song.mp3 --out song.mp3',
    ],
  })
    .argument('<id>', 'the capture', idArgument)
    .argument('<url>', 'the address, as “capture audio” names it')
    .option('--out <file>', 'also write a copy of it')
    .action((captureId: number, url: string, options: { out?: string }) =>
      run((session) => download(session, captureId, url, options.out)),
    )
}

async function captureFindings(
  session: Session,
  ids: readonly number[],
  allowHosts: readonly string[],
): Promise<ExitCode> {
  const { items, skipped } = await session.withCore(async ({ call, finish }) => {
    const started = await call('capture.findings', {
      findingIds: [...ids],
      allowHosts: [...allowHosts],
    })
    const { items: made } = captureJobResult.parse((await finish(started.jobId)).result)
    return { items: made, skipped: started.skipped }
  })
  session.output.result({ items, skipped }, [
    ...items.map(captureItemLine),
    ...skipped.map((id) => `finding ${String(id)} names no web address`),
  ])
  const isWhole = skipped.length === 0 && items.every(({ capture }) => capture?.complete === true)
  return isWhole ? exit.done : exit.reported
}

async function download(
  session: Session,
  captureId: number,
  url: string,
  out: string | undefined,
): Promise<ExitCode> {
  const made = await session.withCore(async ({ call, finish }) => {
    const { jobId } = await call('capture.download', { captureId, url })
    const { downloadId } = captureDownloadResult.parse((await finish(jobId)).result)
    if (out !== undefined) await call('capture.saveDownload', { downloadId, path: resolve(out) })
    const { downloads } = await call('capture.audio', { captureId })
    return downloads.filter(({ id }) => id === downloadId)
  })
  session.output.result({ downloads: made }, made.map(downloadLine))
  return exit.done
}

function downloadLine({ url, bytes, sha256, comparison, notCompared }: CaptureDownload): string {
  const [best] = comparison?.matches ?? []
  const verdict = comparison === null ? notCompared : comparison.verdict
  const name = best === undefined ? '' : `: “${best.title}” by ${best.artist}`
  return `downloaded  ${url}\n  ${String(bytes)} bytes, SHA-256 ${sha256}\n  ${verdict}${name}`
}

interface ProviderOptions {
  readonly ask?: boolean
  readonly answers?: string
}

async function showProvider(
  session: Session,
  captureId: number,
  { ask, answers }: ProviderOptions,
): Promise<ExitCode> {
  const { providers, record } = await session.withCore(async ({ call, finish }) => {
    if (ask === true) {
      const { jobId } = await call('capture.lookUpProvider', { captureId, allow: true })
      captureProviderResult.parse((await finish(jobId)).result)
    }
    const { providers: found } = await call('capture.providers', { captureId })
    const [latest] = found
    const wanted = latest !== undefined && answers !== undefined
    return {
      providers: found,
      record: wanted ? await call('capture.providerRecord', { providerId: latest.id }) : null,
    }
  })
  if (record !== null && answers !== undefined) {
    writeFileSync(resolve(answers), `${JSON.stringify(record, null, 1)}\n`)
  }
  const [latest] = providers
  session.output.result(
    { providers },
    latest === undefined ? ['Not looked up. “--ask” does it.'] : providerLines(latest),
  )
  return exit.done
}

function providerLines({ facts, lookedUpAt, recordSha256 }: CaptureProvider): string[] {
  const { dns, registration, network } = facts
  const person = (contact: Contact | null | undefined) =>
    contact ? [contact.name, contact.email, contact.phone].filter((part) => part !== '').join(', ') : ''
  const rows: (readonly [string, string])[] = [
    ['Host', facts.host],
    ['Addresses', [...dns.a, ...dns.aaaa].join(', ')],
    ['Domain', facts.domain ?? ''],
    ['Registrar', person(registration?.registrar)],
    ['Registered', registration?.registeredAt ?? ''],
    ['Name servers', (registration?.nameServers ?? dns.ns).join(', ')],
    ['Abuse', person(registration?.abuse)],
    ['Network', [network?.name, network?.range, network?.country].filter(Boolean).join(', ')],
    ['Hosted by', person(network?.holder)],
    ['Abuse, host', person(network?.abuse)],
    ['Looked up', lookedUpAt],
    ['Record', `SHA-256 ${recordSha256}`],
  ]
  return rows.filter(([, value]) => value !== '').map(([label, value]) => `${label.padEnd(12)} ${value}`)
}
