import { en } from './text-en';
import { zh } from './text-zh';

export const text = { zh, en };
