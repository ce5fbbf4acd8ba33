import { describe, expect, it } from 'vitest';
import { matchPosition } from '../../people/position-match.ts';
import { readOffset } from '../due.ts';
import { CONFIRMER_ROLES, EVIDENCE_TYPES } from '../model.ts';
import { BASE } from './base.ts';
import { DEFAULT_POSITION_RULES, DEFAULT_POSITIONS, DEFAULT_TEMPLATES, templateKeysFor } from './defaults.ts';
import { LIGHT } from './light.ts';

const byKey = new Map(DEFAULT_TEMPLATES.map((template) => [template.key, template]));
const template = (key: string) => {
  const found = byKey.get(key);
  if (!found) throw new Error(key);
  return found;
};
/** Rows as the tables write them: without follow-ups. Hours: follow-ups share their row's. */
const totals = (keys: readonly string[]) => {
  const items = keys.flatMap((key) => template(key).items);
  const rows = items.filter((item) => !item.followUpOf);
  return [rows.length, rows.filter(({ level }) => level === 'must').length, items.reduce((sum, i) => sum + i.hours, 0)];
};

describe('default templates', () => {
  // Rows and ★ from the totals paragraph of the templates; hours there are rounded, here they are the sums.
  it.each([
    ['technical', 26, 18, 44.5],
    ['sales', 26, 18, 38],
    ['admin_office', 24, 15, 30],
    ['finance', 26, 22, 42],
    ['human_resources', 25, 17, 32],
    ['operations', 24, 16, 31],
    ['customer_service', 24, 15, 30],
    ['production', 26, 19, 46],
    ['purchasing', 23, 15, 27],
  ])('%s on top of 通用: %i rows, %i ★, about %d h', (key, rows, must, hours) => {
    const [gotRows, gotMust, gotHours] = totals(['base', key]);
    expect([gotRows, gotMust]).toEqual([rows, must]);
    expect(Math.abs((gotHours ?? 0) - hours)).toBeLessThanOrEqual(1);
  });

  it('通用, the manager add-on and 轻量版 have their totals', () => {
    expect(totals(['base'])).toEqual([14, 11, 13.5]);
    expect(totals(['manager_add_on'])).toEqual([8, 4, 8.5]);
    expect(LIGHT.items.map(({ key }) => key)).toEqual([
      'base_plan',
      'base_duty',
      'base_open',
      'base_docs',
      'base_approve',
      'base_account',
      'base_asset',
      'base_qa',
      'base_money',
      'base_sign',
    ]);
  });

  it('keys are unique over everything that is laid together', () => {
    const keys = DEFAULT_TEMPLATES.filter(({ key }) => key !== 'light').flatMap(({ items }) =>
      items.map(({ key }) => key),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(DEFAULT_TEMPLATES.map(({ key }) => key)).size).toBe(DEFAULT_TEMPLATES.length);
  });

  it.each(DEFAULT_TEMPLATES.flatMap(({ items }) => items.map((item) => [item.key, item] as const)))(
    '%s is well made',
    (_key, item) => {
      expect(item.evidence.length).toBeGreaterThan(0);
      for (const type of item.evidence.flat()) expect(EVIDENCE_TYPES).toContain(type);
      expect(item.confirmers.length).toBeGreaterThan(0);
      for (const role of item.confirmers.flat()) expect(CONFIRMER_ROLES).toContain(role);
      const { from, n } = readOffset(item.due);
      // What is due after the last working day cannot hold up a release that comes before it.
      expect(item.gate).toBe(from === 'L' && n > 0 ? 'archive' : 'release');
      expect(item.columns.length > 0).toBe(item.evidence.flat().includes('LIST'));
      expect(item.title.length * item.standard.length).toBeGreaterThan(0);
      expect(item.restricted).toBe(item.standard.includes('限可见'));
    },
  );

  it('a row with two dates is followed by its second date', () => {
    const followUps = DEFAULT_TEMPLATES.flatMap(({ items }) => items).filter(({ followUpOf }) => followUpOf);
    expect(followUps.map(({ key, followUpOf, due, gate }) => [key, followUpOf, due, gate])).toEqual([
      ['base_revoke_check', 'base_revoke', 'L+7', 'archive'],
      ['tech_secret_rotate', 'tech_secret', 'L+1', 'archive'],
      ['tech_session_second', 'tech_session', 'L-4', 'release'],
    ]);
  });

  it('only finance needs a witness, and only the add-on is laid over others', () => {
    expect(DEFAULT_TEMPLATES.filter(({ needsWitness }) => needsWitness).map(({ key }) => key)).toEqual(['finance']);
    expect(DEFAULT_TEMPLATES.filter(({ addOn }) => addOn).map(({ key }) => key)).toEqual(['manager_add_on']);
  });
});

describe('default positions', () => {
  it('every rule leads to a position, every position to a template', () => {
    const positions = new Map(DEFAULT_POSITIONS.map(({ key, templateKey }) => [key, templateKey]));
    for (const { positionKey } of DEFAULT_POSITION_RULES)
      expect(byKey.has(positions.get(positionKey) ?? '')).toBe(true);
    expect(positions.get('general')).toBe('base');
  });

  it.each([
    ['出纳', '财务部', 'finance', '规则 1：职位「出纳」含「出纳」'],
    ['HRBP', '人事部', 'human_resources', '规则 2：部门「人事部」含「人事」'],
    ['hr 主管', '综合部', 'human_resources', '规则 2：职位「hr 主管」含「HR」'],
    ['ＨＲ专员', '综合部', 'human_resources', '规则 2：职位「ＨＲ专员」含「HR」'],
    ['客户经理', '一部', 'sales', '规则 3：职位「客户经理」含「客户经理」'],
    ['售后工程师', '服务部', 'customer_service', '规则 4：职位「售后工程师」含「售后」'],
    ['设备工程师', '技术部', 'production', '规则 5：职位「设备工程师」含「设备」'],
    ['工艺工程师', '研发部', 'production', '规则 5：职位「工艺工程师」含「工艺」'],
    ['买手', '商品部', 'purchasing', '规则 6：职位「买手」含「买手」'],
    ['主播', '直播组', 'operations', '规则 7：部门「直播组」含「直播」'],
    ['IT 支持', '总部', 'technical', '规则 8：职位「IT 支持」含「IT」'],
    ['Auditor', 'Security', 'general', '没有规则匹配，按通用岗位处理'],
    ['前台', '总部', 'admin_office', '规则 9：职位「前台」含「前台」'],
    ['', '', 'general', '没有规则匹配，按通用岗位处理'],
  ])('%s in %s is %s', (title, department, positionKey, rule) => {
    const match = matchPosition(DEFAULT_POSITION_RULES, { title, departments: [department] });
    expect(match).toEqual({ positionKey, rule, matched: positionKey !== 'general' });
  });

  it('lays the templates in order', () => {
    expect(templateKeysFor(template('technical'), false)).toEqual(['base', 'technical']);
    expect(templateKeysFor(template('finance'), true)).toEqual(['base', 'finance', 'manager_add_on']);
    expect(templateKeysFor(BASE, false)).toEqual(['base']);
    expect(templateKeysFor(LIGHT, true)).toEqual(['light']);
  });
});
