import { describe, expect, test } from 'vitest';
import { DingtalkRefused, DingtalkUnreachable, isBadToken, isDingtalkError, unexpectedReply } from './errors.ts';
import { judgeReply, readReply, toDingtalkError } from './judge-reply.ts';

type Shown = { name: string; code?: string | null; reason?: string; retryAfterMs?: number };

function show(error: unknown): Shown | null {
  if (error === null) return null;
  const { name, code, reason, retryAfterMs } = error as Shown;
  return JSON.parse(JSON.stringify({ name, code, reason, retryAfterMs }));
}

const refused = (code: string) => ({ name: 'DingtalkRefused', code });
const limited = (code: string, retryAfterMs: number) => ({ name: 'DingtalkRateLimited', code, retryAfterMs });
const exhausted = (code: string) => ({ name: 'DingtalkQuotaExhausted', code });
const unreachable = (reason: string, code: string | null = null) => ({ name: 'DingtalkUnreachable', code, reason });

describe('a JSON reply', () => {
  test.each<[number, unknown, Shown | null]>([
    [200, { errcode: 0, errmsg: 'ok', result: [] }, null],
    [200, { errcode: '0', result: {} }, null],
    [200, { accessToken: 't', expireIn: 7200 }, null],
    [200, { success: 'true', result: {} }, null],
    [200, [], null],
    [400, { code: 'InvalidAuthentication', message: '不合法的access_token' }, refused('InvalidAuthentication')],
    [400, { Code: 'corpNotOpenHrm', Message: '企业未开通智能人事' }, refused('corpNotOpenHrm')],
    [401, { code: 'businessError', message: '…' }, refused('businessError')],
    [404, {}, refused('http_404')],
    [200, { errcode: 60121, errmsg: '找不到该用户' }, refused('60121')],
    [200, { errcode: 88, sub_code: '60011', sub_msg: '没有调用该接口的权限' }, refused('60011')],
    [200, { errcode: 88, errmsg: '鉴权异常' }, refused('88')],
    [200, { code: 'systemInner', message: '…', success: false }, refused('systemInner')],
    [200, { success: false }, refused('http_200')],
    [
      403,
      { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
      limited('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 1_000),
    ],
    [403, { code: 'Forbidden.AccessDenied.QpsLimitForApi' }, limited('Forbidden.AccessDenied.QpsLimitForApi', 2_000)],
    [
      403,
      { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
      limited('Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 60_000),
    ],
    [400, { code: 'send.too.fast' }, limited('send.too.fast', 1_000)],
    [429, { code: 'Throttling.Api' }, limited('Throttling.Api', 1_000)],
    [500, { code: 'systemBusy' }, limited('systemBusy', 1_000)],
    [200, { errcode: 90018 }, limited('90018', 1_000)],
    [200, { errcode: 90002 }, limited('90002', 2_000)],
    [200, { errcode: 90014 }, limited('90014', 60_000)],
    [200, { errcode: 90017 }, refused('90017')],
    [200, { errcode: 88, sub_code: '90018' }, limited('90018', 1_000)],
    [200, { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'u' }, limited('ip_banned', 300_000)],
    [403, { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'u' }, limited('ip_banned', 300_000)],
    [
      403,
      { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
      exhausted('Forbidden.AccessDenied.ApiCountLimitForOrg'),
    ],
    [200, { errcode: 90020, errmsg: '调用量:5001次,额度:5000次' }, exhausted('90020')],
    [500, { code: 'systemError' }, unreachable('server_error', 'systemError')],
    [504, {}, unreachable('server_error', 'http_504')],
    [200, { errcode: -1, errmsg: '系统繁忙' }, unreachable('server_error', '-1')],
    [200, { errcode: 15, sub_code: 'isp.top-remote-connection-timeout' }, unreachable('server_error', '15')],
    [200, 'success', unreachable('not_json')],
    [200, null, unreachable('not_json')],
  ])('%i %j', (status, body, expected) => {
    expect(show(judgeReply(status, body))).toEqual(expected);
  });

  test('keeps what the operator needs: code, message, request id, missing permissions', () => {
    const error = judgeReply(403, {
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      message: '没有调用该接口的权限',
      requestid: 'RID-1',
      accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
    });
    expect(error).toBeInstanceOf(DingtalkRefused);
    expect(error).toMatchObject({
      status: 403,
      requestId: 'RID-1',
      requiredScopes: ['qyapi_robot_sendmsg'],
      message: 'DingTalk refused: Forbidden.AccessDenied.AccessTokenPermissionDenied 没有调用该接口的权限',
    });
  });
});

describe('text', () => {
  test.each<[number, string, Shown]>([
    [502, '<html>bad gateway</html>', unreachable('not_json')],
    [503, '', unreachable('not_json')],
    [200, '', unreachable('not_json')],
    [200, '<!DOCTYPE html><p>blocked</p>', limited('ip_banned', 300_000)],
    [403, ' <html></html>', limited('ip_banned', 300_000)],
    [200, '{"errcode":40014}', refused('40014')],
  ])('%i %j', (status, text, expected) => {
    let thrown: unknown = null;
    try {
      readReply(status, text);
    } catch (error) {
      thrown = error;
    }
    expect(show(thrown)).toEqual(expected);
  });

  test('a success is handed on', () => {
    expect(readReply(200, '{"errcode":0,"result":{"a":1}}')).toEqual({ errcode: 0, result: { a: 1 } });
  });
});

describe('what the SDK and fetch throw', () => {
  const make = (properties: object) => Object.assign(new Error('x'), properties);
  test.each<[string, unknown, Shown]>([
    [
      '4xx with JSON',
      make({ code: 'noPermission', data: { code: 'noPermission', message: 'm', statusCode: 400 } }),
      refused('noPermission'),
    ],
    [
      'throttled',
      make({ data: { code: 'Forbidden.AccessDenied.QpsLimitForApi', statusCode: 403 } }),
      limited('Forbidden.AccessDenied.QpsLimitForApi', 2_000),
    ],
    ['HTML or nothing', new SyntaxError('Unexpected end of JSON input'), unreachable('not_json')],
    ['SDK time-out', make({ name: 'RequestTimeoutError' }), unreachable('timeout')],
    ['fetch time-out', new DOMException('late', 'TimeoutError'), unreachable('timeout')],
    ['nobody listens', make({ code: 'ECONNREFUSED' }), unreachable('no_connection')],
    [
      'nobody listens, fetch',
      new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }),
      unreachable('no_connection'),
    ],
    ['reset', make({ code: 'ECONNRESET' }), unreachable('connection_lost')],
    [
      'reset, fetch',
      new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } }),
      unreachable('connection_lost'),
    ],
    [
      'wrong type',
      make({ message: 'type of nextToken is mismatch, expect number, but string' }),
      refused('unexpected_reply'),
    ],
    ['not an error', 'boom', unreachable('connection_lost')],
    ['nothing', undefined, unreachable('connection_lost')],
  ])('%s', (_name, thrown, expected) => {
    expect(show(toDingtalkError(thrown))).toEqual(expected);
  });

  test('our own errors pass through unchanged', () => {
    const error = new DingtalkUnreachable('timeout');
    expect(toDingtalkError(error)).toBe(error);
    expect(isDingtalkError(new Error('x'))).toBe(false);
  });
});

test('only a rejected token is worth a new token', () => {
  expect([400, 401].map((status) => isBadToken(judgeReply(status, { code: 'InvalidAuthentication' })))).toEqual([
    true,
    true,
  ]);
  expect([40014, 42001].map((errcode) => isBadToken(judgeReply(200, { errcode })))).toEqual([true, true]);
  expect([60011, 40078, 40001].map((errcode) => isBadToken(judgeReply(200, { errcode })))).toEqual([
    false,
    false,
    false,
  ]);
  expect(isBadToken(unexpectedReply())).toBe(false);
});
