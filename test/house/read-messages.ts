import { expect } from 'vitest';
import { readRows } from './read-rows.ts';
import type { House } from './start-house.ts';

/** A robot message as it lies in somebody's chat. `at` is ISO 8601. */
export type Said = { userId: string; at: string; title: string; text: string };

/** What one person reads from the robot, oldest first. */
export function messagesTo(house: House, userId: string): Said[] {
  const { chats } = house.dingtalk.control.person(userId);
  return chats
    .flatMap(({ messages }) => messages)
    .map(({ at, msgParam }) => {
      const { title = '', text = '' } = msgParam as { title?: string; text?: string };
      return { userId, at, title, text };
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Everything the robot ever said in the company. */
export function allMessages(house: House): Said[] {
  return house.dingtalk.control.state().people.flatMap(({ userid }) => messagesTo(house, userid));
}

/**
 * Every message in DingTalk is one row of the outbox, and no row is in DingTalk twice: counted per person and text.
 * A person has one digest a day at most.
 */
export async function expectNothingSaidTwice(house: House): Promise<void> {
  const { notices } = await readRows(house);
  const key = (userId: string, text: unknown) => `${userId}\n${String(text)}`;
  const allowed = new Map<string, number>();
  for (const { channel, state, recipient, body } of notices) {
    if (channel !== 'robot' || !['sent', 'uncertain', 'sending'].includes(state)) continue;
    allowed.set(key(recipient, body.text), (allowed.get(key(recipient, body.text)) ?? 0) + 1);
  }
  const twice: Said[] = [];
  for (const said of allMessages(house)) {
    const left = allowed.get(key(said.userId, said.text)) ?? 0;
    if (left === 0) twice.push(said);
    allowed.set(key(said.userId, said.text), left - 1);
  }
  expect(twice, 'messages said twice, or that the outbox does not know').toEqual([]);
  const remarks = house.dingtalk.control
    .approvals()
    .flatMap(({ id, records }) =>
      records.filter(({ type }) => type === 'ADD_REMARK').map(({ remark }) => `${id} ${remark}`),
    );
  expect(remarks.length, 'comments on approvals said twice').toBe(new Set(remarks).size);
}
