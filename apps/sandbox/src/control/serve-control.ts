import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { SandboxControl } from './control.ts';
import { guardControl } from './guard.ts';
import { controlRoutes } from './routes.ts';

/** Serves the control API under `/_sandbox`, to this machine only, also across its ports (the phone has its own). */
export function serveControl(app: FastifyInstance, control: SandboxControl): void {
  app.options('/_sandbox/*', { onRequest: guardControl }, (_, reply) => reply.code(204).send());
  for (const route of controlRoutes) {
    app.route({
      method: route.method,
      url: `/_sandbox${route.url}`,
      onRequest: guardControl,
      handler: async (request, reply) => {
        try {
          const body = typeof request.body === 'string' && request.body !== '' ? JSON.parse(request.body) : {};
          const result = await route.run(control, { params: request.params as Record<string, string>, body });
          return reply.send(result === undefined ? { ok: true } : result);
        } catch (error) {
          return sendProblem(reply, error);
        }
      },
    });
  }
}

function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Refusal) return reply.code(error.status).send({ code: error.code, message: error.message });
  if (error instanceof z.ZodError) return reply.code(400).send({ code: 'badInput', message: z.prettifyError(error) });
  if (error instanceof SyntaxError) return reply.code(400).send({ code: 'badInput', message: 'The body is not JSON.' });
  throw error;
}
