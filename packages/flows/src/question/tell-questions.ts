import { localDay, reviewRung } from '@baton/core';
import { findManagerOf, listAnswers, listQuestionsToTell, type QuestionRow } from '@baton/db';
import type { AddressedLine, DigestSource } from '../reminder/digest-source.ts';
import { sayDay } from '../reminder/say-day.ts';
import { lookForEach } from './look-for-each.ts';

/** An answer not told within these days was not told because nobody could be: older ones are no news. */
const NEWS_MS = 14 * 24 * 3_600_000;

/**
 * Questions to answer: in the next digest, on the day they are due, and on the ladder of reviews after it, at last to
 * whoever leads the one it waits for. Whoever asked hears of an answer in the next digest.
 */
export const tellQuestions: DigestSource = {
  name: 'questions',
  async gather(tx, { corpId, now, today, calendar, served }) {
    const placeFor = lookForEach(tx, corpId, now);
    const rows = await listQuestionsToTell(tx, corpId, new Date(now.getTime() - NEWS_MS));
    const answers = await listAnswers(
      tx,
      corpId,
      rows.map(({ id }) => id),
    );
    const lines: AddressedLine[] = [];
    for (const question of rows) {
      const told = question.state === 'open' ? await waiting(question) : answered(question);
      for (const line of told) {
        if (served.has(line.userId)) continue;
        const place = await placeFor(line.userId, question);
        // A ★ says that somebody leaves.
        if (place) lines.push(line.section !== 'answered' && question.starred && place.knowsCase ? marked(line) : line);
      }
    }
    return lines;

    async function waiting(question: QuestionRow): Promise<AddressedLine[]> {
      const { id, ownerId, dueOn } = question;
      const day = sayDay(dueOn);
      const note = { zh: `${day.zh}前回答`, en: `to be answered by ${day.en}` };
      const base = { title: shorten(question.text), note, path: `/questions/${id}`, on: dueOn };
      const late = dueOn > today ? -1 : calendar.workdaysBetween(dueOn, today);
      const rung = late < 0 ? 'asked' : reviewRung('acting', late);
      // Handed on or due on another day, it is told anew.
      const key = `answer:${id}:${ownerId}:${dueOn}`;
      const own: AddressedLine = { ...base, userId: ownerId, section: 'answer', key: `${key}/${rung}` };
      const high = late < 0 ? null : reviewRung('manager', late);
      const leader = high === null ? null : await findManagerOf(tx, corpId, ownerId);
      if (leader === null || leader === question.askerId) return [own];
      return [own, { ...base, userId: leader, section: 'answer_late', key: `${key}/manager${high}` }];
    }

    function answered(question: QuestionRow): AddressedLine[] {
      const last = answers.findLast(({ questionId }) => questionId === question.id);
      if (!last || last.by === question.askerId) return [];
      const on = localDay(last.at);
      const day = sayDay(on);
      return [
        {
          ...{ userId: question.askerId, section: 'answered', key: `answered:${last.id}`, on },
          title: shorten(question.text),
          note: { zh: `${day.zh}回答`, en: `answered on ${day.en}` },
          path: `/questions/${question.id}`,
        },
      ];
    }
  },
};

const MOST = 40;
const shorten = (text: string): string => {
  const line = [...text.replace(/\s+/g, ' ')];
  return line.length > MOST ? `${line.slice(0, MOST).join('')}…` : line.join('');
};

const marked = (line: AddressedLine): AddressedLine => ({
  ...line,
  note: { zh: `★ ${line.note.zh}`, en: `★ ${line.note.en}` },
});
