import { describe, expect, it } from 'vitest';
import { atLocal, localDay, localTime, officialCalendar } from '../calendar.ts';
import { isSendingTime, nextRung, nextSendingTime, type ReminderSettings, readRung } from './reminder.ts';

const calendar = officialCalendar();
const settings: ReminderSettings = { quietFrom: '20:00', quietUntil: '08:30', digestAt: '09:40' };
const next = (dueOn: string, now: Date, sentRungs: string[] = [], issuedAt?: Date) => {
  const { rung, dueAt } = nextRung({ dueOn, now, sentRungs, calendar, settings, ...(issuedAt ? { issuedAt } : {}) });
  return [rung, `${localDay(dueAt)} ${localTime(dueAt)}`];
};

describe('the ladder', () => {
  it('runs D-7, D-3, D-1, D0 and then every working day', () => {
    const dueOn = '2026-12-11'; // a Friday
    const sent: string[] = [];
    const seen: string[] = [];
    let now = atLocal('2026-11-24', '10:00');
    for (let n = 0; n < 8; n++) {
      const { rung, dueAt } = nextRung({ dueOn, now, sentRungs: sent, calendar, settings });
      seen.push(`${readRung(rung).step} ${localDay(dueAt)}`);
      sent.push(rung);
      now = dueAt;
    }
    expect(seen).toEqual([
      'D-7 2026-12-02',
      'D-3 2026-12-08',
      'D-1 2026-12-10',
      'D0 2026-12-11',
      'O1 2026-12-14', // over the weekend
      'O2 2026-12-15',
      'O3 2026-12-16',
      'O4 2026-12-17',
    ]);
  });

  it.each([
    ['before the first', '2026-12-11', '2026-11-24 10:00', [], ['2026-12-11/D-7', '2026-12-02 09:40']],
    ['a minute before', '2026-12-11', '2026-12-02 09:39', [], ['2026-12-11/D-7', '2026-12-02 09:40']],
    ['on the minute', '2026-12-11', '2026-12-02 09:40', [], ['2026-12-11/D-7', '2026-12-02 09:40']],
    ['missed by an hour: at once', '2026-12-11', '2026-12-02 10:40', [], ['2026-12-11/D-7', '2026-12-02 10:40']],
    ['two missed: only the later', '2026-12-11', '2026-12-08 11:00', [], ['2026-12-11/D-3', '2026-12-08 11:00']],
    ['missed until the evening', '2026-12-11', '2026-12-02 21:00', [], ['2026-12-11/D-7', '2026-12-03 09:40']],
    ['missed until a Saturday', '2026-12-11', '2026-12-05 11:00', [], ['2026-12-11/D-7', '2026-12-07 09:40']],
    ['a long outage', '2026-11-20', '2026-12-08 11:00', [], ['2026-11-20/O12', '2026-12-08 11:00']],
    ['sent today', '2026-12-11', '2026-12-08 11:00', ['2026-12-11/D-3'], ['2026-12-11/D-1', '2026-12-10 09:40']],
    [
      'overdue over a weekend',
      '2026-12-11',
      '2026-12-12 11:00',
      ['2026-12-11/D0'],
      ['2026-12-11/O1', '2026-12-14 09:40'],
    ],
    [
      'overdue, before the digest',
      '2026-12-11',
      '2026-12-15 08:00',
      ['2026-12-11/O1'],
      ['2026-12-11/O2', '2026-12-15 09:40'],
    ],
    [
      'D-1 over the National Day',
      '2026-10-08',
      '2026-09-29 10:00',
      ['2026-10-08/D-3'],
      ['2026-10-08/D-1', '2026-09-30 09:40'],
    ],
    [
      'on a worked Saturday',
      '2026-10-10',
      '2026-10-09 10:00',
      ['2026-10-10/D-1'],
      ['2026-10-10/D0', '2026-10-10 09:40'],
    ],
    // A date moved and moved back: what was sent for that day is not sent again, another day's does not count.
    [
      'moved back',
      '2026-12-11',
      '2026-12-08 11:00',
      ['2026-12-11/D-3', '2026-12-18/D-7'],
      ['2026-12-11/D-1', '2026-12-10 09:40'],
    ],
    ['moved away', '2026-12-18', '2026-12-08 11:00', ['2026-12-11/D-3'], ['2026-12-18/D-7', '2026-12-09 09:40']],
    [
      'moved nearer, already past',
      '2026-12-07',
      '2026-12-08 11:00',
      ['2026-12-11/D-3'],
      ['2026-12-07/O1', '2026-12-08 11:00'],
    ],
    ['clock set back', '2026-12-11', '2026-12-01 10:00', ['2026-12-11/D-3'], ['2026-12-11/D-1', '2026-12-10 09:40']],
  ])('%s', (_name, dueOn, now, sent, expected) => {
    const [day = '', time = ''] = now.split(' ');
    expect(next(dueOn, atLocal(day, time), sent)).toEqual(expected);
  });

  it('does not make up for reminders planned before the item was issued', () => {
    const issued = atLocal('2026-12-08', '14:00');
    expect(next('2026-12-09', issued, [], issued)).toEqual(['2026-12-09/D0', '2026-12-09 09:40']);
    expect(next('2026-12-08', issued, [], issued)).toEqual(['2026-12-08/O1', '2026-12-09 09:40']);
    expect(next('2026-12-09', atLocal('2026-12-09', '11:00'), [], issued)).toEqual([
      '2026-12-09/D0',
      '2026-12-09 11:00',
    ]);
  });

  it('is always later than what was sent, on a working day outside quiet hours, whenever it is asked', () => {
    for (let hour = 0; hour < 24 * 40; hour += 5) {
      const now = new Date(atLocal('2026-09-10', '00:30').getTime() + hour * 3_600_000);
      const { dueAt, rung } = nextRung({ dueOn: '2026-09-30', now, sentRungs: [], calendar, settings });
      expect(dueAt >= now && isSendingTime(dueAt, calendar, settings), rung).toBe(true);
      const after = nextRung({ dueOn: '2026-09-30', now: dueAt, sentRungs: [rung], calendar, settings });
      expect(after.dueAt > dueAt && after.rung !== rung, rung).toBe(true);
    }
  });
});

