import type { DefaultTreeAdapterTypes } from 'parse5'
import type { PagePart } from '../../../../shared/domain/live/status/page-facts.ts'

type Element = DefaultTreeAdapterTypes.Element

const words = (list: string) => new RegExp(`(?:^|[\\s_-])(?:${list})(?:[\\s_-]|$)`, 'iu')

/** Names by which pages mark what others wrote, or what is told and not said. */
const others = words(
  'comments?|comment-?(?:list|body|text|thread|section)|disqus\\w*|replies|reply|reviews?|review-?(?:list|body|text)|guestbook|lyrics?|song-?text|songtext|liedtext|paroles|letra|letras|testo|testi|faq|faqs|help-?text|forum|post-?body|testimonials?|tweet|quote|citation|kommentare?|commentaires?|comentarios?|commenti|avis|resenas?|avaliacoes|recensioni|chat|shoutbox|discussion|changelog|news-?feed|description|bio|about',
)
const side = words(
  'footer|colophon|impressum|site-?footer|site-?info|sidebar|side-?bar|nav|navbar|navigation|menu|breadcrumbs?|related|related-?\\w+|recommend\\w*|similar|suggest\\w*|more-?(?:from|by|like)|you-?may|widget|cookies?|cookie-?\\w+|consent|gdpr|newsletter|subscribe|share|social|ads?|advert\\w*|promo\\w*|cart|mini-?cart|basket|toolbar|top-?bar|site-?header|masthead|trending|popular|charts?|latest|discover|copyright|legal|disclaimer|tos|terms',
)
const alert = words(
  'errors?|error-?\\w+|alert|alert-?\\w+|notices?|not-?found|notfound|page-?404|e404|error404|unavailable|removed|takedown|take-?down|deleted|missing|message|status-?message|empty-?state|flash',
)

/** Class names that hide what bears them. */
export const hiddenMark =
  / (?:hidden|hide|is-hidden|u-hidden|d-none|display-none|invisible|visually-hidden|visuallyhidden|sr-only|screen-reader-text|js-template|template|collapsed-hidden|ng-hide|uk-hidden) /iu

/** Headings under which others speak, or words are quoted. */
export const othersHeading =
  /^\s*(?:\d+\s+)?(?:comments?|discussion|reviews?|lyrics|song ?text|liedtext|paroles|letra|testo(?: della canzone)?|faq|frequently asked|questions?(?: and answers)?|kommentare|commentaires|comentários|comentarios|commenti|bewertungen|avis|reseñas|recensioni|häufige fragen|preguntas frecuentes|perguntas frequentes|domande frequenti|foire aux questions|guestbook|terms|rules|dmca policy|copyright policy|about (?:this|the) \w+|changelog|news)\b/iu

/** Where what stands in an element belongs, given where the element stands. */
export function partOf(element: Element, outer: PagePart): PagePart {
  if (outer === 'words-of-others' || outer === 'side') return outer
  const { tagName } = element
  const value = (name: string) => element.attrs.find((one) => one.name === name)?.value ?? ''
  const role = value('role')
  // What the page as a whole is marked with says nothing of a part.
  const names =
    tagName === 'html' || tagName === 'body' || tagName === 'main'
      ? ''
      : `${value('class')} ${value('id')} ${value('itemprop')}`
  if (
    tagName === 'blockquote' ||
    tagName === 'q' ||
    tagName === 'pre' ||
    tagName === 'code' ||
    tagName === 'cite'
  )
    return 'words-of-others'
  if (others.test(names) && !alert.test(names)) return 'words-of-others'
  if (tagName === 'nav' || tagName === 'footer' || tagName === 'aside') return 'side'
  if (['navigation', 'contentinfo', 'complementary', 'banner', 'search'].includes(role)) return 'side'
  if (tagName === 'header' && outer === 'main' && isOfSite(element)) return 'side'
  if (side.test(names) && !alert.test(names)) return 'side'
  if (role === 'alert' || role === 'status' || role === 'alertdialog' || alert.test(names)) return 'alert'
  return outer
}

/** The header of the site and not that of an article: it stands in the body itself and has no main heading. */
function isOfSite({ parentNode, childNodes }: Element): boolean {
  if (parentNode === null || !('tagName' in parentNode)) return false
  if (!['body', 'div'].includes(parentNode.tagName)) return false
  return !childNodes.some((child) => 'tagName' in child && /^h[12]$/u.test(child.tagName))
}

/** A word for giving the file, in the languages pages are read in. */
export const downloadWord =
  /\b(?:download|herunterladen|télécharger|descargar|baixar|transferir|descarregar|scarica|stáhnout|pobierz|скачать|ダウンロード)\b/iu

/** True for the address of a file with sound, or of one that holds such files. */
export function isFile(address: string): boolean {
  return /\.(?:mp3|flac|wav|ogg|opus|oga|m4a|aac|aiff?|wma|alac|ape|zip|rar|7z|torrent|m3u8?)(?:$|[?#&])/iu.test(
    address,
  )
}

/** True for a frame of a known player. */
export function isPlayerFrame(address: string): boolean {
  return /bandcamp\.com\/EmbeddedPlayer|w\.soundcloud\.com\/player|youtube(?:-nocookie)?\.com\/embed\/|open\.spotify\.com\/embed|player\.vimeo\.com|audiomack\.com\/embed|mixcloud\.com\/widget|archive\.org\/embed|dailymotion\.com\/embed/iu.test(
    address,
  )
}

/** False for links that lead to a log-in, a shop or an app instead of the file. */
export function isHandedOver(address: string): boolean {
  return !/^#|^javascript:|log-?in|sign-?in|sign-?up|register|premium|upgrade|apps?[./]|play\.google|apps\.apple|itunes\.apple/iu.test(
    address,
  )
}
