import { acceptPush, type Deps } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../errors.ts';

/** One push as it came: the query's signature parameters, in one spelling. */
type PushParts = { signature: string; timestamp: string; nonce: string; encrypt: string };
type SealedReply = { msg_signature: string; timeStamp: string; nonce: string; encrypt: string };
/**
 * Opens the envelope of a corp's push. Gives the text and how to seal the reply under the owner key that came.
 * Null for a corp we do not serve; throws an error with a `code` when the envelope is refused.
 */
export type OpenPush = (corpId: string, push: PushParts) => { text: string; seal(): SealedReply } | null;

type Query = Partial<Record<'signature' | 'msg_signature' | 'timestamp' | 'timeStamp' | 'nonce', string>>;

/** `POST /dingtalk/events/:corpId`: open → store → sealed `success` → nudge. No thinking here. */
export function dingtalkEventRoutes(app: FastifyInstance, parts: { deps: () => Deps; openPush: OpenPush }): void {
  app.post<{ Params: { corpId: string }; Querystring: Query; Body: unknown }>(
    '/dingtalk/events/:corpId',
    // A push is one row and one line at most: a logger of its own would cost as much as opening its envelope does.
    { config: { forMachines: true }, childLoggerFactory: (logger) => logger },
    async (request, reply) => {
      const { corpId } = request.params;
      const { query, body } = request;
      const encrypt = typeof body === 'object' && body !== null ? (body as { encrypt?: unknown }).encrypt : undefined;
      const push = {
        signature: one(query.msg_signature ?? query.signature),
        timestamp: one(query.timestamp ?? query.timeStamp),
        nonce: one(query.nonce),
        encrypt: typeof encrypt === 'string' ? encrypt : '',
      };
      let opened: ReturnType<OpenPush>;
      try {
        opened = parts.openPush(corpId, push);
      } catch (error) {
        const reason = (error as { code?: unknown }).code;
        request.log.warn({ event: 'push.refused', corpId, reason, reqId: request.id }, 'push refused');
        return refuse(reply, 'bad_envelope', { reason });
      }
      if (!opened) {
        request.log.warn(
          { event: 'push.unknown_corp', corpId, reqId: request.id },
          'push for a corp that is not configured',
        );
        return refuse(reply, 'unknown_corp');
      }
      const deps = parts.deps();
      const { outcome } = await acceptPush(deps, { corpId, text: opened.text, source: 'push' });
      if (outcome === 'stored') deps.nudge('process-inbox');
      return reply.send(opened.seal());
    },
  );
}

/** A repeated parameter arrives as an array; no signature is an array. */
function one(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
