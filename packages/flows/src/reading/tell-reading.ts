import { READING_STEP_NAMES } from '@baton/core';
import { listOpenReadings } from '@baton/db';
import type { AddressedLine, DigestSource } from '../reminder/digest-source.ts';
import { sayDay } from '../reminder/say-day.ts';
import { type Walked, type WalkedStep, walkPaths } from './walk-paths.ts';

/** Told on its day, and once more a week later; the path itself shows what is left. */
const AGAIN_AFTER = 5;

/** What people's reading paths have for today: each document once a version that has to be read, each other step once. */
export const tellReading: DigestSource = {
  name: 'reading',
  async gather(tx, { corpId, today, calendar, served }) {
    const readings = (await listOpenReadings(tx, corpId)).filter(({ userId }) => !served.has(userId));
    const due = (await walkPaths(tx, corpId, { readings, calendar })).flatMap(({ reading, steps }) =>
      steps.filter(({ on, doneAt }) => on <= today && doneAt === null).map((step) => ({ reading, step })),
    );
    const told = new Set<string>();
    return due
      .toSorted((a, b) => a.step.on.localeCompare(b.step.on))
      .flatMap(({ reading, step }) => {
        const rung = calendar.workdaysBetween(step.on, today) >= AGAIN_AFTER ? AGAIN_AFTER : 0;
        return linesOf(reading, step, rung);
      })
      .filter(({ userId, path, key }) => {
        // A document of two paths that somebody is on is told by the one that came to it first.
        const what = path.startsWith('/documents/') ? `${userId} ${path}` : key;
        const isNew = !told.has(what);
        told.add(what);
        return isNew;
      });
  },
};

function linesOf(reading: Walked['reading'], step: WalkedStep, rung: number): AddressedLine[] {
  const day = sayDay(step.on);
  const name = step.kind === 'custom' ? { zh: step.title, en: step.title } : READING_STEP_NAMES[step.kind];
  const about = { userId: reading.userId, section: 'read' as const, on: step.on };
  const key = `read:${reading.id}:${step.key}`;
  if (step.documents.length === 0) {
    const note = { zh: `开始后第 ${step.day} 天`, en: `day ${step.day}` };
    // A line carries one title; what a step is called in the other language stands behind it.
    return [
      {
        ...about,
        key: `${key}/${rung}`,
        title: name.zh,
        note: { zh: note.zh, en: `${name.en}, ${note.en}` },
        path: '/learning',
      },
    ];
  }
  return step.documents
    .filter(({ confirmed }) => confirmed === null)
    .map(({ id, title, again }) => ({
      ...about,
      key: `${key}:${id}:${again}/${rung}`,
      title,
      note: { zh: `${name.zh}，${day.zh}`, en: `${name.en}, ${day.en}` },
      path: `/documents/${id}`,
    }));
}