describe('escalation', () => {
  it.each<[string, number, string[]]>([
    ['D-7', 0, []],
    ['D0', 0, []],
    ['O1', 1, []],
    ['O2', 2, ['manager']],
    ['O3', 3, ['manager']],
    ['O4', 4, ['manager', 'managers_manager']],
    ['O6', 6, ['manager', 'managers_manager', 'hr']],
    ['O12', 12, ['manager', 'managers_manager', 'hr']],
  ])('%s', (step, overdueDays, escalateTo) => {
    expect(readRung(`2026-12-11/${step}`)).toEqual({ dueOn: '2026-12-11', step, overdueDays, escalateTo });
  });
});

describe('when we may speak', () => {
  it.each([
    ['2026-12-08 09:39', false, '2026-12-08 09:40'],
    ['2026-12-08 09:40', true, '2026-12-08 09:40'],
    ['2026-12-08 19:59', true, '2026-12-08 19:59'],
    ['2026-12-08 20:00', false, '2026-12-09 09:40'],
    ['2026-12-08 00:10', false, '2026-12-08 09:40'],
    ['2026-12-12 12:00', false, '2026-12-14 09:40'],
    ['2026-10-10 12:00', true, '2026-10-10 12:00'], // worked Saturday
    ['2026-10-01 12:00', false, '2026-10-08 09:40'],
  ])('%s', (now, allowed, expected) => {
    const [day = '', time = ''] = now.split(' ');
    const instant = atLocal(day, time);
    expect(isSendingTime(instant, calendar, settings)).toBe(allowed);
    const when = nextSendingTime(instant, calendar, settings);
    expect(`${localDay(when)} ${localTime(when)}`).toBe(expected);
  });

  it('a digest inside the quiet hours waits for their end; quiet hours may lie within a day', () => {
    const early = { quietFrom: '20:00', quietUntil: '08:30', digestAt: '07:15' };
    expect(nextSendingTime(atLocal('2026-12-08', '07:15'), calendar, early)).toEqual(atLocal('2026-12-08', '08:30'));
    const siesta = { quietFrom: '12:00', quietUntil: '14:00', digestAt: '09:40' };
    expect(isSendingTime(atLocal('2026-12-08', '13:00'), calendar, siesta)).toBe(false);
    expect(isSendingTime(atLocal('2026-12-08', '14:00'), calendar, siesta)).toBe(true);
    expect(nextSendingTime(atLocal('2026-12-08', '13:00'), calendar, siesta)).toEqual(atLocal('2026-12-08', '14:00'));
  });
});
