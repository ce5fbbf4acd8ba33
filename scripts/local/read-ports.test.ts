import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../provide/free-port.ts';
import { readPorts } from './read-ports.ts';

it('takes free ports from the environment', async () => {
  const [a, b, c] = [await freePort(), await freePort(), await freePort()];
  const env = { PORT: String(a), SANDBOX_PORT: String(b), PHONE_PORT: String(c) };
  expect(await readPorts(env)).toEqual({ PORT: a, SANDBOX_PORT: b, PHONE_PORT: c });
});

it('names every port that is taken or wrong, and the variable that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { PORT: String(port), SANDBOX_PORT: 'http', PHONE_PORT: String(await freePort()) };
  await expect(readPorts(env)).rejects.toThrow(
    /端口 \d+（接力棒服务）已被占用.*PORT=\d+ npm start\nSANDBOX_PORT=http 不是/,
  );
  server.close();
});

it('refuses the same port twice', async () => {
  const port = String(await freePort());
  const env = { PORT: port, SANDBOX_PORT: port, PHONE_PORT: String(await freePort()) };
  await expect(readPorts(env)).rejects.toThrow(/不能相同/);
});
