import { describe, expect, it } from 'vitest';
import { decryptText, encryptText, problemOfReply, signEnvelope } from './envelope.ts';

/** Published vectors: the official Python and Go demos, and event-subscription-and-data-push. */
const vectors = [
  {
    name: 'Python demo',
    secrets: { token: 'mryue', aesKey: 'Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7', owner: 'ding6ccabc44d2c8d38b' },
    timestamp: '1608001896814',
    nonce: 'WL4PK6yA',
    signature: '03044561471240d4a14bb09372dfcfd4fd0e40cb',
    encrypt:
      '0vJiX6vliEpwG3U45CtXqi+m8PXbQRARJ8p8BbDuD1EMTDf0jKpQ79QS93qEk7XHpP6u+oTTrd15NRPvNvmBKyDCYxxOK+HZeKju4yhELOFchzNukR+t8SB/qk4ROMu3',
    random: 'l7Y3EcX2CU5w8av3',
    text: '{"EventType":"check_url"}',
  },
  {
    name: 'Go demo, a reply',
    secrets: { token: 'tokenxxxx', aesKey: 'o1w0aum42yaptlz8alnhwikjd3jenzt9cb9wmzptgus', owner: 'dingxxxxxx' },
    timestamp: '1605695694141',
    nonce: 'WelUQl6bCqcBa2fM',
    signature: 'f36f4ba5337d426c7d4bca0dbcb06b3ddc1388fc',
    encrypt: 'X1VSe9cTJUMZu60d3kyLYTrBq5578ZRJtteU94wG0Q4Uk6E/wQYeJRIC0/UFW5Wkya1Ihz9oXAdLlyC9TRaqsQ==',
    random: 'WelUQl6bCqcBa2fM',
    text: 'success',
  },
];
const documented = {
  secrets: { token: '123456', aesKey: '1234567890123456789012345678901234567890123', owner: 'dingsnotzck6pm5veliw' },
  msg_signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
  timeStamp: '1614767836',
  nonce: 'A7Co0cJLMzIDtMMI',
  encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
};

describe('the envelope', () => {
  it.each(vectors)('agrees byte for byte with the official $name', (vector) => {
    expect(signEnvelope(vector.secrets.token, vector.timestamp, vector.nonce, vector.encrypt)).toBe(vector.signature);
    expect(encryptText(vector.secrets, vector.text, Buffer.from(vector.random))).toBe(vector.encrypt);
    expect(decryptText(vector.secrets, vector.encrypt)).toEqual({ text: vector.text, owner: vector.secrets.owner });
  });

  it('takes the documented reply as the sealed success', () => {
    const { secrets, ...reply } = documented;
    expect(problemOfReply(secrets, 200, JSON.stringify(reply))).toBeNull();
  });

  it('carries Chinese whole', () => {
    const { secrets } = documented;
    expect(decryptText(secrets, encryptText(secrets, '张建国提交的离职申请😀')).text).toBe('张建国提交的离职申请😀');
  });

  const { secrets, ...reply } = documented;
  it.each([
    ['another status', 500, JSON.stringify(reply), 'HTTP 500'],
    ['a bare success', 200, 'success', 'not JSON'],
    ['a misspelt name', 200, JSON.stringify({ ...reply, timestamp: reply.timeStamp }), 'unknown name timestamp'],
    ['a number for timeStamp', 200, JSON.stringify({ ...reply, timeStamp: 1 }), 'no string timeStamp'],
    ['a foreign signature', 200, JSON.stringify({ ...reply, nonce: 'other' }), 'msg_signature'],
    ['another owner', 200, sealed({ ...secrets, owner: 'dingother' }, 'success'), 'another owner'],
    ['another word', 200, sealed(secrets, 'ok'), 'not success'],
  ])('names what is wrong with %s', (_, status, body, problem) => {
    expect(problemOfReply(secrets, status, body)).toContain(problem);
  });
});

function sealed(secrets: (typeof documented)['secrets'], text: string): string {
  const encrypt = encryptText(secrets, text);
  const msg_signature = signEnvelope(secrets.token, '1', 'n', encrypt);
  return JSON.stringify({ msg_signature, timeStamp: '1', nonce: 'n', encrypt });
}
