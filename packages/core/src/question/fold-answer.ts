import { AppError } from '../errors.ts';
import { CONTENT_LIMITS, contentFits, type DocumentContent } from '../sop/content.ts';
import { markdownLines } from '../sop/markdown-lines.ts';
import { closeCode, embedMarkdown } from './embed-markdown.ts';

type Folded = { question: string; answer: string; stepKey: string };

const HEADING = '## 常见问答';
/** Of the question that the answer stands under. */
const LEVEL = 3;

/**
 * The content with a question and its answer in it: in 出错怎么办 of the step it was asked under, else among 常见异常;
 * of a free text under 常见问答. What is in it already is not put in twice.
 * @throws AppError invalid_input (field, why: 'full') when there is no room left
 */
export function foldAnswer(content: DocumentContent, folded: Folded): DocumentContent {
  if (holdsAnswer(content, folded)) return content;
  const question = oneLine(folded.question);
  const { content: full, field } = placeIn(content, question, folded);
  // What was too long before, by an older limit, is not made longer either.
  if (!contentFits(full)) throw new AppError('invalid_input', { field, why: 'full' });
  return full;
}

function placeIn(content: DocumentContent, question: string, { answer: given, stepKey }: Folded) {
  const answer = embedMarkdown(given, LEVEL);
  if (content.format === 'markdown') {
    return { content: { ...content, text: underHeading(content.text, question, answer) }, field: 'text' };
  }
  const step = content.steps.find(({ key }) => key === stepKey);
  const trouble = step ? [step.trouble, `问：${question}\n答：${answer}`].filter((part) => part !== '') : [];
  const passage = trouble.join('\n\n');
  if (!step || passage.length > CONTENT_LIMITS.step.trouble) {
    const exceptions = [...content.exceptions, { sign: question, remedy: answer }];
    return { content: { ...content, exceptions }, field: 'exceptions' };
  }
  const steps = content.steps.map((one) => (one === step ? { ...one, trouble: passage } : one));
  return { content: { ...content, steps }, field: 'steps' };
}

/** Whether the answer is still in it: its authors may have changed the words of the question, or reworked the step. */
export function holdsAnswer(content: DocumentContent, { question, answer }: Omit<Folded, 'stepKey'>): boolean {
  const text = oneLine(
    content.format === 'markdown'
      ? content.text
      : [
          ...content.steps.map(({ trouble }) => trouble),
          ...content.exceptions.map((one) => one.sign + one.remedy),
        ].join('\n'),
  );
  const isThere = [answer, embedMarkdown(answer, LEVEL)].some((words) => text.includes(oneLine(words)));
  return isThere && (text.includes(oneLine(question)) || oneLine(answer).length >= DISTINCT);
}

/** An answer this long is recognised by itself; 「关掉」 may stand anywhere. */
const DISTINCT = 12;

/** At the end of the section, before the next heading of its level. What looks like one in a block of code is none. */
function underHeading(text: string, question: string, answer: string): string {
  const passage = `### ${question}\n\n${answer}`;
  const { lines } = markdownLines(text);
  const at = lines.findIndex((line) => !line.code && line.text.trim() === HEADING);
  if (at < 0) return [closeCode(text), HEADING, passage].filter((part) => part !== '').join('\n\n');
  const after = lines.slice(at + 1).findIndex((line) => !line.code && /^#{1,2}\s/.test(line.text));
  const end = after < 0 ? lines.length : at + 1 + after;
  const [section, rest] = [lines.slice(0, end), lines.slice(end)].map((part) =>
    part.map((line) => line.text).join('\n'),
  );
  return [closeCode((section ?? '').trimEnd()), passage, rest ?? ''].filter((part) => part !== '').join('\n\n');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
