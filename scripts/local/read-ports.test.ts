import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, isPortFree } from '../provide/free-port.ts';
import { readPorts } from './read-ports.ts';

it('takes the ports from the environment, the phone next to the local DingTalk', async () => {
  const [server, sandbox] = [await freePort(), await freePair()];
  const ports = await readPorts({ PORT: String(server), SANDBOX_PORT: String(sandbox) });
  expect(ports).toEqual({ server, sandbox, phone: sandbox + 1 });
});

it('names every port that is taken or wrong, and the variable that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const taken = readPorts({ PORT: String(port), SANDBOX_PORT: 'http' });
  await expect(taken).rejects.toThrow(
    /^端口 \d+（接力棒服务）已被占用.*PORT=4710 npm start\nSANDBOX_PORT=http 不是.*\n.*DATA_DIR=\.\/data2$/,
  );
  server.close();
});

it('refuses the same port twice', async () => {
  const port = await freePort();
  await expect(readPorts({ PORT: String(port), SANDBOX_PORT: String(port) })).rejects.toThrow(/相同/);
  await expect(readPorts({ PORT: String(port + 1), SANDBOX_PORT: String(port) })).rejects.toThrow(/相同/);
});

/** A free port whose next one is free, too. */
async function freePair(): Promise<number> {
  const port = await freePort();
  return port < 65_535 && (await isPortFree(port + 1)) ? port : freePair();
}
