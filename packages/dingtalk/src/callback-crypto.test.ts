import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EnvelopeError,
  type EnvelopeErrorCode,
  type EnvelopeKeys,
  openEnvelope,
  openEnvelopeWithOwner,
  sealEnvelope,
} from './callback-crypto.ts';

const KEYS: EnvelopeKeys = {
  token: 'a-token',
  aesKey: 'Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7',
  ownerKeys: ['dingappkey0001', 'dingcorp0001'],
};
const STAMP = { timestamp: '1614767836000', nonce: 'A7Co0cJL' };

const VECTORS = [
  {
    name: 'official Python demo',
    keys: { token: 'mryue', aesKey: KEYS.aesKey, ownerKeys: ['ding6ccabc44d2c8d38b'] },
    random: 'l7Y3EcX2CU5w8av3',
    plain: '{"EventType":"check_url"}',
    envelope: {
      signature: '03044561471240d4a14bb09372dfcfd4fd0e40cb',
      timestamp: '1608001896814',
      nonce: 'WL4PK6yA',
      encrypt:
        '0vJiX6vliEpwG3U45CtXqi+m8PXbQRARJ8p8BbDuD1EMTDf0jKpQ79QS93qEk7XHpP6u+oTTrd15NRPvNvmBKyDCYxxOK+HZeKju4yhELOFchzNukR+t8SB/qk4ROMu3',
    },
  },
  {
    name: 'official Go and C# demos',
    keys: { token: 'tokenxxxx', aesKey: 'o1w0aum42yaptlz8alnhwikjd3jenzt9cb9wmzptgus', ownerKeys: ['dingxxxxxx'] },
    random: 'WelUQl6bCqcBa2fM',
    plain: 'success',
    envelope: {
      signature: 'f36f4ba5337d426c7d4bca0dbcb06b3ddc1388fc',
      timestamp: '1605695694141',
      nonce: 'WelUQl6bCqcBa2fM',
      encrypt: 'X1VSe9cTJUMZu60d3kyLYTrBq5578ZRJtteU94wG0Q4Uk6E/wQYeJRIC0/UFW5Wkya1Ihz9oXAdLlyC9TRaqsQ==',
    },
  },
  {
    name: 'doc event-subscription-and-data-push',
    keys: {
      token: '123456',
      aesKey: '1234567890123456789012345678901234567890123',
      ownerKeys: ['dingsnotzck6pm5veliw'],
    },
    random: null,
    plain: 'success',
    envelope: {
      signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
      timestamp: '1614767836',
      nonce: 'A7Co0cJLMzIDtMMI',
      encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
    },
  },
] as const;

function codeOf(run: () => unknown): EnvelopeErrorCode | null {
  try {
    run();
    return null;
  } catch (error) {
    expect((error as Error).name).toBe('EnvelopeError');
    return (error as EnvelopeError).code;
  }
}

function seal(text: string, keys = KEYS) {
  const { msg_signature, timeStamp, nonce, encrypt } = sealEnvelope(keys, text, STAMP);
  return { signature: msg_signature, timestamp: timeStamp, nonce, encrypt };
}

