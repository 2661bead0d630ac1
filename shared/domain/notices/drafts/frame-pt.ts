import { english } from './frame-en.ts'
import type { LetterFrame } from './frame.ts'

/** Portuguese. The oath stands in English as well, for it is sworn under the law of the United States. */
export const portuguese: LetterFrame = {
  heading: 'Notificação de violação de direitos autorais',
  withdrawalHeading: 'Retirada de uma notificação',
  labels: {
    date: 'Data',
    to: 'Para',
    from: 'De',
    work: 'Obra',
    right: 'Direito reclamado',
    artist: 'Artista',
    isrc: 'ISRC',
    isrcOf: 'ISRC de uma gravação da obra',
    registration: 'Registro',
    authorized: 'Cópia autorizada',
    material: 'Material infrator',
    firstSeen: 'visto pela primeira vez',
    lastSeen: 'visto pela última vez',
    capture: 'registro da captura',
    foundOn: 'encontrado em',
    name: 'Nome',
    address: 'Endereço',
    phone: 'Telefone',
    email: 'E-mail',
    signature: 'Assinatura',
    host: 'Site',
    ip: 'Endereço IP',
    earlier: 'Notificação anterior',
    notice: 'Notificação retirada',
  },
  sections: {
    works: 'Obras e material infrator',
    why: 'Por que é ilícito',
    contact: 'Contato',
    statements: 'Declarações',
    signature: 'Assinatura',
    earlier: 'Notificações anteriores',
  },
  rights: {
    'sound-recording': 'gravação sonora (a interpretação gravada)',
    composition: 'obra musical (a composição, não a gravação)',
    both: 'gravação sonora e obra musical',
    artwork: 'imagem da capa',
    lyrics: 'letra',
  },
  capacity: {
    owner: 'Meu nome é {name} e sou titular dos direitos exclusivos indicados abaixo.',
    'exclusive-licensee': 'Meu nome é {name} e tenho licença exclusiva dos direitos indicados abaixo.',
    agent:
      'Meu nome é {name} e tenho poderes para agir por {owner}, titular dos direitos exclusivos indicados abaixo.',
  },
  onBehalf: 'Escrevo por {owner}, em cujo nome a notificação foi enviada.',
  withdrawnWorks: 'Obras e material',
  withdrawnMaterial: 'Material',
  knownAs: 'nome artístico: {artist}',
  listed: 'Cada endereço indicado com uma obra dá acesso a um material que, segundo sustento, a viola.',
  licensedCompany:
    'Meu nome é {name} e escrevo por {owner}, que tem licença exclusiva dos direitos indicados abaixo.',
  requests: {
    ...english.requests,
    host: 'Peço a remoção do material indicado abaixo ou o bloqueio do acesso a ele, como preveem 17 U.S.C. 512(c) e as suas próprias regras.',
    search:
      'Peço a remoção, dos seus resultados de busca, dos links para o material indicado abaixo, como prevê 17 U.S.C. 512(d).',
    dsa: 'Apresento esta notificação nos termos do artigo 16 do Regulamento (UE) 2022/2065 (Regulamento dos Serviços Digitais). Peço que confirmem a receção, decidam e me comuniquem a decisão (artigo 16, n.os 4 a 6).',
    dataset:
      'Peço a remoção dos arquivos indicados abaixo ou o bloqueio do acesso a eles, como prevê 17 U.S.C. 512(c). Títulos, códigos e outros fatos do mesmo conjunto de dados não são reclamados.',
    cdn: 'A sua rede distribui o site {host}. Peço que encaminhem este aviso ao operador e ao provedor de hospedagem, apliquem as suas próprias regras e me digam quem hospeda o site.',
    'host-behind':
      'O site {host} responde a partir da sua rede{ip}. Peço a remoção do material indicado abaixo ou o bloqueio do acesso a ele (17 U.S.C. 512(c)).',
    domain:
      'O domínio {host} é administrado por vocês. Sei que não hospedam o seu conteúdo nem podem remover arquivos isolados. Peço que encaminhem esta notificação ao titular do domínio e apliquem as suas próprias regras.',
    payment:
      'O vendedor em {host} oferece sem licença as obras indicadas abaixo e recebe por meio do seu serviço. Peço que verifiquem se isso está de acordo com as suas regras.',
    withdrawal:
      'Retiro a notificação indicada abaixo quanto ao material enumerado. Peço que seja restabelecido.',
  },
  corrects: 'A presente notificação corrige e substitui a que lhe enviei em {notice}.',
  noLicense:
    'A linha do selo em um endereço abaixo menciona uma licença a {licensee}. Nenhuma licença desse tipo foi concedida.',
  whose: {
    owner: 'Os direitos indicados com cada obra são meus.',
    'exclusive-licensee': 'Detenho os direitos indicados com cada obra por força de uma licença exclusiva.',
    agent: 'Os direitos indicados com cada obra pertencem a {owner}, por quem ajo.',
    licensedCompany:
      '{owner}, por quem ajo, detém os direitos indicados com cada obra por força de uma licença exclusiva.',
  },
  why: 'Ninguém tem licença para oferecer estas obras nos endereços indicados. Cada endereço põe uma cópia à disposição do público, o que é reservado ao titular; não conheço exceção aplicável.',
  goodFaith:
    'Acredito de boa-fé que o uso contestado não está autorizado pelo titular do direito autoral, seu agente ou a lei.',
  fairUse: 'Antes desta declaração considerei, para cada item, se o uso é «fair use» (17 U.S.C. 107).',
  accuracy: 'As informações desta notificação são exatas.',
  authority:
    'Sob pena de perjúrio, declaro que tenho poderes para agir em nome do titular de um direito exclusivo supostamente violado.',
  complete: 'Acredito de boa-fé que as informações e alegações desta notificação são exatas e completas.',
  oathInEnglish: 'As mesmas declarações em inglês:',
}
