import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONFIG_NAMES, ConfigError, readConfig } from './config.ts';

const complete = {
  PUBLIC_URL: 'https://baton.example.com/',
  DINGTALK_CORP_ID: 'dingcorp',
  DINGTALK_CLIENT_ID: 'dingclient',
  DINGTALK_CLIENT_SECRET: 'secret',
  DINGTALK_AGENT_ID: '123',
  DINGTALK_ROBOT_CODE: 'dingclient',
  DINGTALK_TOKEN: 'token',
  DINGTALK_AES_KEY: 'a'.repeat(43),
};

function problemsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('expected the configuration to be refused');
}

test('a complete configuration uses the real DingTalk and the embedded engines by default', () => {
  const config = readConfig(complete);
  expect(config.dingtalk.apiUrl).toBe('https://api.dingtalk.com');
  expect(config.dingtalk.oapiUrl).toBe('https://oapi.dingtalk.com');
  expect(config.databaseUrl).toBe('pglite:./data/pglite');
  expect(config.redisUrl).toBeNull();
  expect(config.publicUrl).toBe('https://baton.example.com');
});

test('every problem is named at once', () => {
  const problems = problemsOf({
    PORT: '99999',
    DATABASE_URL: 'mysql://x',
    REDIS_URL: 'http://x',
    DINGTALK_AES_KEY: 'short',
  });
  for (const name of [
    'PORT',
    'PUBLIC_URL',
    'DATABASE_URL',
    'REDIS_URL',
    'DINGTALK_CORP_ID',
    'DINGTALK_TOKEN',
    'DINGTALK_AES_KEY',
  ])
    expect(problems.join('\n')).toContain(name);
});

test.each(Object.keys(complete))('%s missing or blank is refused by name', (name) => {
  expect(problemsOf({ ...complete, [name]: undefined }).join()).toMatch(name);
  expect(problemsOf({ ...complete, [name]: '  ' }).join()).toMatch(name);
});

test('half an S3 configuration is refused, naming the missing half', () => {
  const problems = problemsOf({ ...complete, S3_BUCKET: 'b', S3_REGION: 'r' });
  expect(problems).toHaveLength(3);
  expect(problems.join()).toContain('S3_ENDPOINT');
});

test('proxies are trusted by address or net, and by nothing looser', () => {
  const read = (TRUST_PROXY?: string) => readConfig({ ...complete, TRUST_PROXY }).trustProxy;
  expect(read()).toEqual([]);
  expect(read('10.0.0.5, 172.16.0.0/12 loopback fd00::/8')).toEqual([
    '10.0.0.5',
    '172.16.0.0/12',
    'loopback',
    'fd00::/8',
  ]);
  for (const wrong of ['true', '1', '*', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/9', 'nginx', '10.0.0.1/x'])
    expect(problemsOf({ ...complete, TRUST_PROXY: wrong }).join(), wrong).toMatch('TRUST_PROXY');
});

test('problems never repeat a value, so a secret cannot reach the log through them', () => {
  expect(problemsOf({ ...complete, DINGTALK_AES_KEY: 'my-secret-key', PORT: 'x' }).join()).not.toContain(
    'my-secret-key',
  );
});

test('.env.example names exactly what the configuration reads', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]).sort();
  expect(named).toEqual([...CONFIG_NAMES].sort());
});
