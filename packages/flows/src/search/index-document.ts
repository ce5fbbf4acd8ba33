import { foldSearch, keysOf, type Passage, plainMarkdown, SEARCH_CUT, toBlocks } from '@baton/core';
import {
  type DocumentRow,
  findVersion,
  listAnswersNotIn,
  listFileTexts,
  putSearchRow,
  type Tx,
  type VersionRow,
} from '@baton/db';

/** Of an attachment so much is searched: what a manual is about stands in its first fifty pages. */
const MOST_ATTACHED = 60_000;
/** And of all attachments of a document together: whoever searches waits for every character of a hundred documents. */
const MOST_TOGETHER = 120_000;
const PIECE = 1000;

/**
 * Makes a document findable as it is published now, in the transaction that changes what is searched of it. Without a
 * published version there is nothing to find.
 * @param document as it is after the change
 */
export async function indexDocument(tx: Tx, document: DocumentRow): Promise<void> {
  const { corpId, id: documentId, publishedNumber: number, subjects } = document;
  if (number === null) return;
  const version = await findVersion(tx, corpId, documentId, number);
  if (!version) throw new Error('a published document has no version');
  const blocks = toBlocks(version.title, version.content).map((block) => ({
    ...block,
    text: plainMarkdown(block.text),
  }));
  const attachments = await listAttachments(tx, version);
  const answers = await listAnswersNotIn(tx, corpId, documentId);
  const text = {
    title: foldSearch([version.title, ...subjects].join('\n')),
    body: foldTogether([
      ...blocks.filter(({ label }) => label !== 'title'),
      ...answers.map(({ question, answer }) => ({ text: `${question}\n${answer}` })),
    ]),
    attached: foldSearch(attachments.map(({ name, text }) => `${name}\n${text}`).join('\n')),
  };
  const { readers, kind, state, positionKey, reviewOn } = document;
  const passages: Passage[] = [
    ...blocks,
    ...answers.map(({ id, question, answer }) => ({
      ...{ label: 'answer' as const, key: id, name: question, text: `${question} ${answer}` },
    })),
    ...attachments.flatMap(cutPieces),
  ];
  await putSearchRow(tx, {
    ...{ corpId, documentId, number, cut: SEARCH_CUT, readers, kind, state, positionKey, reviewOn, passages },
    ...text,
    keys: keysOf(corpId, text),
  });
}

const foldTogether = (blocks: readonly { text: string }[]): string =>
  foldSearch(blocks.map(({ text }) => text).join('\n'));

/** Only what this version names: a file of a draft is the draft's readers' alone. */
async function listAttachments(tx: Tx, { corpId, documentId, content }: VersionRow) {
  const said = JSON.stringify(content);
  const files = await listFileTexts(tx, corpId, { documentId, length: MOST_ATTACHED });
  let left = MOST_TOGETHER;
  return files
    .filter(({ id }) => said.includes(`file:${id}`))
    .map((file) => {
      const text = wholeStart(file.text, left);
      left -= text.length;
      return { ...file, text };
    });
}

/** The beginning of a text, no character cut in two: PostgreSQL keeps no half. */
const wholeStart = (text: string, length: number): string =>
  text.slice(0, /[\udc00-\udfff]/.test(text[length] ?? '') ? length - 1 : length);

/** A file is shown by the piece that answers. Its name is one of them, so that a picture is found, too. */
function cutPieces({ id: key, name, text }: { id: string; name: string; text: string }): Passage[] {
  const pieces = [name];
  let at = 0;
  while (at < text.length) {
    const piece = wholeStart(text.slice(at), PIECE);
    pieces.push(piece);
    at += piece.length;
  }
  return pieces.map((piece) => ({ label: 'attachment', key, name, text: piece }));
}
