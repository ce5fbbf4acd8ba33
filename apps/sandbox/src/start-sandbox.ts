import Fastify from 'fastify';
import { createClock } from './clock.ts';
import { believableCompany } from './company.ts';
import { createControl } from './control/create-control.ts';
import { serveLive } from './control/live.ts';
import { serveControl } from './control/serve-control.ts';
import { firstState } from './first-state.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import { createDispatcher } from './pushes/dispatcher.ts';
import { queuePush } from './pushes/queue.ts';
import { createRest } from './rest.ts';
import { servePage } from './serve-page.ts';
import { keepSnapshot } from './snapshot.ts';
import type { State } from './state.ts';
import { isWirePath, serveWire, unknownInterface } from './wire/serve.ts';
import type { World } from './world.ts';

const bodyLimitBytes = 4 * 1024 * 1024;

/**
 * Starts a DingTalk of one company and one application on one port: both hosts' wire format, the control API under
 * `/_sandbox`, and the page. Rejects when the port is taken or the aes_key is not 43 letters and digits.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (!/^[A-Za-z0-9]{43}$/.test(options.app.aesKey)) throw new Error('aesKey must be 43 letters and digits');
  const snapshot = keepSnapshot(options.stateFile, () => state);
  const fresh = firstState(options.company ?? believableCompany(), options);
  const kept = snapshot.load();
  // A file of an older version lacks newer fields; they start as on the first day.
  const state: State = kept ? { ...fresh, ...kept, settings: { ...fresh.settings, ...kept.settings } } : fresh;
  if (options.pushUrl !== undefined) state.settings.pushUrl = options.pushUrl;
  if (options.homeUrl !== undefined) state.settings.homeUrl = options.homeUrl;
  if (options.homeName !== undefined) state.settings.homeName = options.homeName;

  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));

  const live = serveLive(app);
  const world: World = {
    app: options.app,
    state,
    clock: options.clock ?? createClock(state),
    waiting: new Set(state.pushes.filter((push) => push.outcome === 'waiting')),
    rest: createRest(options.playRest, () => live.changed()),
    emit: (type, data) => queuePush(world, type, data),
    changed: () => {
      live.changed();
      snapshot.changed();
      queueMicrotask(dispatcher.nudge);
    },
  };
  const dispatcher = createDispatcher(world, options.autoPush ?? true);
  const control = createControl(world, dispatcher);
  serveWire(app, world, options.strict ?? true);
  serveControl(app, control);
  app.setNotFoundHandler((request, reply) =>
    isWirePath(request.url) ? unknownInterface(world, request, reply) : servePage(options.pageDir, request, reply),
  );

  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  dispatcher.nudge();
  return {
    url,
    control,
    close: async () => {
      live.close();
      await dispatcher.close();
      await app.close();
      snapshot.close();
    },
  };
}
