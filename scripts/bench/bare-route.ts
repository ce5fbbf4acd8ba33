// What the intake is compared with, in a process of its own: one Fastify route that decrypts, inserts one row and seals
// the reply. No signature check, no owner check, no key, no row-level security; node:crypto and postgres.js, nothing of
// ours. Driver settings as in packages/db.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import postgres from 'postgres';
import { APP } from './local-app.ts';

const { DATABASE_URL = '', CORP_ID = APP.corpId } = process.env;
const key = Buffer.from(`${APP.aesKey}=`, 'base64');
const iv = key.subarray(0, 16);
const owner = Buffer.from(APP.clientId);
const success = Buffer.from('success');

function decrypt(encrypt: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()]);
  return plain.toString('utf8', 20, 20 + plain.readUInt32BE(16));
}

function seal(): Record<string, string> {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(success.length);
  const content = Buffer.concat([randomBytes(16), length, success, owner]);
  const padding = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
  const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  const timeStamp = String(Date.now());
  const nonce = randomBytes(8).toString('hex');
  const parts = [APP.token, timeStamp, nonce, encrypt].sort().join('');
  return { msg_signature: createHash('sha1').update(parts).digest('hex'), timeStamp, nonce, encrypt };
}

const sql = postgres(DATABASE_URL, { max: 10, onnotice: () => {} });
await sql`create table bare_events (
  id bigint generated always as identity primary key, corp_id text not null, payload jsonb not null,
  received_at timestamptz not null default now())`;

const app = Fastify();
app.post<{ Body: { encrypt: string } }>('/*', async (request) => {
  const text = decrypt(request.body.encrypt);
  await sql`insert into bare_events (corp_id, payload) values (${CORP_ID}, ${text}::text::jsonb)`;
  return seal();
});
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => sql.end())
    .then(() => process.exit(0));
});
