import { ApiError, createClient } from '@baton/api/client';
import type { PlayRest } from '@baton/sandbox';
import { type Cast, type Deed, finishItem, type Session } from './finish-item.ts';

/** Where the product answers, and who lets people in: the local DingTalk's own sign-in codes. */
export type Doors = {
  serverUrl: string;
  corpId: string;
  now(): Date;
  authCode(input: { userId: string }): { code: string };
};

/**
 * Plays what is left of somebody's handover, so that whoever tells the story need not be twelve people in turn:
 * everybody signs in with a code of the local DingTalk and does their part through the mini-app's public API, no more
 * than the server lets them. What falls due only after the last day (gate `archive`) stays, and so does the release.
 * Pressed again it goes on where it stopped.
 */
export function restPlayer(doors: Doors): PlayRest {
  return async ({ leaver, reader }, tell) => {
    const cast = openCast(doors);
    const { call } = await cast.sessionOf(reader);
    const { rows } = await call('listHandovers', { query: { scope: 'open', limit: 100 } });
    const found = rows.find((row) => row.leaver.userId === leaver);
    if (!found) throw new Error('还没有进行中的交接单：先提交离职，等主管和 HR 都同意');
    if (found.state === 'preparing') throw new Error('交接单还在准备中：请 HR 先在接力棒里补齐资料并启动');
    const { items } = await call('readHandover', { params: { id: found.id } });
    const open = await Promise.all(
      items
        .filter(({ state }) => state !== 'done' && state !== 'waived')
        .map(({ id }) => call('readItem', { params: { id } })),
    );
    const rest = open.filter(({ gate }) => gate === 'release');
    let done = 0;
    let stuck = 0;
    let last = '';
    tell({ done, total: rest.length, last });
    for (const { id, title } of rest) {
      const hear = ({ who, did }: Deed) => {
        last = `${who}${did}`;
        tell({ done, total: rest.length, last });
      };
      const item = await finishItem(cast, id, reader, hear).catch((error: unknown) => {
        throw error instanceof ApiError ? new Error(`「${title}」没有办成（${error.code}），可以再按一次继续`) : error;
      });
      if (item.state !== 'done') stuck += 1;
      done += 1;
      tell({ done, total: rest.length, last });
    }
    if (stuck > 0) throw new Error(`还有 ${stuck} 项没有人能办：请 HR 在接力棒的交接单里看卡在谁`);
    return { played: rest.length };
  };
}

/** Everybody signs in once, when it is first their turn. */
function openCast({ serverUrl, corpId, now, authCode }: Doors): Cast {
  const sessions = new Map<string, Promise<Session>>();
  const signIn = async (userId: string): Promise<Session> => {
    const signedOut = createClient({ baseUrl: serverUrl, token: () => null });
    const { token } = await signedOut('signIn', { body: { corpId, code: authCode({ userId }).code } });
    return { token, call: createClient({ baseUrl: serverUrl, token: () => token }) };
  };
  const sessionOf = (userId: string): Promise<Session> => {
    const session = sessions.get(userId) ?? signIn(userId);
    sessions.set(userId, session);
    return session;
  };
  return { serverUrl, now, sessionOf };
}
