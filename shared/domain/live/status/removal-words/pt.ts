import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  pagina, video, faixa, musica, cancao, arquivo, ficheiro, album, conteudo, gravacao, link, ligacao,
  artigo, produto, publicacao, item, documento, pasta, endereco, url, audio, single, lancamento,
  recurso, download, anuncio, perfil, conta, canal, obra, disco, tema, material, topico, postagem
`

const takenAwayWords = oneOf`
  removid[oa]s?, excluid[oa]s?, apagad[oa]s?, eliminad[oa]s?, retirad[oa]s?, deletad[oa]s?,
  desativad[oa]s?, bloquead[oa]s?, encerrad[oa]s?, suspens[oa]s?, suprimid[oa]s?
`

const goesOnWords = oneOf`
  por, pel[oa]s?, devido, apos, a, em, de, do, da, conforme, porque, e (ja|nao|seus|suas), ou,
  definitivamente, aqui, desde
`

const takenByWords = oneOf`
  proprietario, dono, autor, usuario, utilizador, artista, criador, selo
`

const notThereWords = oneOf`
  existe, existem, esta mais, foi encontrad[oa], foi possivel encontrar, pode ser encontrad[oa],
  pode ser localizad[oa], encontrad[oa], encontramos, conseguimos encontrar, foi localizad[oa],
  se encontra, ha nenhum[oa]?
`

const aloneWords = oneOf`
  nao encontrad[oa], indisponivel, removid[oa], excluid[oa], apagad[oa], nao existe( mais)?,
  inexistente, ja nao existe, expirou, nao disponivel
`

const elsewhereWords = oneOf`
  comentarios?, (sua|tua|minha|seu|teu|meu) (conta|perfil|sessao), respostas?, avaliac(ao|oes),
  carrinho, cesto, lista de desejos, favoritos, playlist, fila, (sua|tua) biblioteca, cookies?,
  anuncios, publicidade, marca d agua,
  se (voce|esta|este|essa|achar|acha|acredita|quiser|tiver|nao|o|a|for|houver), como (posso|faco|se),
  por que, quando,
  (sera|serao|pode|podem|podera|deve) (\S+ )?(ser )?(\S+ )?(removid[oa]s?|excluid[oa]s?|apagad[oa]s?|bloquead[oa]s?),
  no (seu|teu|pais), na (sua|tua) (regiao|area), seu pais, temporariamente, manutencao, atualmente,
  no momento, de momento, tente novamente, letra, capa, esgotad[oa], tamanho, vinil, anterior, antiga,
  navegador, javascript, aplicativo, aplicacao, app, previa, amostra, trecho, imagem, qualidade,
  formato, plano, assinatura, sessao, membros, assinantes, ainda
`

export const pt: RemovalWords = {
  language: 'pt',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(
    String.raw` (foi|foram|esta|estao|sido|ter sido|tenha) (\S+ )?(sido )?(\S+ )?${takenAwayWords} `,
    ' (saiu do|fora do) ar ',
  ),
  goesOn: anyOf(String.raw`^ ($|${goesOnWords} )`),
  takenBy: anyOf(
    String.raw` ${takenByWords} (\S+ ){0,4}(removeu|excluiu|apagou|eliminou|retirou|deletou) `,
    ' (removid[oa]|excluid[oa]|apagad[oa]) (por|a pedido|devido|apos) ',
  ),
  notThere: anyOf(
    String.raw` nao (\S+ )?${notThereWords} `,
    String.raw` ja nao (\S+ )?(esta|existe|se encontra|consta) `,
    ' deixou de (estar|existir) ',
    ' ja nao (temos|vendemos|oferecemos) ',
    ' nao (temos|vendemos|oferecemos|hospedamos) mais ',
    ' inexistente ',
    ' expirou ',
    ' desapareceu ',
  ),
  cannotBeHad: anyOf(' nao (esta |estao )?disponive(l|is) $', ' indisponive(l|is) $'),
  alone: anyOf(
    String.raw`^ (erro |ops |opa |desculpe |ooops )*((pagina|arquivo|ficheiro|faixa|musica|video|conteudo|artigo|produto|link|album|item) )?${aloneWords} $`,
    '^ erro 4(04|10) ',
    '^ nada (por )?aqui ',
    '^ nada encontrado $',
  ),
  elsewhere: anyOf(
    String.raw` (removid|retirad|excluid|apagad|tirad)[oa]s? (de|do|da|dos|das) (?!((nosso|nossa|nossos|nossas|este|esta) )?(site|ar|plataforma|catalogo|servidor|servidores|servico|loja|venda|internet|rede|circulacao|portal|sistema|pagina|nuvem)\b)`,
    ' (set ?list|repertorio|show|turne|concerto) ',
    String.raw` ${elsewhereWords} `,
    String.raw` nunca (\S+ ){0,2}(removid|apagad|excluid|retirad)\S+ `,
  ),
}
