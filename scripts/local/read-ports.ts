import { isPortFree } from '../provide/free-port.ts';

/** The phone listens one port above the local DingTalk's page, which looks for it there. */
export type Ports = { server: number; sandbox: number; phone: number };

/**
 * The ports to use, all of them free right now: PORT (4700) and SANDBOX_PORT (4800).
 * @throws Error for people: every port that is taken or no number, with the variable that changes it
 */
export async function readPorts(env: NodeJS.ProcessEnv): Promise<Ports> {
  const server = Number(env.PORT || 4700);
  const sandbox = Number(env.SANDBOX_PORT || 4800);
  const wanted = [
    { name: 'PORT', port: server, other: 4710, what: '接力棒服务' },
    { name: 'SANDBOX_PORT', port: sandbox, other: 4810, what: '本地钉钉' },
    { name: 'SANDBOX_PORT', port: sandbox + 1, other: 4810, what: '本地钉钉里的手机，总用 SANDBOX_PORT 的下一个端口' },
  ];
  const problems: string[] = [];
  let taken = false;
  for (const { name, port, other, what } of wanted) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push(`${name}=${env[name]} 不是可用的端口号`);
    else if (!(await isPortFree(port))) {
      taken = true;
      problems.push(`端口 ${port}（${what}）已被占用，可换一个，例如：${name}=${other} npm start`);
    }
  }
  if (server === sandbox || server === sandbox + 1) problems.push(`PORT=${server} 与本地钉钉的端口相同，请换一个`);
  // Two on one folder would write over each other; the second is refused, this says it before.
  if (taken) problems.push('若占用它的是另一个接力棒，请同时另选一个数据目录：DATA_DIR=./data2');
  if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
  return { server, sandbox, phone: sandbox + 1 };
}
