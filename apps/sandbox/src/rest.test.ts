import { afterEach, expect, it } from 'vitest';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';
import type { PlayRest } from './rest.ts';

const departure = { leaver: 'zhangjianguo', reader: 'chenjing' };
let sandbox: TestSandbox;
afterEach(() => sandbox.close());

const open = async (playRest?: PlayRest) => {
  sandbox = await openTestSandbox(playRest ? { playRest } : {});
};
const press = (body: unknown = departure) => sandbox.send('POST', '/_sandbox/rest', body);
const shown = () => sandbox.control.state().rest;

it('is not offered when nobody brought a player along', async () => {
  await open();
  expect(shown()).toBeNull();
  expect(await press()).toMatchObject({ status: 404, json: { code: 'notOffered' } });
});

it('tells how far it is, and runs once however often it is asked for', async () => {
  let goOn = () => {};
  const started: unknown[] = [];
  await open(async (input, tell) => {
    started.push(input);
    tell({ done: 1, total: 2, last: '李明验收了「交接计划」' });
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    tell({ done: 2, total: 2, last: '王海涛确认了「交接计划」' });
    return { played: 2 };
  });
  expect(shown()).toEqual({ done: 0, total: 0, last: '', running: false });
  const asked = [sandbox.control.playRest(departure), sandbox.control.playRest(departure)];
  await Promise.resolve();
  await Promise.resolve();
  expect(shown()).toEqual({ done: 1, total: 2, last: '李明验收了「交接计划」', running: true });
  goOn();
  expect(await Promise.all(asked)).toEqual([{ played: 2 }, { played: 2 }]);
  expect(started).toEqual([departure]);
  expect(shown()).toMatchObject({ done: 2, running: false });
});

it('gives the player’s own words when it cannot, and can be asked again', async () => {
  let fails = true;
  await open(async () => {
    if (fails) throw new Error('还没有进行中的交接单');
    return { played: 0 };
  });
  expect(await press()).toMatchObject({
    status: 400,
    json: { code: 'restNotPlayed', message: '还没有进行中的交接单' },
  });
  expect(shown()).toMatchObject({ running: false });
  fails = false;
  expect(await press()).toMatchObject({ status: 200, json: { played: 0 } });
  expect(await press({ leaver: 'zhangjianguo' })).toMatchObject({ status: 400, json: { code: 'badInput' } });
});
