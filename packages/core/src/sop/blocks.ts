import type { DocumentContent } from './content.ts';

/** What a block is: the title, a paragraph of Markdown, or a field of the SOP's skeleton. */
export const BLOCK_LABELS = [
  'title',
  'paragraph',
  'scope',
  'trigger',
  'frequency',
  'inputs',
  'step_action',
  'step_standard',
  'step_range',
  'step_trouble',
  'output',
  'exceptions',
  'systems',
  'contacts',
  'forbidden',
] as const;
export type BlockLabel = (typeof BLOCK_LABELS)[number];

/** One readable piece of a document, in reading order. `key` names what it is in every version; '' where only its text does. */
export type Block = { key: string; label: BlockLabel; text: string };

const STEP_FIELDS = ['action', 'standard', 'range', 'trouble'] as const;

/** A document as the pieces that are compared, found and printed. Empty fields are left out. */
export function toBlocks(title: string, content: DocumentContent): Block[] {
  const field = (label: BlockLabel, text: string): Block => ({ key: label, label, text });
  const list = (label: BlockLabel, lines: readonly string[]) => lines.map((text) => ({ key: '', label, text }));
  const body =
    content.format === 'markdown'
      ? list('paragraph', paragraphsOf(content.text))
      : [
          field('scope', content.scope),
          field('trigger', content.trigger),
          field('frequency', content.frequency),
          ...list('inputs', content.inputs),
          ...content.steps.flatMap((step) =>
            STEP_FIELDS.map((name): Block => ({ key: `${step.key}/${name}`, label: `step_${name}`, text: step[name] })),
          ),
          field('output', content.output),
          ...list(
            'exceptions',
            content.exceptions.map(({ sign, remedy }) => [sign, remedy].filter((part) => part !== '').join('\n')),
          ),
          ...list('systems', content.systems),
          ...list('contacts', content.contacts),
          ...list('forbidden', content.forbidden),
        ];
  return [field('title', title), ...body].filter(({ text }) => text !== '');
}

/** Everything a document says, one block a line: what subjects are looked for in. Full width and case do not matter. */
export const plainText = (title: string, content: DocumentContent): string =>
  foldText(
    toBlocks(title, content)
      .map(({ text }) => text)
      .join('\n'),
  );

/** Text as it is compared: full-width letters and digits are their plain ones, capitals their small ones. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Paragraphs of Markdown, parted by empty lines; a fenced piece of code stays whole. */
function paragraphsOf(text: string): string[] {
  const found: string[][] = [[]];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence)) fence = null;
    if (line.trim() === '' && fence === null) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
}
