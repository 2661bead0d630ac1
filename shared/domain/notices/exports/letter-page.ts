import type { DraftBlock, DraftLetter, DraftRow, DraftWork } from '../drafts/draft-blocks.ts'

const style = `
@page { margin: 20mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
* { box-sizing: border-box; }
body { max-width: 180mm; margin: 12mm auto; padding: 0 6mm; color: #111; background: #fff; font: 10.5pt/1.5 Georgia, 'Times New Roman', serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 17pt; line-height: 1.25; }
.basis { margin: 2mm 0 6mm; padding-bottom: 3mm; border-bottom: 1pt solid #111; color: #444; font-size: 9pt; }
h2 { margin: 8mm 0 3mm; font-size: 12pt; break-after: avoid; }
h3 { margin: 5mm 0 1mm; padding: 1.5mm 2mm; background: #eef0f3; font-size: 10.5pt; break-after: avoid; }
dl { display: grid; grid-template-columns: 42mm 1fr; gap: 1mm 4mm; margin: 0 0 3mm; }
dt { color: #444; font-size: 9pt; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font: 8.5pt/1.4 Verdana, 'DejaVu Sans', sans-serif; }
th { padding: 1mm 1mm 1mm 0; border-bottom: 0.5pt solid #111; color: #444; font-weight: normal; text-align: left; }
td { padding: 1.2mm 2mm 1.2mm 0; border-bottom: 0.25pt solid #bbb; vertical-align: top; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
td:first-child, th:first-child { width: 11mm; white-space: nowrap; }
td:last-child, th:last-child { width: 44mm; }
`

/**
 * The letter as one page for a browser, to be read or printed: no script, nothing loaded from anywhere, UTF-8. The
 * same letter gives the same bytes.
 */
export function letterPage({ heading, basis, subject, language, blocks }: DraftLetter): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(subject)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(heading)}</h1>`,
    `<p class="basis">${escaped(basis)}</p>`,
    ...blocks.flatMap(blockHtml),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function blockHtml(block: DraftBlock): readonly string[] {
  switch (block.kind) {
    case 'section':
      return [`<h2>${escaped(block.title)}</h2>`]
    case 'paragraph':
      return [`<p>${escaped(block.sentences.map(({ text }) => text).join(' '))}</p>`]
    case 'rows':
      return [rowsHtml(block.rows)]
    case 'works':
      return block.works.flatMap((work, index) => workHtml(work, index + 1, block.heading))
  }
}

function rowsHtml(rows: readonly DraftRow[]): string {
  const all = rows.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`)
  return `<dl>${all.join('')}</dl>`
}

function workHtml({ rows, materials }: DraftWork, number: number, heading: string): readonly string[] {
  const [first, ...rest] = rows
  const lines = materials.map(
    (material) =>
      `<tr><td>${escaped(material.number)}</td><td>${escaped(material.url)}</td><td>${escaped(material.seen)}</td></tr>`,
  )
  return [
    `<h3>${escaped(first?.label ?? '')} ${number}: ${escaped(first?.value ?? '')}</h3>`,
    rowsHtml(rest),
    `<table><thead><tr><th></th><th>${escaped(heading)}</th><th></th></tr></thead><tbody>`,
    ...lines,
    '</tbody></table>',
  ]
}

/** Text for HTML: nothing in it can become markup. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
