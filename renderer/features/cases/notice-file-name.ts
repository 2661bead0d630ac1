import type { CaseDetail } from '../../../shared/contract/cases.ts'

/** A plain file name for the notice of a case: "notice-soundcloud-2026-11-22.pdf". */
export function noticeFileName(
  detail: Pick<CaseDetail, 'providerName' | 'openedAt'> & {
    readonly notice: Pick<NonNullable<CaseDetail['notice']>, 'signedOn'> | null
  },
  extension: string,
): string {
  const slug = detail.providerName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const day = detail.notice?.signedOn ?? detail.openedAt.slice(0, 10)
  return `${['notice', slug, day].filter(Boolean).join('-')}.${extension}`
}
