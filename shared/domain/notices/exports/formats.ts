/** What a finished notice can be written as. */
export const noticeFormats = ['pdf', 'docx', 'eml', 'txt', 'html', 'json'] as const
export type NoticeFormat = (typeof noticeFormats)[number]
