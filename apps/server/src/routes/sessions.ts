import { ROUTES, signInBody, signInReply } from '@baton/api';
import { type Deps, endSession, type InboxRead, readInbox, readSession, signIn } from '@baton/flows';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';
import { toJson } from './to-json.ts';

/** Sign in with DingTalk's auth code (one use, five minutes), and out. */
export function sessionRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  app.route({
    method: ROUTES.signIn.method,
    url: ROUTES.signIn.path,
    schema: { body: signInBody, response: { '2xx': signInReply } },
    // Guessing codes is slowed down per address, above what an office behind one address needs in the minute after the
    // morning's digest; a header that the guesser writes must not count as another visitor.
    config: { rateLimit: { max: 300, timeWindow: '1 minute', keyGenerator: ({ ip }: FastifyRequest) => ip } },
    handler: async (request) => {
      const { corpId, code, inbox } = request.body as z.output<typeof signInBody>;
      const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300);
      const deps = parts.deps();
      const signedIn = await signIn(deps, { corpId, code, userAgent });
      return toJson(inbox ? { ...signedIn, inbox: await inboxOf(deps, signedIn.token) } : signedIn);
    },
  });
  route(app, parts, 'signOut', { reply: z.object({}) }, async ({ deps, session }) => {
    await endSession(deps, session);
    return {};
  });
}

/** What came along fails alone: the code is used up, so the sign-in must not be lost with it. */
async function inboxOf(deps: Deps, token: string): Promise<InboxRead | undefined> {
  try {
    const session = await readSession(deps, token);
    return session ? await readInbox(deps, session) : undefined;
  } catch (error) {
    deps.log.warn({ event: 'sign_in.no_inbox', err: error }, 'signed in, but the inbox could not be read');
    return undefined;
  }
}
