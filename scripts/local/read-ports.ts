import { isPortFree } from '../provide/free-port.ts';

/** The ports of a local installation: which environment variable moves each, its default, and what it is for. */
const wanted = [
  { name: 'PORT', standard: 4700, what: '接力棒服务' },
  { name: 'SANDBOX_PORT', standard: 4800, what: '本地钉钉' },
  { name: 'PHONE_PORT', standard: 4801, what: '本地钉钉里的手机' },
] as const;

export type Ports = Record<(typeof wanted)[number]['name'], number>;

/**
 * The ports to use, all of them free right now.
 * @throws Error for people: every port that is taken or no number, with the variable that changes it
 */
export async function readPorts(env: NodeJS.ProcessEnv): Promise<Ports> {
  const ports: Ports = { PORT: 0, SANDBOX_PORT: 0, PHONE_PORT: 0 };
  const problems: string[] = [];
  for (const { name, standard, what } of wanted) {
    const port = Number(env[name] || standard);
    ports[name] = port;
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      problems.push(`${name}=${env[name]} 不是 1–65535 的端口号`);
    else if (!(await isPortFree(port))) {
      problems.push(`端口 ${port}（${what}）已被占用，可换一个，例如：${name}=${port + 100} npm start`);
    }
  }
  const given = Object.values(ports);
  if (new Set(given).size < given.length) problems.push('PORT、SANDBOX_PORT、PHONE_PORT 不能相同');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return ports;
}
