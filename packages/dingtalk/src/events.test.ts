import { describe, expect, test } from 'vitest';
import samples from './contract/event-samples.json' with { type: 'json' };
import { EVENT_READERS } from './event-data.ts';
import { eventFromFailedEntry, identifyEvent, parseEvent } from './events.ts';

const RECEIVED = { receivedAt: new Date('2026-11-02T01:30:00Z') };
/** Reads an event, and sees that the short reading of it, which takes pushes in, names the same one. */
function parse(event: unknown) {
  const text = JSON.stringify(event);
  const { key, type, corpId, ...rest } = parseEvent(text, RECEIVED);
  expect(identifyEvent(text, RECEIVED)).toMatchObject({ key, type, corpId });
  return { key, type, corpId, ...rest };
}

describe('every official sample', () => {
  test('covers every type we read', () => {
    expect(new Set(samples.map(({ eventType }) => eventType))).toEqual(new Set(Object.keys(EVENT_READERS)));
  });

  test.each(samples)('$eventType, $form, $docSlug', ({ eventType, form, event }) => {
    const parsed = parse(event);
    expect(parsed).toMatchObject({ type: eventType, data: { known: true, type: eventType } });
    if (eventType === 'check_url') return;
    expect(parsed).toMatchObject({ eventId: 'c7c7120f2c07419**ebdba0318c8', corpId: 'ding9f50b15bxxxx16741' });
    expect(parsed.key).toBe(parsed.eventId);
    expect(parsed.bornAt?.getTime()).toBe(form === 'http' ? 1663143335567 : 1683533823336);
  });

  test('the HTTP and the Stream form of one page say the same', () => {
    const said = (event: unknown) => {
      const { data } = parse(event);
      // Without a time of its own, the event takes the envelope's, which differs between the two samples.
      return 'at' in data ? { ...data, at: null } : data;
    };
    const pushed = samples.filter(({ form, eventType }) => form === 'http' && eventType !== 'check_url');
    expect(pushed.length).toBeGreaterThan(10);
    for (const { event, docSlug } of pushed) {
      const twin = samples.find((other) => other.docSlug === docSlug && other.form === 'stream');
      expect(said(event)).toEqual(said(twin?.event));
    }
  });
});

test('an approval that finished', () => {
  const sample = samples.find(({ eventType }) => eventType === 'bpms_instance_change');
  expect(parse(sample?.event).data).toEqual({
    known: true,
    type: 'bpms_instance_change',
    instanceId: '9Qgx5QqjR7axMwxxxx',
    change: 'finish',
    result: 'agree',
    processCode: 'Pro-xxx',
    bizCategoryId: '20230xxx',
    businessId: 'yewu1',
    originatorUserId: 'manager75',
    title: '自测-1016',
    url: String.raw`https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?corpid\u003dding2c015874d817xxxx\u0026dd_share\u003d`,
    createdAt: new Date(1495592305000),
    finishedAt: new Date(1495592272000),
  });
});

test.each([
  ['a list', ['u1', 'u2'], ['u1', 'u2']],
  ['one id', 'u1', ['u1']],
  ['a number', 42, ['42']],
  ['nothing', undefined, []],
  ['an empty string', '', []],
  ['an object', { a: 1 }, []],
])('user ids as %s', (_name, userId, userIds) => {
  expect(parse({ EventType: 'user_leave_org', userId }).data).toMatchObject({ known: true, userIds });
});

test.each([
  [{ UserId: ['u1'], TimeStamp: '1645077203219', CorpId: 'dingc' }],
  [{ userId: ['u1'], timeStamp: 1645077203219, corpId: 'dingc' }],
  [{ userid: 'u1', timestamp: '1645077203219', corpid: 'dingc' }],
])('casing and quoted times: %j', (fields) => {
  expect(parse({ EventType: 'user_leave_org', ...fields })).toMatchObject({
    corpId: 'dingc',
    bornAt: new Date(1645077203219),
    data: { userIds: ['u1'], at: new Date(1645077203219) },
  });
});

