import { setTimeout as pause } from 'node:timers/promises';
import { type Call, createClient, type Me } from '@baton/api/client';
import { connect } from '@baton/db';
import { believableCompany, type Company, type Sandbox, startSandbox } from '@baton/sandbox';
import { seedCompany } from '../local/seed-company.ts';
import { APP } from './local-app.ts';
import { type MeasuredServer, openServer } from './open-server.ts';

export type OpenCompany = {
  dingtalk: Sandbox;
  server: MeasuredServer;
  /** Signs a person in and gives their token and client. Again for the same person: another session. */
  signIn(userId: string): Promise<{ token: string; me: Me; call: Call }>;
  close(): Promise<void>;
};

/**
 * A local DingTalk in this process, the real server with its queue in another, and a company that both know: directory
 * read, roles given.
 * @param company who works there; default the believable one
 */
export async function openCompany(company: Company = believableCompany()): Promise<OpenCompany> {
  const dingtalk = await startSandbox({ app: APP, company });
  // The free edition's monthly quotas are a limit of its own kind; here they would end a load half way.
  dingtalk.control.settings({ callQuota: 1_000_000, pushQuota: 1_000_000 });
  let server: MeasuredServer | null = null;
  const close = async () => {
    dingtalk.control.settings({ pushUrl: null });
    await server?.close();
    await dingtalk.close();
  };
  try {
    server = await openServer({ dingtalkUrl: dingtalk.url });
    const { url, sql, databaseUrl } = server;
    await waitFor(
      'the directory',
      async () => (await sql`select 1 from corps where directory_synced_at is not null`)[0],
    );
    const { db, close: disconnect } = await connect(databaseUrl, { poolSize: 1 });
    await seedCompany(db, APP.corpId).finally(disconnect);
    dingtalk.control.settings({ pushUrl: `${url}/dingtalk/events/${APP.corpId}` });
    const signedOut = createClient({ baseUrl: url, token: () => null });
    return {
      dingtalk,
      server,
      close,
      signIn: async (userId) => {
        const { code } = dingtalk.control.authCode({ userId });
        const { token, me } = await signedOut('signIn', { body: { corpId: APP.corpId, code } });
        return { token, me, call: createClient({ baseUrl: url, token: () => token }) };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Looks forty times a second until `probe` gives something.
 * @throws Error naming `what` after `withinMs`
 */
export async function waitFor<T>(what: string, probe: () => Promise<T>, withinMs = 60_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`${what}: still waiting after ${withinMs / 1000} s`);
    await pause(25);
  }
}
