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
  const wide = ['0.0.0.0/0', '::/0', '10.0.0.5 0.0.0.0/1', '2000::/3', '::ffff:0.0.0.0/96'];
  for (const wrong of ['true', '1', '*', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/9', 'nginx', '10.0.0.1/x', ...wide])
    expect(problemsOf({ ...complete, TRUST_PROXY: wrong }).join(), wrong).toMatch('TRUST_PROXY');
});

const HTTPS_ONLY = ['PUBLIC_URL', 'DINGTALK_API_URL', 'DINGTALK_OAPI_URL', 'FRAME_ANCESTORS'];
const NO_ADDRESS = [
  'https://',
  'https:///x',
  'https://h.example.com:99999',
  'https://h.example.com:0',
  'ftp://h',
  'h',
  'https://a;b',
];
const MORE_THAN_ORIGIN = [
  'https://h.example.com/baton',
  'https://h.example.com?x=1',
  'https://h.example.com/#a',
  'https://u:p@h.example.com',
];
const WRONG: Record<string, string[]> = {
  PUBLIC_URL: [...NO_ADDRESS, ...MORE_THAN_ORIGIN, 'https://*.example.com'],
  DINGTALK_API_URL: [...NO_ADDRESS, 'https://h.example.com?x=1', 'https://u:p@h.example.com', 'https://*.example.com'],
  S3_ENDPOINT: [...NO_ADDRESS, 'https://h.example.com?x=1'],
  FRAME_ANCESTORS: [
    ...NO_ADDRESS,
    ...MORE_THAN_ORIGIN,
    '*',
    'https://*',
    'https://*.com',
    'https://h:*',
    'https://a.example;',
    "'self'",
  ],
  REDIS_URL: ['redis://', 'redis://h/abc', 'redis://h/1/2', 'redis://h:99999', 'redis://:%zz@h', 'http://h'],
  DATABASE_URL: ['postgres://', 'postgres://h:99999/baton', 'postgres:///baton', 'pglite:', 'mysql://h/baton'],
};
test.each(Object.entries(WRONG))('%s that leads nowhere is refused by name, once', (name, wrong) => {
  for (const value of wrong) {
    const problems = problemsOf({ ...complete, [name]: value }).filter((line) => line.startsWith(name));
    expect(problems, value).toHaveLength(1);
  }
});

test.each(HTTPS_ONLY)('%s is https, unless nobody outside can reach it', (name) => {
  for (const open of [
    'http://h.example.com',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://[2001:db8::1]',
    'http://10.0.0.1.example.com',
  ])
    expect(problemsOf({ ...complete, [name]: open }).join(), open).toMatch(`${name} must begin with https`);
  const near = [
    'http://localhost:4700',
    'http://127.0.0.1',
    'http://[::1]:4800',
    'http://10.0.0.5:4700',
    'http://172.16.9.9',
  ];
  for (const fine of [
    ...near,
    'http://192.168.1.2',
    'http://[fd00::1]',
    'http://sandbox:4800',
    'http://mac.local',
    'https://h.example.com',
  ])
    expect(() => readConfig({ ...complete, [name]: fine }), fine).not.toThrow();
});

test('what is right is taken as it is meant', () => {
  const read = (env: Record<string, string>) => readConfig({ ...complete, ...env });
  expect(read({ PUBLIC_URL: 'HTTPS://Baton.Example.com:443/' }).publicUrl).toBe('https://baton.example.com');
  expect(read({ PUBLIC_URL: 'https://公司.cn:8443' }).publicUrl).toBe('https://xn--55qx5d.cn:8443');
  expect(read({ DINGTALK_API_URL: 'https://relay.example.com/dingtalk/' }).dingtalk.apiUrl).toBe(
    'https://relay.example.com/dingtalk',
  );
  expect(read({ FRAME_ANCESTORS: 'https://*.example.com, https://Portal.example.com/' }).frameAncestors).toEqual([
    'https://*.example.com',
    'https://portal.example.com',
  ]);
  const redis = ['redis://h', 'rediss://u:p%40@h:6380/3', 'redis://h/'];
  for (const url of redis) expect(read({ REDIS_URL: url }).redisUrl).toBe(url);
  const databases = [
    'postgres://u:p@h/baton',
    'postgresql://u:p@h:5432,i:5433/baton',
    'postgres:///baton?host=/run/postgresql',
  ];
  for (const url of [...databases, 'pglite:./x']) expect(read({ DATABASE_URL: url }).databaseUrl).toBe(url);
});

test('problems never repeat a value, so a secret cannot reach the log through them', () => {
  const secret = 'my-secret-key';
  const places = {
    DINGTALK_AES_KEY: secret,
    REDIS_URL: `redis://:${secret}@h/x`,
    DATABASE_URL: `postgres://u:${secret}@h:99999/b`,
  };
  const problems = problemsOf({ ...complete, ...places, PORT: 'x' });
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain(secret);
});

test('.env.example names exactly what the configuration reads', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]).sort();
  expect(named).toEqual([...CONFIG_NAMES].sort());
});
