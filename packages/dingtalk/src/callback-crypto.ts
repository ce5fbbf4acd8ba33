import { createCipheriv, createDecipheriv, hash, randomFillSync, timingSafeEqual } from 'node:crypto';

/**
 * What the developer console shows under 事件订阅: the signing token, the 43-character aes_key, and whoever may own the
 * subscription. The owner is the AppKey for a console subscription and the corpId for a registered one, so callers
 * usually pass both. `ownerKeys[0]` is used when sealing.
 */
export type EnvelopeKeys = { token: string; aesKey: string; ownerKeys: readonly string[] };

/** The four strings of one push: three from the query (either spelling), `encrypt` from the JSON body. */
export type Envelope = { signature: string; timestamp: string; nonce: string; encrypt: string };

/** The reply DingTalk expects to every push; the spelling of the names is theirs. */
export type SealedEnvelope = { msg_signature: string; timeStamp: string; nonce: string; encrypt: string };

export type EnvelopeErrorCode =
  | 'bad_token'
  | 'bad_key'
  | 'bad_owner_keys'
  | 'bad_random'
  | 'bad_signature'
  | 'bad_padding'
  | 'bad_length'
  | 'wrong_owner'
  | 'bad_text'
  | 'truncated';

/** An envelope that must not be believed, or keys that cannot open one. Carries a code only, never a secret. */
export class EnvelopeError extends Error {
  readonly code: EnvelopeErrorCode;
  constructor(code: EnvelopeErrorCode) {
    super(`DingTalk envelope: ${code}`);
    this.name = 'EnvelopeError';
    this.code = code;
  }
}

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** DingTalk pads to 32, not to the cipher's 16. */
const PAD_BLOCK = 32;
const CIPHER_BLOCK = 16;

type ReadKeys = { key: Buffer; iv: Buffer; owners: { name: string; bytes: Buffer }[] };
/** Keys outlive many pushes; what was read of them once goes with them. */
const known = new WeakMap<EnvelopeKeys, ReadKeys>();

function readKeys(keys: EnvelopeKeys): ReadKeys {
  const before = known.get(keys);
  if (before) return before;
  if (keys.token === '') throw new EnvelopeError('bad_token');
  if (!/^[A-Za-z0-9+/]{43}$/.test(keys.aesKey)) throw new EnvelopeError('bad_key');
  if (keys.ownerKeys.length === 0 || keys.ownerKeys.includes('')) throw new EnvelopeError('bad_owner_keys');
  const key = Buffer.from(`${keys.aesKey}=`, 'base64');
  const owners = keys.ownerKeys.map((name) => ({ name, bytes: Buffer.from(name, 'utf8') }));
  const read = { key, iv: key.subarray(0, CIPHER_BLOCK), owners };
  known.set(keys, read);
  return read;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function sign(token: string, timestamp: string, nonce: string, encrypt: string): string {
  // The default sort is by code unit, which is what DingTalk sorts by; a locale-aware sort would break the signature.
  return hash('sha1', [token, timestamp, nonce, encrypt].sort().join(''), 'hex');
}

function sameSignature(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8');
  const b = Buffer.from(expected, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Like the official code, takes 1..32 as a padding length and anything else as "not padded". Unlike it, insists that
 * every padding byte repeats the length.
 */
function stripPadding(plain: Buffer): { content: Buffer; padded: boolean } {
  const size = plain[plain.length - 1] ?? 0;
  if (size < 1 || size > PAD_BLOCK) return { content: plain, padded: false };
  const padding = plain.subarray(Math.max(0, plain.length - size));
  if (padding.length < size || padding.some((byte) => byte !== size)) throw new EnvelopeError('bad_padding');
  return { content: plain.subarray(0, plain.length - size), padded: true };
}

/**
 * Opens one push and says which owner it was sealed for.
 * Source: DingTalk-Callback-Crypto (official demos), doc `configure-stream-push`.
 * @throws EnvelopeError whatever is wrong with the keys, the signature or the contents
 */
export function openEnvelopeWithOwner(keys: EnvelopeKeys, envelope: Envelope): { text: string; ownerKey: string } {
  const { key, iv, owners } = readKeys(keys);
  const { signature, timestamp, nonce, encrypt } = envelope;
  if (!sameSignature(signature, sign(keys.token, timestamp, nonce, encrypt))) throw new EnvelopeError('bad_signature');

  const sealed = Buffer.from(encrypt, 'base64');
  if (sealed.length === 0 || sealed.length % CIPHER_BLOCK !== 0) throw new EnvelopeError('truncated');
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  // Without automatic padding `final` has nothing left to give.
  const plain = decipher.update(sealed);
  decipher.final();
  const { content, padded } = stripPadding(plain);

  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (content.length < start) throw new EnvelopeError('truncated');
  const end = start + content.readUInt32BE(RANDOM_BYTES);
  if (end > content.length) throw new EnvelopeError('bad_length');
  const owner = owners.find(({ bytes }) => bytes.equals(content.subarray(end)));
  if (!owner) throw new EnvelopeError(padded ? 'wrong_owner' : 'bad_padding');
  try {
    return { text: utf8.decode(content.subarray(start, end)), ownerKey: owner.name };
  } catch {
    throw new EnvelopeError('bad_text');
  }
}

/**
 * Opens one push: the decrypted text, usually JSON.
 * @throws EnvelopeError see {@link openEnvelopeWithOwner}
 */
export function openEnvelope(keys: EnvelopeKeys, envelope: Envelope): string {
  return openEnvelopeWithOwner(keys, envelope).text;
}

/** Random bytes are fetched for 256 replies at once: asking the system each time costs as much as the cipher. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let used = pool.length;

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}

/**
 * Seals a reply (the word `success`) for `ownerKeys[0]`.
 * @param stamp `timestamp` in ms and `nonce`, both as strings; `random` is 16 bytes and only given to reproduce a vector
 * @throws EnvelopeError when the keys or `random` are unusable
 */
export function sealEnvelope(
  keys: EnvelopeKeys,
  text: string,
  stamp: { timestamp: string; nonce: string; random?: Uint8Array },
): SealedEnvelope {
  const { key, iv, owners } = readKeys(keys);
  const random = stamp.random ?? nextRandom();
  if (random.length !== RANDOM_BYTES) throw new EnvelopeError('bad_random');
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const content = Buffer.concat([random, length, message, ...owners.slice(0, 1).map(({ bytes }) => bytes)]);
  const padding = PAD_BLOCK - (content.length % PAD_BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const encrypt = Buffer.concat([
    cipher.update(content),
    cipher.update(Buffer.alloc(padding, padding)),
    cipher.final(),
  ]).toString('base64');
  const msg_signature = sign(keys.token, stamp.timestamp, stamp.nonce, encrypt);
  return { msg_signature, timeStamp: stamp.timestamp, nonce: stamp.nonce, encrypt };
}
