import { z } from 'zod';
import { httpProblem, isDatabaseUrl, isProxyNet, isRedisUrl } from './check-addresses.ts';

/** Everything the process needs to know, read once. No other file reads the environment. */
export type Config = {
  port: number;
  host: string;
  publicUrl: string;
  /** Whose `x-forwarded-for` to believe: addresses and nets of the proxies in front. */
  trustProxy: string[];
  dataDir: string;
  /** `postgres://…`, or `pglite:<dir>` when no DATABASE_URL is given. */
  databaseUrl: string;
  /** null: Valkey in WebAssembly, inside this process. */
  redisUrl: string | null;
  dingtalk: {
    corpId: string;
    clientId: string;
    clientSecret: string;
    agentId: string;
    robotCode: string;
    token: string;
    aesKey: string;
    apiUrl: string;
    oapiUrl: string;
  };
  s3: { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string } | null;
  /** Extra origins that may show the pages in a frame: the local DingTalk's phone. */
  frameAncestors: string[];
  logLevel: (typeof LOG_LEVELS)[number];
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const httpUrl = (name: string, example: string, rules: Parameters<typeof httpProblem>[1] = {}) =>
  z.string({ error: `${name} is missing: an http(s) address, for example ${example}` }).transform((text, context) => {
    const problem = httpProblem(text.trim(), rules);
    if (problem === null) return new URL(text.trim()).href.replace(/\/+$/, '');
    context.addIssue(`${name} ${problem}, for example ${example}`);
    return z.NEVER;
  });
const required = (name: string, where: string) =>
  z.string({ error: `${name} is missing: ${where}` }).min(1, `${name} is empty: ${where}`);

const partsOf = (list: string): string[] => list.split(/[\s,]+/).filter(Boolean);

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const environment = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number from 1 to 65535' })
    .int('PORT must be a whole number')
    .min(0, 'PORT must be from 1 to 65535 (0 picks any free port)')
    .max(65535, 'PORT must be from 1 to 65535')
    .default(4700),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: httpUrl('PUBLIC_URL', 'https://baton.example.com', { origin: true }),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform(partsOf)
    .refine(
      (nets) => nets.every(isProxyNet),
      'TRUST_PROXY must be the addresses or nets (10.0.0.0/8 or smaller) of your reverse proxies, for example 10.0.0.5 172.16.0.0/12 loopback',
    ),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseUrl,
      'DATABASE_URL must be postgres://user:password@host:5432/database (or pglite:<folder> for the embedded one)',
    )
    .optional(),
  REDIS_URL: z
    .string()
    .refine(
      isRedisUrl,
      'REDIS_URL must be redis://user:password@host:6379/0, or rediss:// with TLS; the end is a number',
    )
    .optional(),
  DINGTALK_CORP_ID: required('DINGTALK_CORP_ID', '开发者后台首页右上角的 CorpId'),
  DINGTALK_CLIENT_ID: required('DINGTALK_CLIENT_ID', '应用 → 凭证与基础信息 → Client ID（原 AppKey）'),
  DINGTALK_CLIENT_SECRET: required('DINGTALK_CLIENT_SECRET', '应用 → 凭证与基础信息 → Client Secret'),
  DINGTALK_AGENT_ID: required('DINGTALK_AGENT_ID', '应用 → 凭证与基础信息 → AgentId'),
  DINGTALK_ROBOT_CODE: required('DINGTALK_ROBOT_CODE', '应用 → 机器人 → RobotCode'),
  DINGTALK_TOKEN: required('DINGTALK_TOKEN', '应用 → 事件订阅 → HTTP 推送 → 签名 token'),
  DINGTALK_AES_KEY: required('DINGTALK_AES_KEY', '应用 → 事件订阅 → HTTP 推送 → 加密 aes_key').regex(
    /^[A-Za-z0-9]{43}$/,
    'DINGTALK_AES_KEY must be the 43 letters and digits of 事件订阅 → 加密 aes_key',
  ),
  DINGTALK_API_URL: httpUrl('DINGTALK_API_URL', 'https://api.dingtalk.com').default('https://api.dingtalk.com'),
  DINGTALK_OAPI_URL: httpUrl('DINGTALK_OAPI_URL', 'https://oapi.dingtalk.com').default('https://oapi.dingtalk.com'),
  FRAME_ANCESTORS: z
    .string()
    .default('')
    .transform((list, context) =>
      partsOf(list).map((text) => {
        const problem = httpProblem(text, { origin: true, wildcard: true });
        if (problem === null) return new URL(text).origin;
        context.addIssue(`FRAME_ANCESTORS ${problem}, for example https://portal.example.com https://*.example.com`);
        return z.NEVER;
      }),
    ),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  S3_ENDPOINT: httpUrl('S3_ENDPOINT', 'https://oss-cn-hangzhou.aliyuncs.com', { http: true }).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
});

/** The names an operator may set; `.env.example` is held against this list by a test. */
export const CONFIG_NAMES = Object.keys(environment.shape) as (keyof typeof environment.shape)[];

/** Thrown by `readConfig`: `problems` is one sentence per mistake, each saying how to mend it. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `配置有 ${problems.length} 处问题 (configuration problems):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from `env` (an argument, so that tests and scripts can pass their own).
 * Empty values count as missing.
 * @throws ConfigError with every problem at once
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  const messages = new Set((parsed.error?.issues ?? []).map((issue) => issue.message));
  const problems = [...messages, ...missingHalfOfS3(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL,
    trustProxy: value.TRUST_PROXY,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL ?? `pglite:${value.DATA_DIR}/pglite`,
    redisUrl: value.REDIS_URL ?? null,
    dingtalk: {
      corpId: value.DINGTALK_CORP_ID,
      clientId: value.DINGTALK_CLIENT_ID,
      clientSecret: value.DINGTALK_CLIENT_SECRET,
      agentId: value.DINGTALK_AGENT_ID,
      robotCode: value.DINGTALK_ROBOT_CODE,
      token: value.DINGTALK_TOKEN,
      aesKey: value.DINGTALK_AES_KEY,
      apiUrl: value.DINGTALK_API_URL,
      oapiUrl: value.DINGTALK_OAPI_URL,
    },
    s3:
      value.S3_ENDPOINT && value.S3_BUCKET && value.S3_REGION && value.S3_ACCESS_KEY_ID && value.S3_SECRET_ACCESS_KEY
        ? {
            endpoint: value.S3_ENDPOINT,
            bucket: value.S3_BUCKET,
            region: value.S3_REGION,
            accessKeyId: value.S3_ACCESS_KEY_ID,
            secretAccessKey: value.S3_SECRET_ACCESS_KEY,
          }
        : null,
    frameAncestors: value.FRAME_ANCESTORS,
    logLevel: value.LOG_LEVEL,
  };
}

function missingHalfOfS3(given: Record<string, string | undefined>): string[] {
  const missing = S3_NAMES.filter((name) => !given[name]);
  if (missing.length === 0 || missing.length === S3_NAMES.length) return [];
  return missing.map((name) => `${name} is missing: S3 storage needs all five S3_* values, or none`);
}
