// Learned by scripts/fit-matching.ts; not written by hand. Sources and halves: docs/matching.md.

/** How many names (titles, artists, albums) were counted. */
export const wordsCounted = 6608

/** Words and in how many names each stands, the most common first. */
export const commonWords =
  'the:941 and:451 of:413 in:237 a:231 volume:164 to:159 i:136 2:131 1:113 you:112 for:110 no:106 unknown:105 ' +
  'de:100 feat:96 love:96 on:92 live:90 my:88 la:83 me:83 is:81 music:70 all:69 best:66 hits:62 from:61 ' +
  'collection:58 4:54 ii:52 it:52 mix:52 3:50 remix:49 at:45 band:45 blues:45 world:44 rock:42 this:42 up:42 ' +
  'with:41 your:41 die:40 time:40 jazz:39 op:38 orchestra:38 complete:37 conductor:37 der:37 one:36 version:36 john:35 original:35 ' +
  'soul:35 big:34 new:34 songs:34 black:33 night:33 usa:33 be:32 dance:32 dont:32 005:31 5:31 b:31 bach:31 ' +
  'radio:31 001:30 christmas:30 im:30 10:29 just:29 life:29 city:28 en:28 song:28 sound:28 down:27 greatest:27 2007:26 ' +
  'day:26 e:26 his:26 man:26 004:25 6:25 blue:25 by:25 johann:25 les:25 club:24 d:24 edition:24 like:24 ' +
  'little:24 sebastian:24 003:23 2005:23 2006:23 2008:23 are:23 back:23 classics:23 disc:23 ep:23 get:23 its:23 part:23 ' +
  'piano:23 we:23 what:23 2000:22 2004:22 30:22 baby:22 du:22 el:22 iii:22 king:22 le:22 los:22 out:22 ' +
  '002:21 007:21 7:21 david:21 dead:21 death:21 dj:21 edit:21 fire:21 james:21 light:21 more:21 years:21 2001:20 ' +
  '2003:20 8:20 bwv:20 fall:20 party:20 s:20 so:20 that:20 two:20 006:19 011:19 1999:19 2009:19 go:19 ' +
  'heart:19 n:19 paul:19 soundtrack:19 symphony:19 ultimate:19 van:19 009:18 010:18 012:18 al:18 album:18 country:18 house:18 ' +
  'j:18 last:18 major:18 presents:18 1997:17 do:17 girl:17 good:17 joe:17 ma:17 now:17 or:17 over:17 pop:17 ' +
  'roll:17 und:17 vol:17 04:16 12:16 2010:16 2011:16 bob:16 c:16 disco:16 home:16 let:16 old:16 story:16 ' +
  'suite:16 trance:16 008:15 013:15 06:15 11:15 9:15 am:15 boys:15 concerto:15 das:15 dream:15 jones:15 land:15 ' +
  'long:15 lost:15 never:15 power:15 recordings:15 summer:15 trio:15 untitled:15 von:15 when:15 100:14 17:14 20:14 2012:14 ' +
  'allegro:14 beautiful:14 compilation:14 easy:14 first:14 green:14 guitar:14 masters:14 mi:14 rhythm:14 sweet:14 train:14 1992:13 80s:13 ' +
  'box:13 come:13 del:13 earth:13 et:13 eyes:13 full:13 mind:13 moon:13 not:13 only:13 robert:13 sessions:13 space:13 ' +
  't:13 thomas:13 tribute:13 un:13 was:13 white:13 14:12 2002:12 again:12 american:12 an:12 boy:12 can:12 chopin:12 ' +
  'da:12 deep:12 di:12 electric:12 end:12 free:12 george:12 golden:12 have:12 hot:12 how:12 living:12 maria:12 miller:12 ' +
  'minor:12 mozart:12 na:12 red:12 star:12 stop:12 take:12 thing:12 too:12 top:12 works:12 youre:12 1995:11 2013:11 ' +
  '25:11 amadeus:11 another:11 beats:11 coming:11 des:11 four:11 funk:11 got:11 heaven:11 hit:11 hold:11 if:11 il:11 ' +
  'k:11 louis:11 mark:11 quartet:11 r:11 sea:11 second:11 series:11 slow:11 solo:11 sounds:11 sun:11 tales:11 theme:11 ' +
  'under:11 very:11 want:11 way:11 where:11 will:11 work:11 13:10 16:10 1994:10 as:10 brown:10 ca:10 charles:10 ' +
  'chris:10 dog:10 dub:10 ein:10 everything:10 f:10 friends:10 god:10 gold:10 happy:10 iv:10 jean:10 lady:10 latin:10 ' +
  'lo:10 non:10 nothing:10 our:10 people:10 records:10 return:10 road:10 scott:10 singles:10 state:10 thats:10 three:10 track:10 ' +
  'war:10 wind:10 子:10 愛:10 015:9 019:9 03:9 19:9 1970:9 1988:9 1989:9 1993:9 21:9 60:9 ' +
  'act:9 art:9 before:9 bell:9 bill:9 blood:9 choir:9 christopher:9 cross:9 es:9 flat:9 frank:9 g:9 girls:9 ' +
  'give:9 great:9 grooves:9 henry:9 here:9 hill:9 ich:9 into:9 ist:9 marley:9 michael:9 o:9 plus:9 project:9 ' +
  'punk:9 richard:9 running:9 science:9 set:9 silence:9 sing:9 spring:9 st:9 stars:9 studio:9 swing:9 there:9 through:9 ' +
  'uk:9 v:9 wild:9 wolfgang:9 y:9 young:9 020:8 09:8 50:8 about:8 aint:8 anthology:8 arena:8 autumn:8 ' +
  'bad:8 bass:8 beach:8 beyond:8 boogie:8 broadway:8 call:8 cant:8 crazy:8 dos:8 ella:8 era:8 every:8 fight:8 ' +
  'five:8 fly:8 game:8 generation:8 glenn:8 hall:8 jack:8 jeff:8 kings:8 know:8 lee:8 london:8 m:8 make:8 ' +
  'march:8 miss:8 mountain:8 mystery:8 next:8 nos:8 nu:8 number:8 que:8 quintet:8 ray:8 roots:8 rose:8 run:8 ' +
  'san:8 sir:8 sky:8 small:8 sonic:8 spirit:8 string:8 town:8 tv:8 underground:8 us:8 variations:8 violin:8 vs:8 ' +
  'well:8 were:8 x:8 ya:8 歌:8 1991:7 40:7 air:7 alone:7 around:7 away:7 baroque:7 beat:7 bird:7 ' +
  'bobby:7 book:7 cello:7 charlie:7 chicago:7 claude:7 days:7 debussy:7 decade:7 demo:7 det:7 duke:7 elvis:7 essential:7 ' +
  'falling:7 frederic:7 ghost:7 global:7 gone:7 goodman:7 groove:7 grosse:7 hardcore:7 he:7 head:7 hearts:7 heavy:7 history:7 ' +
  'hope:7 instrumental:7 ja:7 je:7 jesus:7 joseph:7 journey:7 jungle:7 las:7 lounge:7 magic:7 melodies:7 mine:7 mit:7 ' +
  'morning:7 must:7 nach:7 neil:7 oh:7 pas:7 place:7 play:7 please:7 presley:7 promos:7 purcell:7 re:7 room:7 ' +
  'saturday:7 scene:7 show:7 simply:7 sisters:7 something:7 southern:7 spot:7 step:7 steve:7 stone:7 sur:7 symphonies:7 talk:7 ' +
  'talkin:7 tears:7 these:7 things:7 tommy:7 tree:7 vocal:7 welcome:7 why:7 william:7 williams:7 woman:7 wont:7 york:7 ' +
  '01:6 02:6 05:6 18:6 1946:6 1958:6 1998:6 70s:6 78:6 99:6 academy:6 acid:6 acoustic:6 against:6 ' +
  'alternative:6 andre:6 andy:6 anniversary:6 aria:6 aus:6 ballads:6 bar:6 basie:6 benny:6 between:6 bien:6 billy:6 blind:6 ' +
  'bluegrass:6 body:6 british:6 brothers:6 burning:6 but:6 cantatas:6 cats:6 cd:6 cest:6 check:6 classical:6 con:6 concert:6 ' +
  'danny:6 dark:6 dave:6 davis:6 deutsche:6 diamond:6 double:6 dr:6 drama:6 dreams:6 echo:6 edgar:6 eighties:6 english:6 ' +
  'european:6 evil:6 family:6 festival:6 film:6 fresh:6 fun:6 future:6 gary:6 goodbye:6 grandes:6 h:6 harpsichord:6 hell:6 ' +
  'her:6 hollywood:6 ive:6 jacques:6 japan:6 johnny:6 kids:6 klein:6 level:6 lieder:6 liszt:6 lives:6 lonely:6 lovers:6 ' +
  'mama:6 marilyn:6 martin:6 mc:6 men:6 metal:6 mike:6 modern:6 motion:6 ne:6 news:6 nicht:6 nights:6 none:6 ' +
  'nr:6 off:6 pa:6 paris:6 peace:6 picture:6 pieces:6 pretty:6 private:6 pure:6 rare:6 ravel:6 remember:6 revolution:6 ' +
  'right:6 rockin:6 roger:6 ron:6 roses:6 sampler:6 seasons:6 session:6 she:6 sick:6 side:6 simple:6 sleep:6 stephen:6 ' +
  'still:6 strange:6 street:6 sunday:6 ta:6 taking:6 teenage:6 ten:6 together:6 tokyo:6 tom:6 trust:6 tu:6 une:6 ' +
  'var:6 wanna:6 words:6 year:6 youth:6'