/** Encrypts arbitrary bytes and signs them rightly: what only a holder of the keys could send. */
function sealBytes(bytes: Buffer) {
  const key = Buffer.from(`${KEYS.aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return signed(Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64'));
}

function signed(encrypt: string) {
  const parts = [KEYS.token, STAMP.timestamp, STAMP.nonce, encrypt].sort();
  return { ...STAMP, encrypt, signature: createHash('sha1').update(parts.join('')).digest('hex') };
}

function layout(text: Buffer, owner: string, { length = text.length, pad = null as number | null } = {}): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  const content = Buffer.concat([Buffer.alloc(16, 1), size, text, Buffer.from(owner)]);
  const room = 32 - (content.length % 32);
  return Buffer.concat([content, Buffer.alloc(room, pad ?? room)]);
}

describe('official vectors', () => {
  test.each(VECTORS)('$name opens', ({ keys, envelope, plain }) => {
    expect(openEnvelopeWithOwner(keys, envelope)).toEqual({ text: plain, ownerKey: keys.ownerKeys[0] });
  });

  test.each(VECTORS.filter(({ random }) => random !== null))('$name is reproduced byte for byte', (vector) => {
    const { timestamp, nonce, encrypt, signature } = vector.envelope;
    const random = Buffer.from(vector.random ?? '');
    expect(sealEnvelope(vector.keys, vector.plain, { timestamp, nonce, random })).toEqual({
      msg_signature: signature,
      timeStamp: timestamp,
      nonce,
      encrypt,
    });
  });
});

describe('round trip', () => {
  test('any text of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const text = Buffer.from(raw, 'utf8').toString('utf8');
        expect(openEnvelope(KEYS, seal(text))).toBe(text);
      }),
    );
  });

  test('every length from 0 to 100 bytes, so every padding', () => {
    for (let length = 0; length <= 100; length++)
      expect(openEnvelope(KEYS, seal('x'.repeat(length)))).toHaveLength(length);
  });

  test('Chinese, emoji and a leading byte order mark survive', () => {
    for (const text of ['老张提交的离职申请', '交接完成 🎉👩‍🔧', '\uFEFF{"EventType":"check_url"}']) {
      expect(openEnvelope(KEYS, seal(text))).toBe(text);
    }
  });

  test('any listed owner is accepted and reported', () => {
    const byCorp = seal('hi', { ...KEYS, ownerKeys: ['dingcorp0001'] });
    expect(openEnvelopeWithOwner(KEYS, byCorp)).toEqual({ text: 'hi', ownerKey: 'dingcorp0001' });
  });

  test('two seals of one text differ', () => {
    expect(seal('success').encrypt).not.toBe(seal('success').encrypt);
  });
});

describe('refused', () => {
  test('each character of each signed part', () => {
    const good = seal('{"EventType":"user_leave_org"}');
    for (const part of ['signature', 'timestamp', 'nonce', 'encrypt'] as const) {
      for (let at = 0; at < good[part].length; at++) {
        const other = good[part][at] === 'A' ? 'B' : 'A';
        const bad = { ...good, [part]: good[part].slice(0, at) + other + good[part].slice(at + 1) };
        expect(codeOf(() => openEnvelope(KEYS, bad))).toBe('bad_signature');
      }
    }
  });

  test('a signature of another length, or in capitals', () => {
    const good = seal('x');
    for (const signature of ['', good.signature.slice(1), `${good.signature}0`, good.signature.toUpperCase(), '签']) {
      expect(codeOf(() => openEnvelope(KEYS, { ...good, signature }))).toBe('bad_signature');
    }
  });

  test.each<[string, Buffer, EnvelopeErrorCode]>([
    ['an owner we do not have', layout(Buffer.from('x'), 'dingother'), 'wrong_owner'],
    ['no owner at all', layout(Buffer.from('x'), ''), 'wrong_owner'],
    ['an owner with something after it', layout(Buffer.from('x'), 'dingappkey0001!'), 'wrong_owner'],
    ['padding of 0', layout(Buffer.from('x'), 'dingappkey0001', { pad: 0 }), 'bad_padding'],
    ['padding of 33', layout(Buffer.from('x'), 'dingappkey0001', { pad: 33 }), 'bad_padding'],
    ['padding bytes that disagree', layout(Buffer.from('x'), 'dingappkey0001', { pad: 32 }), 'bad_padding'],
    ['a length beyond the end', layout(Buffer.from('x'), 'dingappkey0001', { length: 4_000_000_000 }), 'bad_length'],
    ['a length that eats the owner', layout(Buffer.from('x'), 'dingappkey0001', { length: 2 }), 'wrong_owner'],
    ['text that is not UTF-8', layout(Buffer.from([0xc3, 0x28]), 'dingappkey0001'), 'bad_text'],
    ['half a header', Buffer.concat([Buffer.alloc(16, 7), Buffer.alloc(16, 16)]), 'truncated'],
    ['one block of nothing but padding', Buffer.alloc(16, 16), 'truncated'],
    ['more padding than there is', Buffer.alloc(16, 32), 'bad_padding'],
  ])('signed rightly, but %s', (_name, bytes, code) => {
    expect(codeOf(() => openEnvelope(KEYS, sealBytes(bytes)))).toBe(code);
  });

  test.each(['', 'AAAA', '!!!!', 'not base64 at all'])('ciphertext %j', (encrypt) => {
    expect(codeOf(() => openEnvelope(KEYS, signed(encrypt)))).toBe('truncated');
  });

  test('any bytes under a right signature either open or fail with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (bytes) => {
        expect(codeOf(() => openEnvelope(KEYS, signed(Buffer.from(bytes).toString('base64'))))).not.toBeNull();
      }),
    );
  });

  test.each<[string, Partial<EnvelopeKeys>, EnvelopeErrorCode]>([
    ['no token', { token: '' }, 'bad_token'],
    ['no aes key', { aesKey: '' }, 'bad_key'],
    ['a short aes key', { aesKey: KEYS.aesKey.slice(1) }, 'bad_key'],
    ['no owner', { ownerKeys: [] }, 'bad_owner_keys'],
    ['an empty owner', { ownerKeys: ['dingappkey0001', ''] }, 'bad_owner_keys'],
  ])('%s, on both ways', (_name, change, code) => {
    const keys = { ...KEYS, ...change };
    expect(codeOf(() => openEnvelope(keys, seal('x')))).toBe(code);
    expect(codeOf(() => sealEnvelope(keys, 'x', STAMP))).toBe(code);
  });

  test('another aes key', () => {
    const other = { ...KEYS, aesKey: KEYS.aesKey.replace('Y', 'Z') };
    expect(codeOf(() => openEnvelope(other, seal('success')))).not.toBeNull();
  });

  test('random that is not 16 bytes', () => {
    expect(codeOf(() => sealEnvelope(KEYS, 'x', { ...STAMP, random: Buffer.alloc(15) }))).toBe('bad_random');
  });
});

test('unpadded content is read as the official code reads it: strip nothing, then everything must fit', () => {
  const owner = 'dingappkey0001';
  const text = Buffer.from('x'.repeat(64 - 20 - owner.length));
  const unpadded = layout(text, owner).subarray(0, 64);
  expect(openEnvelope(KEYS, sealBytes(unpadded))).toBe(text.toString());
});
