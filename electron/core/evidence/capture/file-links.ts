import type { Output } from '../../../../shared/contract/index.ts'
import { fileLinks } from '../../../../shared/domain/evidence/capture/file-links.ts'
import type { CoreContext } from '../../context.ts'
import { shippedEntry } from '../../cases/index.ts'
import { providerOfDomain, readProvidersByDomain } from '../../findings/index.ts'
import { type KnownCapture, offersOf, pageOf } from './download-job.ts'

/** As many as a person looks through. */
const mostLinks = 50

/**
 * Where the newest captured page of a finding leads: the addresses that may be the file behind it. Empty without a
 * capture of a page.
 */
export async function fileLinksOf(
  context: CoreContext,
  known: KnownCapture | null,
): Promise<Output<'capture.fileLinks'>> {
  if (known === null) return { captureId: null, links: [] }
  const { links, base } = await pageOf(context, known)
  const providers = readProvidersByDomain(context.db)
  const keepsFiles = (domain: string): boolean => {
    const provider = providerOfDomain(providers, domain)
    const kind = provider === null ? null : shippedEntry(context, provider.name)?.kind
    return kind === 'file-host' || kind === 'cloud'
  }
  const found = fileLinks({ links, base, offers: await offersOf(context, known) }, keepsFiles)
  return {
    captureId: known.summary.id,
    links: found.slice(0, mostLinks).map((link) => ({
      ...link,
      providerName: providerOfDomain(providers, link.domain)?.name ?? null,
    })),
  }
}
