import type { TemplateItem } from '@baton/core';
import { schema, withCorp } from '@baton/db';
import { believableCompany, type Company } from '@baton/sandbox';
import { APP, type House } from './start-house.ts';

/** The title of somebody whose handover is small: for stories that need many departures, not long ones. */
const SMALL_TITLE = '模具保养员';
/** 设备部, led by 王海涛. */
const WORKSHOP = 879301003;

export const smallItem = (key: string, title: string, more: Partial<TemplateItem>): TemplateItem => ({
  key,
  title,
  standard: '接收人照着做一遍，结果与平时一致',
  evidence: [['LINK']],
  confirmers: [['manager']],
  due: 'L-3',
  level: 'must',
  hours: 1,
  gate: 'release',
  columns: [],
  restricted: false,
  ...more,
});

const ITEMS: TemplateItem[] = [
  smallItem('mould_log', '模具保养记录', {}),
  smallItem('mould_tools', '保养工具与备件', { level: 'should', evidence: [['LIST']], confirmers: [['admin_office']] }),
];

/** An admin has given 模具保养员 a position and a template of two lines, and those of `more`. */
export async function seedSmallPosition(house: House, more: readonly TemplateItem[] = []): Promise<void> {
  const key = 'mould_care';
  const corpId = APP.corpId;
  await withCorp(house.server.deps.db, corpId, async (tx) => {
    await tx.insert(schema.templates).values({ corpId, key, name: '模具保养', includesBase: false });
    const createdAt = house.clock.now();
    await tx
      .insert(schema.templateVersions)
      .values({ corpId, templateKey: key, version: 1, items: [...ITEMS, ...more], createdAt });
    await tx.insert(schema.positions).values({ corpId, key, name: '模具保养', templateKey: key });
    await tx
      .insert(schema.positionRules)
      .values({ corpId, rank: -1, positionKey: key, keywords: [SMALL_TITLE], where: 'title' });
  });
}

/** Hires somebody into that position, and lets the news of it arrive. */
export function hireSmall(house: House, userid: string, name: string): void {
  house.dingtalk.control.hire({ userid, name, title: SMALL_TITLE, deptId: WORKSHOP });
}

/** The believable company with these people in that position besides, there from the beginning. */
export function companyWith(people: readonly { userid: string; name: string }[]): Company {
  const company = believableCompany();
  const colleague = company.people.find(({ userid }) => userid === 'qianlong');
  if (!colleague) throw new Error('the believable company has changed');
  const more = people.map((person) => ({
    ...structuredClone(colleague),
    ...person,
    unionid: `union-of-${person.userid}`,
    jobNumber: person.userid,
    title: SMALL_TITLE,
  }));
  return { ...company, people: [...company.people, ...more] };
}
