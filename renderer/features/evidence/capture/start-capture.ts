import { z } from 'zod'
import { isRefrainError } from '../../../../shared/errors.ts'
import { call } from '../../../rpc/client.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { confirm } from '../../../ui/confirm.ts'
import { toast } from '../../../ui/toasts.tsx'
import { assistedText } from './assisted-strings.ts'
import { dialogText } from './strings.ts'

const barred = z.object({ hosts: z.array(z.string()).min(1) })

/** Starts the capture of addresses. Rejects with the reason when it cannot be started. */
export async function captureAddresses(
  urls: readonly string[],
  allowHosts: readonly string[],
): Promise<void> {
  await call('capture.start', { urls: [...urls], allowHosts: [...allowHosts] })
  toast.info(dialogText.started(urls.length), { brief: true })
}

/** Captures one address once more, with the permissions it had. */
export async function captureAgain(
  url: string,
  findingId: number | null,
  allowHosts: readonly string[],
): Promise<void> {
  try {
    await call('capture.start', { urls: [url], findingId, allowHosts: [...allowHosts] })
    toast.info(dialogText.started(1), { brief: true })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Opens the isolated window in which a person goes to the page. True when it is on its way. */
export async function openAssisted(
  url: string,
  findingId: number | null,
  allowHosts: readonly string[],
): Promise<boolean> {
  try {
    await call('capture.assisted', { url, findingId, allowHosts: [...allowHosts] })
    toast.info(assistedText.opened)
    return true
  } catch (error) {
    toast.error(toUserError(error))
    return false
  }
}

/** Captures the pages behind findings; a host outside the public Internet is asked for, and only then reached. */
export async function captureOfFindings(
  findingIds: readonly number[],
  allowHosts: readonly string[] = [],
): Promise<void> {
  try {
    const { pages, skipped } = await call('capture.findings', {
      findingIds: [...findingIds],
      allowHosts: [...allowHosts],
    })
    if (skipped.length === 0) toast.info(dialogText.started(pages), { brief: true })
    else toast.info(`${dialogText.started(pages)}. ${dialogText.skipped(skipped.length)}`)
  } catch (error) {
    const hosts = barredHosts(error)
    if (hosts === null || allowHosts.length > 0) toast.error(toUserError(error))
    else if (await mayReach(hosts)) await captureOfFindings(findingIds, hosts)
  }
}

/** The hosts that would have to be allowed, when that is what stands in the way. */
function barredHosts(error: unknown): readonly string[] | null {
  if (!isRefrainError(error) || error.code !== 'FORBIDDEN') return null
  return barred.safeParse(error.details).data?.hosts ?? null
}

function mayReach(hosts: readonly string[]): Promise<boolean> {
  const { allowTitle: title, allowBody, allowConfirm: confirmLabel } = dialogText
  return confirm({ title, body: allowBody(hosts), confirmLabel })
}
