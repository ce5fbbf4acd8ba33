import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AppCredentials } from './options.ts';
import { startPhone } from './phone/start-phone.ts';
import { startSandbox } from './start-sandbox.ts';

const help = `A local DingTalk: both hosts' documented wire format on one port.

  npx tsx apps/sandbox/src/main.ts [options]

  --port <n>          default 4800
  --host <address>    default 127.0.0.1
  --push-url <url>    where your application receives event pushes
  --home-url <url>    your mini-app on the work bench; $CORPID$ is replaced. With it a phone that opens the
                      mini-app starts too, one port above
  --home-name <name>  its name there
  --state-file <path> keep everything across restarts
  --lenient           answer requests that break the contract, and only record them
  --corp-id, --client-id, --client-secret, --agent-id, --robot-code, --token, --aes-key
                      the application's credentials; absent ones have the defaults printed at the start
  --help
`;

const defaults: AppCredentials = {
  corpId: 'dingsandboxcorp0001',
  clientId: 'dingsandboxapp0001',
  clientSecret: 'sandbox-client-secret',
  agentId: '3000000001',
  robotCode: 'dingsandboxapp0001',
  token: 'sandboxtoken',
  aesKey: 'sandboxaeskeysandboxaeskeysandboxaeskey0001',
};

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4800' },
    host: { type: 'string', default: '127.0.0.1' },
    'push-url': { type: 'string' },
    'home-url': { type: 'string' },
    'home-name': { type: 'string' },
    'state-file': { type: 'string' },
    lenient: { type: 'boolean', default: false },
    'corp-id': { type: 'string', default: defaults.corpId },
    'client-id': { type: 'string', default: defaults.clientId },
    'client-secret': { type: 'string', default: defaults.clientSecret },
    'agent-id': { type: 'string', default: defaults.agentId },
    'robot-code': { type: 'string' },
    token: { type: 'string', default: defaults.token },
    'aes-key': { type: 'string', default: defaults.aesKey },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(help);
  process.exit(0);
}

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_534) {
  console.error('--port must be between 0 and 65534; the phone takes the one above');
  process.exit(1);
}
const homeUrl = values['home-url'];
if (homeUrl !== undefined && !URL.canParse(homeUrl)) {
  console.error('--home-url must be an address, for example http://127.0.0.1:3000/?corpId=$CORPID$');
  process.exit(1);
}

const app: AppCredentials = {
  corpId: values['corp-id'],
  clientId: values['client-id'],
  clientSecret: values['client-secret'],
  agentId: values['agent-id'],
  robotCode: values['robot-code'] ?? values['client-id'],
  token: values.token,
  aesKey: values['aes-key'],
};
const builtPage = fileURLToPath(new URL('../page/dist', import.meta.url));
const sandbox = await startSandbox({
  port,
  host: values.host,
  app,
  strict: !values.lenient,
  ...(values['push-url'] === undefined ? {} : { pushUrl: values['push-url'] }),
  ...(homeUrl === undefined ? {} : { homeUrl }),
  ...(values['home-name'] === undefined ? {} : { homeName: values['home-name'] }),
  ...(values['state-file'] === undefined ? {} : { stateFile: values['state-file'] }),
  ...(existsSync(builtPage) ? { pageDir: builtPage } : {}),
});

// Also when the address came with an earlier run's state file. The page looks for the phone one port above its own.
const { homeUrl: home } = sandbox.control.state().settings;
const phonePort = Number(new URL(sandbox.url).port) + 1;
const phone =
  home && (await startPhone({ port: phonePort, host: values.host, homeUrl: home, sandboxUrl: sandbox.url }));

console.log(`Local DingTalk at ${sandbox.url} (both hosts); control API at ${sandbox.url}/_sandbox/state`);
if (phone) console.log(`Phone at ${phone.url}`);
// Values given on the command line are the caller's own secrets and are not printed.
for (const [name, value] of Object.entries(app)) {
  const isDefault = value === defaults[name as keyof AppCredentials];
  console.log(`  ${name.padEnd(13)} ${isDefault ? value : '(as given)'}`);
}

const stop = (): void => {
  Promise.all([phone ? phone.close() : null, sandbox.close()]).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
};
process.on('SIGINT', stop).on('SIGTERM', stop);
