import {
  acceptBody,
  confirmBody,
  delegateBody,
  draftBody,
  id,
  itemView,
  reasonBody,
  supplementBody,
  versionBody,
  waiveBody,
} from '@baton/api';
import {
  acceptItem,
  blockItem,
  confirmItem,
  type Deps,
  delegateItem,
  readItem,
  reopenItem,
  returnItem,
  type Session,
  saveDraft,
  submitItem,
  supplementItem,
  unblockItem,
  waiveItem,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });

/** 交接项: read one, and every verb on it. Each verb answers with the item as it is now. */
export function itemRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'readItem', { params, reply: itemView }, ({ deps, session, params }) =>
    readItem(deps, session, { itemId: params.id }),
  );
  verb(app, parts, 'saveDraft', draftBody, saveDraft);
  verb(app, parts, 'submitItem', draftBody, submitItem);
  verb(app, parts, 'acceptItem', acceptBody, acceptItem);
  verb(app, parts, 'confirmItem', confirmBody, confirmItem);
  verb(app, parts, 'returnItem', reasonBody, returnItem);
  verb(app, parts, 'blockItem', reasonBody, blockItem);
  verb(app, parts, 'unblockItem', versionBody, unblockItem);
  verb(app, parts, 'waiveItem', waiveBody, waiveItem);
  verb(app, parts, 'reopenItem', reasonBody, reopenItem);
  verb(app, parts, 'supplementItem', supplementBody, supplementItem);
  verb(app, parts, 'delegateItem', delegateBody, delegateItem);
}

type VerbName = Exclude<Extract<keyof typeof import('@baton/api').ROUTES, `${string}Item` | 'saveDraft'>, 'readItem'>;

function verb<B extends z.ZodType<{ version: number }>>(
  app: FastifyInstance,
  parts: { deps: () => Deps },
  name: VerbName,
  body: B,
  run: (deps: Deps, session: Session, input: { itemId: string } & z.output<B>) => Promise<unknown>,
): void {
  route(app, parts, name, { params, body, reply: itemView }, async (input) => {
    const { deps, session } = input;
    const itemId = (input.params as z.output<typeof params>).id;
    await run(deps, session, { itemId, ...(input.body as z.output<B>) });
    deps.nudge('deliver-notices');
    return readItem(deps, session, { itemId });
  });
}
