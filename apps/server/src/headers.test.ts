import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { registerSecurityHeaders } from './headers.ts';
import { completeEnv } from './testing/open-server.ts';

async function headersWith(env: Record<string, string>) {
  const app = Fastify();
  registerSecurityHeaders(app, readConfig({ ...completeEnv('.'), ...env }));
  app.get('/', async () => 'x');
  const { headers } = await app.inject('/');
  await app.close();
  return headers;
}

test('with the real DingTalk no page of this machine may frame ours, unless an operator says so', async () => {
  const real = { DINGTALK_API_URL: 'https://api.dingtalk.com' };
  const strict = await headersWith(real);
  expect(strict['content-security-policy']).toMatch(
    /frame-ancestors 'self' https:\/\/\*\.dingtalk\.com https:\/\/\*\.dingtalk\.io$/,
  );
  const own = await headersWith({ ...real, FRAME_ANCESTORS: 'https://portal.example.com' });
  expect(own['content-security-policy']).toMatch(/ https:\/\/portal\.example\.com$/);
});

test('HSTS is for HTTPS only: over plain HTTP it would lock nobody in, or out', async () => {
  expect((await headersWith({}))['strict-transport-security']).toBe('max-age=31536000');
  expect((await headersWith({ PUBLIC_URL: 'http://10.0.0.5:4700' }))['strict-transport-security']).toBeUndefined();
});
