import { createCipheriv, createDecipheriv, createHash, randomBytes, randomInt } from 'node:crypto';

/** What both sides of an HTTP push know: the console's token and aes_key, and the owner (ClientID). */
export type EnvelopeSecrets = { token: string; aesKey: string; owner: string };

const nonceLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** A random nonce of letters and digits. */
export function makeNonce(length: number): string {
  return Array.from({ length }, () => nonceLetters[randomInt(nonceLetters.length)]).join('');
}

/** Lowercase hex SHA-1 over the sorted token, timestamp, nonce and ciphertext (http-callback-overview). */
export function signEnvelope(token: string, timestamp: string, nonce: string, encrypt: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');
}

/**
 * Base64 of AES-256-CBC over random(16) + length(4, big endian) + text + owner, padded as PKCS#7 to 32 bytes
 * (event-subscription-and-data-push). `random` may be given to reproduce a published vector.
 */
export function encryptText(secrets: EnvelopeSecrets, text: string, random: Buffer = randomBytes(16)): string {
  const key = Buffer.from(`${secrets.aesKey}=`, 'base64');
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(secrets.owner, 'utf8')]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}

/** The text and owner inside a ciphertext. Throws an Error that says what is wrong with it. */
export function decryptText(secrets: EnvelopeSecrets, encrypt: string): { text: string; owner: string } {
  const key = Buffer.from(`${secrets.aesKey}=`, 'base64');
  const bytes = Buffer.from(encrypt, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) throw new Error('encrypt is not a whole number of blocks');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  const plain = pad >= 1 && pad <= 32 ? padded.subarray(0, padded.length - pad) : padded;
  if (plain.length < 20) throw new Error('encrypt holds no message');
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) throw new Error('encrypt has a wrong length field');
  return { text: plain.subarray(20, end).toString('utf8'), owner: plain.subarray(end).toString('utf8') };
}

/**
 * What is wrong with the reply to a push, or null when it is exactly the sealed `success`
 * (event-subscription-and-data-push).
 */
export function problemOfReply(secrets: EnvelopeSecrets, status: number, body: string): string | null {
  if (status !== 200) return `HTTP ${status} instead of 200`;
  const reply = parseReply(body);
  if (typeof reply === 'string') return reply;
  const { msg_signature, timeStamp, nonce, encrypt } = reply;
  if (signEnvelope(secrets.token, timeStamp, nonce, encrypt) !== msg_signature) return 'msg_signature does not match';
  try {
    const opened = decryptText(secrets, encrypt);
    if (opened.owner !== secrets.owner) return 'the reply is sealed for another owner';
    return opened.text === 'success' ? null : 'the sealed text is not success';
  } catch (error) {
    return error instanceof Error ? error.message : 'the reply cannot be decrypted';
  }
}

const replyNames = ['msg_signature', 'timeStamp', 'nonce', 'encrypt'] as const;

function parseReply(body: string): Record<(typeof replyNames)[number], string> | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return 'the reply is not JSON';
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'the reply is not a JSON object';
  const fields = parsed as Record<string, unknown>;
  for (const name of replyNames) if (typeof fields[name] !== 'string') return `the reply has no string ${name}`;
  const unknown = Object.keys(fields).find((name) => !(replyNames as readonly string[]).includes(name));
  return unknown === undefined ? (fields as Record<(typeof replyNames)[number], string>) : `unknown name ${unknown}`;
}
