// Queries as people mistype them, made from titles; the same every time.
import { pinyin } from 'pinyin-pro';
import { mulberry } from './seeded-random.mjs';

const kinds = ['wrong', 'alike', 'missing', 'full', 'initials'];
/** How many Han characters of a title the query stands for. */
const lengths = { wrong: [5, 9], alike: [5, 9], missing: [5, 9], full: [4, 8], initials: [5, 9] };
const ordinary = Array.from(
  '的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴标',
);

const soundOf = (text) => pinyin(text, { toneType: 'none', type: 'array', v: true });

/** Characters of the titles by the sound of their usual reading. */
function bySound(titles) {
  const groups = new Map();
  for (const character of new Set(titles.join('').match(/\p{Script=Han}/gu))) {
    const [sound] = soundOf(character);
    groups.set(sound, [...(groups.get(sound) ?? []), character]);
  }
  return groups;
}

function distort(kind, piece, { pick, random, alike }) {
  const at = Math.floor(random() * piece.length);
  const instead = (character) => piece.slice(0, at) + character + piece.slice(at + 1);
  if (kind === 'full') return soundOf(piece).join(random() < 0.3 ? ' ' : '');
  if (kind === 'initials')
    return soundOf(piece)
      .map((sound) => sound[0])
      .join('');
  if (kind === 'missing') return instead('');
  const others = kind === 'wrong' ? ordinary : alike.get(soundOf(piece[at])[0]);
  const choice = others.filter((one) => one !== piece[at]);
  return choice.length > 0 ? instead(pick(choice)) : undefined;
}

/**
 * `count` queries of every kind in turn: a piece of a title with one character wrong, with one that sounds alike, with
 * one missing, in full pinyin, by its initials. What is meant, the piece itself, stands beside each.
 */
export function misspeltQueries(titles, count, seed) {
  const random = mulberry(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const alike = bySound(titles);
  const made = [];
  while (made.length < count) {
    const kind = kinds[made.length % kinds.length];
    const [least, most] = lengths[kind];
    const run = pick(pick(titles).match(/\p{Script=Han}+/gu) ?? ['']);
    if (run.length < least) continue;
    const length = Math.min(run.length, least + Math.floor(random() * (most - least + 1)));
    const start = random() < 0.3 ? 0 : Math.floor(random() * (run.length - length + 1));
    const meant = run.slice(start, start + length);
    const query = distort(kind, meant, { pick, random, alike });
    if (query !== undefined && query !== meant) made.push({ kind, query, meant });
  }
  return made;
}
