import { foldText } from '../blocks.ts';
import { simplify } from './simplified.ts';

/** What search compares: full width, case and traditional characters do not matter. */
export const foldSearch = (text: string): string => simplify(foldText(text));

const JOINERS = /[a-z0-9][-_/.·+~][a-z0-9]/;

/** Model numbers as one word, however they are written: `fx-3u` and `fx3u`. @returns null when there is nothing to join */
export const joinModels = (folded: string): string | null =>
  JOINERS.test(folded) ? folded.replace(/([a-z0-9])[-_/.·+~]+(?=[a-z0-9])/g, '$1') : null;

/** A folded text with, for each of its UTF-16 units, where it stands in the original: what is highlighted is the original. */
export function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = foldSearch(character);
    for (let unit = 0; unit < part.length; unit += 1) places.push(at);
    folded += part;
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}