test.each(['soon', '', -1, 9e15, true, [], '2026-11-02'])('a time of %j is no time', (EventTime) => {
  expect(parse({ EventType: 'user_active_org', EventTime }).bornAt).toBeNull();
});

test('what changed about a person, by name only', () => {
  const sample = samples.find(({ eventType, form }) => eventType === 'user_modify_org' && form === 'http');
  expect(parse(sample?.event).data).toMatchObject({ userIds: ['user123456'], changedFields: ['name', 'telephone'] });
});

test('types we do not read, and types named after object members', () => {
  for (const type of ['todo_task_create', 'constructor', '__proto__', 'toString']) {
    expect(parse({ EventType: type }).data).toEqual({ known: false, reason: 'unknown_type' });
  }
});

test('a known type without its ids is incomplete, not an error', () => {
  expect(parse({ EventType: 'bpms_instance_change', type: 'start' }).data).toEqual({
    known: false,
    reason: 'incomplete',
  });
  expect(parse({ EventType: 'hrm_mdm_user_change', changeType: 4 }).data).toEqual({
    known: false,
    reason: 'incomplete',
  });
});

test.each([
  ['<html>', 'not_json'],
  ['', 'not_json'],
  ['{"EventType":', 'not_json'],
  ['[]', 'not_an_object'],
  ['null', 'not_an_object'],
  ['"success"', 'not_an_object'],
  ['{}', 'no_type'],
  ['{"EventType":""}', 'no_type'],
  ['{"EventType":{"a":1}}', 'no_type'],
  ['{"EventType":"user\\u0000_leave_org"}', 'no_type'],
])('%j is refused: %s', (text, code) => {
  const refused = expect.objectContaining({ name: 'EventError', code });
  expect(() => parseEvent(text, RECEIVED)).toThrow(refused);
  expect(() => identifyEvent(text, RECEIVED)).toThrow(refused);
});

test('nesting without end is refused, not a crash', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const refused = expect.objectContaining({ name: 'EventError', code: 'too_deep' });
  expect(() => parseEvent(`{"EventType":"todo_task_create","a":${deep}}`, RECEIVED)).toThrow(refused);
  const diff = `{"EventType":"user_modify_org","diffInfo":{"prev":{"a":${deep}}}}`;
  expect(() => parseEvent(diff, RECEIVED)).toThrow(refused);
});

describe('the failed list', () => {
  const failed = (entry: Record<string, unknown>) => eventFromFailedEntry(entry, RECEIVED);

  test('the official sample', () => {
    expect(
      failed({
        call_back_tag: 'user_add_org',
        event_time: 1606126433000,
        user_add_org: { userid: ['zhangsan'], corpid: 'ding241f' },
      }),
    ).toMatchObject({
      eventId: null,
      type: 'user_add_org',
      corpId: 'ding241f',
      bornAt: new Date(1606126433000),
      data: { known: true, userIds: ['zhangsan'], at: new Date(1606126433000) },
    });
    expect(
      failed({
        call_back_tag: 'bpms_instance_change',
        event_time: 1606126433000,
        bpms_instance_change: { bpmsCallBackData: {}, corpid: 'ding241f' },
      }),
    ).toMatchObject({ corpId: 'ding241f', data: { known: false, reason: 'incomplete' } });
    expect(
      failed({
        call_back_tag: 'label_conf_add',
        event_time: 1606126433000,
        label_conf_add: { roleLabelChange: {}, corpid: 'ding241f' },
      }),
    ).toMatchObject({ data: { known: false, reason: 'unknown_type' } });
  });

  test.each(['bpmsCallBackData', 'callbackData'])('fields under %s, as an object or as JSON text', (name) => {
    const inner = { processInstanceId: 'i1', type: 'finish', result: 'agree', finishTime: 1606126433000 };
    for (const value of [inner, JSON.stringify(inner)]) {
      const entry = {
        call_back_tag: 'bpms_instance_change',
        event_time: '1606126433000',
        bpms_instance_change: { [name]: value },
      };
      expect(failed(entry).data).toMatchObject({ known: true, instanceId: 'i1', change: 'finish', result: 'agree' });
    }
  });

  test.each([[{ user_add_org: null }], [{ user_add_org: 'x' }], [{}], [{ user_add_org: { callbackData: '{' } }]])(
    'an entry with %j is still an event',
    (rest) => {
      expect(failed({ call_back_tag: 'user_add_org', event_time: 1, ...rest }).data).toMatchObject({ userIds: [] });
    },
  );

  test('without a tag it is refused', () => {
    expect(() => failed({ event_time: 1 })).toThrow(expect.objectContaining({ code: 'no_type' }));
  });
});

