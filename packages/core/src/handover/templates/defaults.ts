import { GENERAL_POSITION, type PositionRule } from '../../people/position-match.ts';
import type { TemplateDraft } from '../model.ts';
import { ADMIN_OFFICE } from './admin-office.ts';
import { BASE } from './base.ts';
import { CUSTOMER_SERVICE } from './customer-service.ts';
import { FINANCE } from './finance.ts';
import { HUMAN_RESOURCES } from './human-resources.ts';
import { LIGHT } from './light.ts';
import { MANAGER_ADD_ON } from './manager-add-on.ts';
import { OPERATIONS } from './operations.ts';
import { PRODUCTION } from './production.ts';
import { PURCHASING } from './purchasing.ts';
import { SALES } from './sales.ts';
import { TECHNICAL } from './technical.ts';

/** What ships; a company's admins change all of it. */
export const DEFAULT_TEMPLATES: readonly TemplateDraft[] = [
  BASE,
  TECHNICAL,
  SALES,
  ADMIN_OFFICE,
  FINANCE,
  HUMAN_RESOURCES,
  OPERATIONS,
  CUSTOMER_SERVICE,
  PRODUCTION,
  PURCHASING,
  MANAGER_ADD_ON,
  LIGHT,
];

/**
 * The keywords of each position, first match wins: 设备工程师 must find 生产 before 技术, 售后工程师 finds 客服. A
 * position has the key and the name of its template.
 */
const KEYWORDS: readonly (readonly [TemplateDraft, string])[] = [
  [FINANCE, '财务、会计、出纳、税务、审计'],
  [HUMAN_RESOURCES, '人事、人力、HR、招聘、薪酬、培训'],
  [SALES, '销售、客户经理、商务、渠道、大客户、业务员、BD'],
  [CUSTOMER_SERVICE, '客服、售后、客户成功、呼叫'],
  [PRODUCTION, '生产、车间、班组、质检、品质、工艺、设备、仓库、物料、计划'],
  [PURCHASING, '采购、供应链、买手'],
  [OPERATIONS, '运营、市场、推广、电商、直播、新媒体、内容、品牌'],
  [TECHNICAL, '研发、开发、技术、工程师、测试、运维、架构、算法、数据、IT、产品经理'],
  [ADMIN_OFFICE, '行政、前台、后勤、办公室、文员、司机、法务助理'],
];

export const DEFAULT_POSITION_RULES: readonly PositionRule[] = KEYWORDS.map(([template, keywords], index) => ({
  rank: index + 1,
  positionKey: template.key,
  keywords: keywords.split('、'),
  where: 'title_or_department',
}));

export const DEFAULT_POSITIONS: readonly { key: string; name: string; templateKey: string }[] = [
  ...KEYWORDS.map(([{ key, name }]) => ({ key, name, templateKey: key })),
  { key: GENERAL_POSITION, name: BASE.name, templateKey: BASE.key },
];

/**
 * Keys of the templates a case is made of, in the order buildChecklist wants them: 通用 where the position's template
 * stands on it, the position's own, the manager add-on for who leads people (never over 轻量版).
 */
export function templateKeysFor(template: Pick<TemplateDraft, 'key' | 'includesBase'>, leadsPeople: boolean): string[] {
  const keys = template.includesBase ? [BASE.key, template.key] : [template.key];
  return leadsPeople && template.key !== LIGHT.key ? [...keys, MANAGER_ADD_ON.key] : keys;
}
