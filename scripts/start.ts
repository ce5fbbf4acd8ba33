import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdFolder } from '@baton/db';
import { startPhone, startSandbox } from '@baton/sandbox';
import { startServer } from '@baton/server';
import { buildPages } from './local/build-pages.ts';
import { catchUp } from './local/catch-up.ts';
import { openApp } from './local/open-app.ts';
import { openClock } from './local/open-clock.ts';
import { restPlayer } from './local/play-rest.ts';
import { readPorts } from './local/read-ports.ts';
import { seedCompany } from './local/seed-company.ts';
import { seedDocuments } from './local/seed-documents.ts';
import { welcome } from './local/welcome.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts the local DingTalk, the server and the phone on this machine and returns when all of them answer. They stop,
 * in the opposite order, on SIGINT and SIGTERM; the process then ends with 0.
 * @param env PORT, SANDBOX_PORT, DATA_DIR, DATABASE_URL, REDIS_URL, LOG_LEVEL; all have defaults
 */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const toClose: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (let close = toClose.pop(); close; close = toClose.pop()) await close();
  };
  onStopSignal(stop);
  try {
    await buildPages(root);
    const ports = await readPorts(env);
    const dataDir = resolve(root, env.DATA_DIR || 'data');
    // Before anything in it is read: the local DingTalk keeps its company there, too.
    const release = holdFolder(dataDir);
    toClose.push(async () => release());
    const app = openApp(join(dataDir, 'local-dingtalk.json'));
    const clock = openClock(join(dataDir, 'clock.json'), Date.now);
    const serverUrl = `http://127.0.0.1:${ports.server}`;
    const phoneUrl = `http://127.0.0.1:${ports.phone}`;

    const sandbox = await startSandbox({
      port: ports.sandbox,
      app,
      clock,
      pushUrl: `${serverUrl}/dingtalk/events/${app.corpId}`,
      homeUrl: `${serverUrl}/?corpid=$CORPID$`,
      stateFile: join(dataDir, 'sandbox.json'),
      pageDir: join(root, 'apps/sandbox/page/dist'),
      playRest: restPlayer({
        serverUrl,
        corpId: app.corpId,
        now: clock.now,
        authCode: (input) => sandbox.control.authCode(input),
      }),
    });
    toClose.push(sandbox.close);

    const serverEnv = {
      PORT: String(ports.server),
      HOST: '127.0.0.1',
      PUBLIC_URL: serverUrl,
      DATA_DIR: dataDir,
      DATABASE_URL: env.DATABASE_URL,
      REDIS_URL: env.REDIS_URL,
      LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
      FRAME_ANCESTORS: `${sandbox.url} ${phoneUrl}`,
      DINGTALK_CORP_ID: app.corpId,
      DINGTALK_CLIENT_ID: app.clientId,
      DINGTALK_CLIENT_SECRET: app.clientSecret,
      DINGTALK_AGENT_ID: app.agentId,
      DINGTALK_ROBOT_CODE: app.robotCode,
      DINGTALK_TOKEN: app.token,
      DINGTALK_AES_KEY: app.aesKey,
      DINGTALK_API_URL: sandbox.url,
      DINGTALK_OAPI_URL: sandbox.url,
    };
    const server = await startServer({ env: serverEnv, now: clock.now });
    toClose.push(server.close);
    // The first start walks the whole address book before anybody clicks; every later one only what changed.
    if (await seedCompany(server.deps.db, app.corpId)) {
      await server.tick();
      await seedDocuments(server.deps, app.corpId);
    }
    clock.onMoved(catchUp(server, app.corpId));

    const phone = await startPhone({ port: ports.phone, homeUrl: serverUrl, sandboxUrl: sandbox.url });
    toClose.push(phone.close);
    console.log(welcome({ sandboxUrl: sandbox.url, serverUrl: server.url, dataDir }));
  } catch (error) {
    console.error(`\n启动失败：${error instanceof Error ? error.message : String(error)}`);
    await stop();
    process.exit(1);
  }
}

/** The first signal stops in order; a second one means "now". */
function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log('\n正在停止…');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}