describe('key', () => {
  const finish = {
    EventType: 'bpms_instance_change',
    corpId: 'dingc',
    processInstanceId: 'i1',
    type: 'finish',
    result: 'agree',
    finishTime: 1689326506000,
  };

  test('is the eventId, whatever else differs', () => {
    const key = parse({ ...finish, eventId: 'e1', EventTime: 1 }).key;
    expect(key).toBe('e1');
    expect(parse({ ...finish, eventId: 'e1', EventTime: 2, BizId: 'b' }).key).toBe(key);
  });

  test.each(['e'.repeat(5_000), 'e\u0000', '事件', '\ud800'])(
    'an eventId that no column would like is digested',
    (eventId) => {
      expect(parse({ ...finish, eventId }).key).toMatch(/^[0-9a-f]{64}$/);
      expect(parse({ ...finish, eventId }).key).not.toBe(parse(finish).key);
    },
  );

  test('without one, the order of fields, casing, BizId and the time of delivery do not count', () => {
    const { key } = parse(finish);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(parse(Object.fromEntries(Object.entries(finish).reverse())).key).toBe(key);
    expect(parse({ ...finish, BizId: '1', EventTime: 5, somethingNew: 1 }).key).toBe(key);
    expect(parseEvent(JSON.stringify(finish), { receivedAt: new Date('2026-12-24T00:00:00Z') }).key).toBe(key);
  });

  test('without one, what happened, to what, where and when do', () => {
    const variants = [
      finish,
      { ...finish, type: 'terminate' },
      { ...finish, result: 'refuse' },
      { ...finish, processInstanceId: 'i2' },
      { ...finish, finishTime: 1689326507000 },
      { ...finish, corpId: 'dingd' },
    ];
    expect(new Set(variants.map((event) => parse(event).key)).size).toBe(variants.length);
  });

  test('a push without an eventId is one with its entry in the failed list', () => {
    const { EventType, corpId, ...data } = finish;
    const entry = {
      call_back_tag: EventType,
      event_time: 1689326506900,
      [EventType]: { bpmsCallBackData: data, corpid: corpId },
    };
    expect(eventFromFailedEntry(entry, RECEIVED).key).toBe(parse(finish).key);

    const left = { EventType: 'user_leave_org', CorpId: 'dingc', UserId: ['u1'], TimeStamp: '1645077203219' };
    const leftEntry = {
      call_back_tag: 'user_leave_org',
      event_time: 1645077203219,
      user_leave_org: { userid: ['u1'], corpid: 'dingc' },
    };
    expect(eventFromFailedEntry(leftEntry, RECEIVED).key).toBe(parse(left).key);
  });

  test('with neither id nor time, a redelivery is recognised and next month is not', () => {
    const text = JSON.stringify({ EventType: 'org_dept_modify', CorpId: 'dingc', deptId: [7] });
    const at = (time: string) => parseEvent(text, { receivedAt: new Date(time) }).key;
    expect(at('2026-11-02T01:30:40Z')).toBe(at('2026-11-02T01:30:00Z'));
    expect(at('2026-12-02T01:30:00Z')).not.toBe(at('2026-11-02T01:30:00Z'));
  });

  test('two comments on one task are two events', () => {
    const comment = {
      EventType: 'bpms_task_change',
      processInstanceId: 'i1',
      taskId: 5,
      type: 'comment',
      content: '请补充',
      createTime: 1,
    };
    expect(parse({ ...comment, EventTime: 1000 }).key).not.toBe(parse({ ...comment, EventTime: 2000 }).key);
  });
});
