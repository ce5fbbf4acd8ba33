import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkValue } from '../contract/check-value.ts';
import { apis } from '../contract/contract.ts';
import { openTestSandbox, type TestSandbox } from '../open-test-sandbox.ts';
import { handlers } from './families.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

it('speaks every interface of its contract, and none beside it', () => {
  expect(Object.keys(handlers).sort()).toEqual([...apis.keys()].sort());
});

describe('the official sample request', () => {
  it.each([...apis.values()])('of $id breaks nothing, nor does the reply', async (api) => {
    sandbox.control.clearViolations();
    const { sampleRequest: sample } = api;
    const query = new URLSearchParams(sample.query ?? {});
    const path = sample.path ?? api.path;
    if (api.host === 'api') {
      await sandbox.api(api.method, `${path}${query.size > 0 ? `?${query}` : ''}`, sample.body);
    } else if (api.method === 'GET') {
      const { access_token: _, ...form } = sample.form ?? {};
      await sandbox.oapi(`${path}?${new URLSearchParams(form)}`);
    } else {
      // The pages post forms; nested objects are JSON text inside them.
      const token = String(
        (await sandbox.send('GET', '/gettoken?appkey=dingapp01&appsecret=secret-of-app')).json.access_token,
      );
      const form = new URLSearchParams({ ...sample.form, ...unescapeMsg(sample.form), access_token: token });
      await sandbox.send('POST', path, form.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
    }
    expect(sandbox.control.violations()).toEqual([]);
    expect(sandbox.control.calls().at(-1)?.api).toBe(api.id);
  });
});

/** One page prints the quotes inside `msg` escaped twice; the shell that its curl is meant for takes one away. */
function unescapeMsg(form: Record<string, string> | undefined): Record<string, string> {
  return form?.msg === undefined ? {} : { msg: form.msg.replaceAll('\\"', '"') };
}

describe('the official sample reply', () => {
  // The old host's pages print numbers and booleans as text and single objects for lists: not checkable as they stand.
  const checkable = [...apis.values()].filter((api) => api.host === 'api' && api.sampleReply !== null);
  it.each(checkable)('of $id conforms to its own field table', (api) => {
    const problems = checkValue(api.reply, api.sampleReply, 'json');
    expect(problems.filter((problem) => problem.path !== 'sendStatus')).toEqual([]);
  });
});
