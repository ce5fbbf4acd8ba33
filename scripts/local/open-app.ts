import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { readJson, writeJson } from './keep-json.ts';

const appSchema = z.object({
  corpId: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  agentId: z.string().min(1),
  robotCode: z.string().min(1),
  token: z.string().min(1),
  aesKey: z.string().length(43),
});

/** The application that the local DingTalk and the server both know. */
export type LocalApp = z.infer<typeof appSchema>;

/** The credentials kept in `file`, made up at random the first time. They look as DingTalk's do. */
export function openApp(file: string): LocalApp {
  const known = readJson(file);
  if (known !== null) return appSchema.parse(known);
  const clientId = `ding${randomBytes(10).toString('hex')}`;
  const app: LocalApp = {
    corpId: `ding${randomBytes(16).toString('hex')}`,
    clientId,
    clientSecret: randomBytes(32).toString('hex'),
    agentId: String(randomInt(1_000_000_000, 4_000_000_000)),
    robotCode: clientId,
    token: randomBytes(16).toString('hex'),
    aesKey: randomAesKey(),
  };
  writeJson(file, app);
  return app;
}

/** 32 random bytes in 43 letters and digits: Base64 without its padding, drawn again until it has no + and no /. */
function randomAesKey(): string {
  for (;;) {
    const key = randomBytes(32).toString('base64').slice(0, 43);
    if (/^[A-Za-z0-9]+$/.test(key)) return key;
  }
}
