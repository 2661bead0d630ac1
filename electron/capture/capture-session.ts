import { randomUUID } from 'node:crypto'
import { type Session, session as sessions } from 'electron'
import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import { type AddressGuard, createAddressGuard } from './address-guard.ts'
import type { Remarks } from './remarks.ts'
import { plainUserAgent } from './user-agent.ts'

/** A response the browser saw, whoever asked for it. */
export interface SeenResponse {
  readonly url: string
  readonly status: number
  readonly type: string
  /** When it was complete, milliseconds since the epoch. */
  readonly at: number
}

/** A certificate chain as the server sent it, and Chromium's verdict on it. */
export interface SeenCertificate {
  readonly host: string
  readonly verdict: string
  readonly subject: string
  readonly issuer: string
  /** Seconds since the epoch. */
  readonly validFrom: number
  readonly validTo: number
  readonly fingerprint: string
  /** The chain, the server's own certificate first. */
  readonly pem: string
}

/** The browser session of one capture, and what it saw go by. */
export interface CaptureSession {
  readonly session: Session
  readonly guard: AddressGuard
  readonly userAgent: string
  readonly seen: readonly SeenResponse[]
  readonly certificates: ReadonlyMap<string, SeenCertificate>
  /** Addresses that were stopped before a connection was made. */
  readonly blocked: ReadonlySet<string>
  /** Requests under way, and when the last one began or ended. */
  traffic(): { readonly open: number; readonly lastAt: number }
}

const longestChain = 10
/** Chromium decides by its own verdict. */
const useChromiumsVerdict = -3

/**
 * Makes a session that has never been anywhere: in memory, without cache, cookies or proxy. It denies every
 * permission, cancels downloads, and asks the address guard before each request.
 */
export async function openCaptureSession(options: {
  readonly limits: CaptureLimits
  readonly allowedHosts: readonly string[]
  readonly appName: string
  readonly remarks: Remarks
}): Promise<CaptureSession> {
  const { remarks } = options
  const session = sessions.fromPartition(`capture-${randomUUID()}`, { cache: false })
  await session.setProxy({ mode: 'direct' })
  session.setSpellCheckerEnabled(false)
  const userAgent = plainUserAgent(session.getUserAgent(), options.appName)
  session.setUserAgent(userAgent, 'en-US,en')
  denyAll(session, remarks)
  const guard = createAddressGuard(session, options.allowedHosts)
  return {
    session,
    guard,
    userAgent,
    certificates: watchCertificates(session),
    ...watchRequests(session, guard, options.limits, remarks),
  }
}

function denyAll(session: Session, remarks: Remarks): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    remarks.note('permission-denied', permission)
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    event.preventDefault()
    remarks.note('download-cancelled', item.getURL())
  })
}

function watchRequests(session: Session, guard: AddressGuard, limits: CaptureLimits, remarks: Remarks) {
  const open = new Set<number>()
  const seen: SeenResponse[] = []
  const blocked = new Set<string>()
  let lastAt = Date.now()
  let begun = 0

  const judge = async (url: string): Promise<boolean> => {
    const objection = await guard.objection(url)
    if (objection !== null) {
      blocked.add(url)
      remarks.gap('address-blocked', `${objection}: ${url}`)
    }
    return objection === null
  }
  session.webRequest.onBeforeRequest((details, answer) => {
    lastAt = Date.now()
    if (isWeb(details.url) && ++begun > limits.requests) {
      remarks.gap('request-capped', `more than ${String(limits.requests)}`)
      answer({ cancel: true })
      return
    }
    void judge(details.url).then((passes) => {
      if (passes && isWeb(details.url)) open.add(details.id)
      answer({ cancel: !passes })
    })
  })
  session.webRequest.onSendHeaders(({ url, requestHeaders }) => {
    const isWorker = Object.keys(requestHeaders).some((name) => name.toLowerCase() === 'service-worker')
    if (isWorker) remarks.note('service-worker-bypassed', url)
  })
  const ended = (details: { id: number; url: string; resourceType: string }, status: number) => {
    lastAt = Date.now()
    open.delete(details.id)
    if (isWeb(details.url)) {
      seen.push({ url: details.url, status, type: details.resourceType, at: lastAt })
    }
  }
  session.webRequest.onCompleted((details) => ended(details, details.statusCode))
  session.webRequest.onErrorOccurred((details) => {
    lastAt = Date.now()
    open.delete(details.id)
  })
  return { seen, blocked, traffic: () => ({ open: open.size, lastAt }) }
}

function watchCertificates(session: Session): ReadonlyMap<string, SeenCertificate> {
  const certificates = new Map<string, SeenCertificate>()
  session.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, answer) => {
    if (!certificates.has(hostname)) {
      const chain: string[] = []
      let link = certificate
      // The last certificate of a chain names itself as its issuer.
      while (chain.length < longestChain && !chain.includes(link.data)) {
        chain.push(link.data)
        if (!('issuerCert' in link) || typeof link.issuerCert !== 'object') break
        link = link.issuerCert
      }
      certificates.set(hostname, {
        host: hostname,
        verdict: verificationResult,
        subject: certificate.subjectName,
        issuer: certificate.issuerName,
        validFrom: certificate.validStart,
        validTo: certificate.validExpiry,
        fingerprint: certificate.fingerprint,
        pem: chain.map((pem) => `${pem.trim()}\n`).join(''),
      })
    }
    answer(useChromiumsVerdict)
  })
  return certificates
}

function isWeb(url: string): boolean {
  return /^https?:/i.test(url)
}
