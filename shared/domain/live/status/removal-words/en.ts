import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  page, pages, video, track, tracks, song, file, files, album, release, recording, audio, sound, item,
  product, listing, content, material, upload, post, link, url, address, document, media, mix, resource,
  torrent, folder, archive, download, dataset, data set, repository, repo, model, entry, stream, single,
  mixtape, artist, profile, user, account, channel, episode, article, beat, tape, thread, topic, blog
`

const takenAwayWords = oneOf`
  removed, deleted, taken down, taken offline, pulled, withdrawn, disabled, purged, erased, unpublished,
  delisted, terminated, retired, wiped, expired, suspended, closed, destroyed, discontinued, blocked
`

const takenAwayWords2 = oneOf`
  removed, taken down, disabled, deleted, pulled, withdrawn, unavailable, taken offline
`

const takenAwayWords3 = oneOf`
  due to, because of, following, in response to, by the, after, at the request, for, on copyright, under
`

const goesOnWords = oneOf`
  by, due, because, following, in response, after, at, for, on, under, as, since, in accordance, per,
  pursuant, and (is|are|its|can|cannot|no|will|the), or, from, permanently, here, now
`

const takenByWords = oneOf`
  owner, uploader, author, user, artist, creator, label, producer, administrator, moderator, person, we,
  they, seller
`

const takenByWords2 = oneOf`
  deleted, removed, withdrawn, pulled, disabled, taken, closed, erased
`

const notThereWords = oneOf`
  available, exists?, online, hosted, offered, here, accessible, active, live, carried, listed, sold,
  found
`

const notThereWords2 = oneOf`
  us, our, catalog(ue)?, library, server, servers, service, shop, store, platform, collection
`

const notThereWords3 = oneOf`
  could not, couldn t, cannot, can t, can not, were unable to, was unable to, unable to, did not,
  didn t, failed to
`

const notThereWords4 = oneOf`
  page, track, file, song, album, release, item, record, listing, video
`

const aloneWords = oneOf`
  page, file, track, song, album, video, item, product, content, listing, release, document, resource,
  recording, sound, url, link, entry, post, media, folder
`

const aloneWords2 = oneOf`
  not found, unavailable, removed, deleted, gone, missing, no longer available, not available,
  no longer exists?, taken down, does not exist, has moved on, expired
`

const aloneWords3 = oneOf`
  nothing (found|here|to see here), not found, this is a dead end, dead (link|end), lost in space,
  you seem lost, page doesn t exist, (content|file|track|item) (removed|deleted|disabled)( by \S+)*
`

const elsewhereWordsPart = oneOf`
  removed, deleted, taken, disabled, withdrawn, pulled, blocked, suspended, closed, terminated
`

const elsewhereWords = oneOf`
  comments?, repl(y|ies), reviews?,
  (your|my) (account|profile|channel|session|ip|e mail|computer|phone), vocals?, cart, basket,
  wish ?list, favou?rites?, playlists?, your queue, your librar(y|ies), bookmarks?, cookies?, ads?,
  advertisements?, watermarks?, noise, drm, limits?, restrictions?, charts?,
  (previous|older|earlier|old|first|other|another|original) (version|upload|link|post|copy|listing),
  tracklist, lyrics?, artwork, cover, sample, samples, if, unless, whenever, how, why,
  (will|would|can|must|should|shall|to|may|might|could|cannot) be (\S+ )?${elsewhereWordsPart}, in case,
  until, in your (country|region|location|area|territory|market), your (country|region),
  temporar(y|ily), maintenance, try again (later|in|soon), browser, javascript, flash, player, merch,
  tickets?, t shirts?, vinyl, cassettes?, cd, shipping, stock, sold out, size, colou?r, translations?,
  subtitles?, high res, hi res, lossless, (of|in) th(e|is) thread, preorder, pre order, coming soon,
  yet, currently, right now, at the moment, users, fake, spam, bug, feature, issue, previews?, trailer,
  snippet, excerpt, waveform, chords?, tabs?, thumbnails?, images?, photos?, description, quality,
  format, plan, subscription, app, artists? who, dislikes?, sequel, members, subscribers, premium,
  friends
`

export const en: RemovalWords = {
  language: 'en',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(
    String.raw` (has been|have been|was|were|is|been|got|had been) (\S+ ){0,2}${takenAwayWords} `,
    String.raw` ${takenAwayWords2} (\S+ ){0,3}${takenAwayWords3} `,
  ),
  goesOn: anyOf(String.raw`^ ($|${goesOnWords} )`),
  takenBy: anyOf(
    String.raw` ${takenByWords} (\S+ ){0,5}(has |have |had |ve )?(\S+ )?${takenByWords2} `,
    ' (stopped|no longer) sharing ',
  ),
  notThere: anyOf(
    String.raw` not (\S+ ){0,3}(any longer|any more|anymore) `,
    String.raw` no longer (\S+ ){0,2}${notThereWords} `,
    String.raw` link (\S+ ){0,4}no longer (leads|points|works|valid) `,
    String.raw` no longer (part of|on|in|with) (\S+ ){0,2}${notThereWords2} `,
    String.raw` ${notThereWords3} (\S+ ){0,3}(be found|find|locate|be located) `,
    ' (does not|doesn t|do not|don t|no longer) exist ',
    ' (is|was|are) not found ',
    ' not found ',
    String.raw` (is|s|are|has|have) (\S+ )?gone `,
    ' (has|have) expired ',
    ' (is|are) (dead|broken|invalid|not valid|missing) ',
    String.raw` (there is|there s|we have) no (such )?${notThereWords4} `,
    ' no such (page|track|file|song|album|release|item|record|listing|video) ',
    String.raw` (may|might|could) have been (\S+ ){0,3}(removed|deleted|moved|renamed|taken down) `,
    ' (is|are) missing ',
    ' nothing (was )?(found|here|lives here|to see here) ',
    ' not here (anymore|any more|any longer)? ',
    ' (isn t|is not|aren t) (here|there|online|around) ',
    ' no longer (carry|stock|sell|have|host|offer|keep|distribute) ',
    String.raw` (doesn t|does not|don t|do not) exist (\S+ ){0,6}(anymore|any more|any longer) $`,
  ),
  cannotBeHad: anyOf(String.raw` (isn t|is not|aren t|are not|not) (\S+ )?available $`, ' unavailable $'),
  alone: anyOf(
    '^ (error )?(404|410)( error)?( page)?( not found| gone| page not found| file not found| error)* $',
    String.raw`^ (oops |sorry |uh oh |whoops |ooops |error |hmm )*(${aloneWords} )?${aloneWords2} $`,
    String.raw`^ ${aloneWords3} `,
  ),
  elsewhere: anyOf(
    ' (set ?list|line ?up|repertoire|rotation|tour|gig|concert)s? ',
    ' (removed|deleted|withdrawn|taken down|dropped|pulled) (from|off) (?!our |this |the (site|server|servers|service|platform|shop|store|catalog|catalogue|website|internet) |public|sale |view |circulation )',
    String.raw` ${elsewhereWords} `,
    String.raw` n?ever (\S+ )?(removed|deleted|taken|pulled|withdrawn|erased|lost) `,
  ),
}
