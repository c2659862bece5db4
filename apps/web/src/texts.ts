import { text as account } from './account/text';
import { text as board } from './board/text';
import { text as bureau } from './bureau/text';
import { editorText } from './catalogue/editor-text';
import { ownText } from './catalogue/own-text';
import { text as events } from './events/text';
import { text as home } from './home/text';
import { text as intents } from './intents/text';
import { text as matching } from './matching/text';
import { text as synonyms } from './matching/synonyms-text';
import { text as why } from './matching/why-text';
import { text as repair } from './repair/text';
import { text as review } from './review/text';
import { text as timetable } from './timetable/text';

/** The words of every page but the first: area and words, where an area may come in parts. */
export const texts = [
  ['account', account],
  ['board', board],
  ['bureau', bureau],
  ['catalogue', editorText],
  ['catalogue', ownText],
  ['events', events],
  ['home', home],
  ['intents', intents],
  ['matching', matching],
  ['repair', repair],
  ['review', review],
  ['synonyms', synonyms],
  ['timetable', timetable],
  ['why', why],
] as const;
