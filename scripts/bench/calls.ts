import { type Call, createClient } from '@baton/api/client';
import { playItem } from '../../test/house/play-item.ts';
import { agreeAll, fileResignation, HR } from '../../test/house/resign.ts';
import { APP, type House, startHouse } from '../../test/house/start-house.ts';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import type { Measurement } from './measurement.ts';

const TARGET = 40;
const HOUR_MS = 3_600_000;
const STEP_MS = 4 * HOUR_MS;
/** The company asks for it every eight hours, however many people leave. */
const COMPANY_WIDE = 'call_back_failed_result';

/**
 * What one whole departure takes from the company's monthly quota, counted by the local DingTalk: filed, agreed, every
 * item handed in, accepted and confirmed, released; played as test/stories/one-resignation.story.ts plays it, and once
 * more over its four weeks with every reminder. What the company asks anyway, leavers or not, is left out.
 */
export const calls: Measurement = {
  name: 'calls',
  needs: [postgresProvider, redisProvider],
  run: async () => {
    const quick = await playDeparture({ days: 0 });
    const slow = await playDeparture({ days: 28 });
    return [
      {
        what: `metered calls of one departure of ${quick.items} items`,
        value: `${quick.total} (${quick.byApi})`,
        target: `≤ ${TARGET}`,
        met: quick.total <= TARGET,
      },
      {
        what: 'the same over four weeks, with every reminder',
        value: `${slow.total} (${slow.byApi})`,
        target: `≤ ${TARGET}`,
        met: slow.total <= TARGET,
      },
    ];
  },
};

/** @param days how long people take for all items together, evenly; 0: everything at once */
function playDeparture({ days }: { days: number }): Promise<{ items: number; total: number; byApi: string }> {
  return closing(async (keep) => {
    const house = keep(await startHouse());
    const { control } = house.dingtalk;
    const before = control.calls().length;
    agreeAll(house, fileResignation(house, { lastDay: '2026-03-31' }).id);
    await house.settle();
    const hr = await house.as(HR);
    const [row] = (await hr('listHandovers', { query: {} })).rows;
    if (!row) throw new Error('no case was opened');
    const params = { id: row.id };
    const { items } = await hr('readHandover', { params });
    const todo = items.filter(({ key }) => key !== 'base_revoke');
    for (const item of todo) {
      if (days > 0) await house.pass((days * 24 * HOUR_MS) / todo.length, STEP_MS);
      await playItem(days > 0 ? withNewSessions(house) : house, item.id, HR);
    }
    const last = days > 0 ? withNewSessions(house) : house;
    const { version, leaver } = await (await last.as(HR))('readHandover', { params });
    const body = { version, leaverName: leaver.name };
    await (await last.as(HR))('releaseHandover', { params, body });
    await house.settle();
    await house.settle();
    const metered = control
      .calls()
      .slice(before)
      .filter((call) => call.metered && call.api !== COMPANY_WIDE);
    const byApi = new Map<string, number>();
    for (const { api } of metered) byApi.set(`${api}`, (byApi.get(`${api}`) ?? 0) + 1);
    return {
      items: items.length,
      total: metered.length,
      byApi: [...byApi].map(([api, n]) => `${api} ${n}`).join(', '),
    };
  });
}

/** The same house on another day: everybody has to sign in again. */
function withNewSessions(house: House): House {
  const sessions = new Map<string, Promise<{ token: string; call: Call }>>();
  const signIn = async (userId: string) => {
    const { code } = house.dingtalk.control.authCode({ userId });
    const baseUrl = house.server.url;
    const signedOut = createClient({ baseUrl, token: () => null });
    const { token } = await signedOut('signIn', { body: { corpId: APP.corpId, code } });
    return { token, call: createClient({ baseUrl, token: () => token }) };
  };
  const sessionOf = (userId: string) => {
    const session = sessions.get(userId) ?? signIn(userId);
    sessions.set(userId, session);
    return session;
  };
  return { ...house, sessionOf, as: async (userId) => (await sessionOf(userId)).call };
}
