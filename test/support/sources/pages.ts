import type { SourceRoute } from './source-server.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }

/** A page that sells, with everything a page can say of recordings. */
const album = `<!doctype html><html><head>
<title>Harbour Lights – free download</title>
<meta property="og:title" content="Harbour Lights">
<meta property="og:site_name" content="TuneVault">
<meta property="music:musician" content="Ada Marlow">
<script type="application/ld+json">
{"@context":"https://schema.org","@type":"MusicAlbum","name":"Harbour Lights","byArtist":{"@type":"MusicGroup","name":"Ada Marlow"},
 "track":{"@type":"ItemList","itemListElement":[
  {"@type":"ListItem","item":{"@type":"MusicRecording","name":"Night Ferry","byArtist":{"name":"Ada Marlow"},"isrcCode":"QZ-ES7-19-00001","duration":"PT3M44S","url":"/night-ferry"}},
  {"@type":"ListItem","item":{"@type":["MusicRecording"],"name":"Low Tide","byArtist":[{"name":"Ada Marlow"},{"name":"The Pilots"}],"contentUrl":"/files/low-tide.mp3"}}]}}
</script>
<script type="application/ld+json">{ broken</script>
</head><body>
<script>var hidden = "QZES71900009"</script><style>.QZES71900008 {}</style>
<ul><li>01. Ada Marlow - <b>Outward</b> Bound</li><li>QZES71900003 Pilot Song</li></ul>
<p>Nothing to see here.</p>
<a href="/files/Ada%20Marlow%20-%20Pilot%20Song.flac">get it</a> <a href="/about">about</a> <a href="javascript:alert(1)">x</a>
<audio src="preview.mp3"></audio>
</body></html>`

const rss = `<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Feed</title>
<item><title>Ada Marlow &amp; Zo\u00eb</title><link>https://tunes.example/1</link><guid>tune-1</guid>
<itunes:duration>3:44</itunes:duration><enclosure url="/files/QZES71900001.mp3" length="1" type="audio/mpeg"/></item>
<item><title><![CDATA[Second <b>one</b>]]></title><link>https://tunes.example/2</link></item>
</channel></rss>`

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
<entry><id>urn:1</id><title>Night Ferry</title><author><name>someone</name></author>
<link rel="self" href="https://tunes.example/self"/><link href="https://tunes.example/night"/>
<link rel="enclosure" href="https://tunes.example/night.mp3"/></entry></feed>`

const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`
const thief = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>`

const send =
  (type: string, text: string, encoding: BufferEncoding = 'utf8'): SourceRoute =>
  ({ send: reply }) => {
    reply(200, { 'content-type': type }, Buffer.from(text, encoding))
  }

export const pageRoutes: Readonly<Record<string, SourceRoute>> = {
  '/album': send(html['content-type'], album),
  '/feed.rss': send('application/rss+xml', rss, 'latin1'),
  '/feed.atom': send('application/atom+xml', atom),
  '/bomb.xml': send('text/xml', bomb),
  '/thief.xml': send('text/xml', thief),
  '/cut.xml': send('text/xml', '<rss><channel><item>'),
  '/other.xml': send('application/xml', '<opml><body/></opml>'),
  '/unknown': send('text/html; charset=klingon', '<p>x'),
  '/song.mp3': send('audio/mpeg', 'ID3'),
  '/sitemap.xml': ({ seen, send: reply }) => {
    const base = `http://${seen.headers.host ?? ''}`
    const text = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${base}/sitemap-1.xml</loc></sitemap><sitemap><loc>${base}/sitemap.xml</loc></sitemap></sitemapindex>`
    reply(200, { 'content-type': 'application/xml' }, text)
  },
  '/sitemap-1.xml': send(
    'application/xml',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://tunes.example/ada-marlow-night-ferry.html</loc><lastmod>2026-01-01</lastmod></url><url><loc>https://tunes.example/QZES71900001</loc></url></urlset>',
  ),
}
