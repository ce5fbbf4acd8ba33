import type { TemplateDraft } from '../model.ts';
import { BASE } from './base.ts';

const KEYS = [
  'base_plan',
  'base_duty',
  'base_open',
  'base_docs',
  'base_approve',
  'base_account',
  'base_asset',
  'base_money',
  'base_qa',
  'base_sign',
];

/** 轻量版: ten lines of 通用, for a company of ten or twenty. */
export const LIGHT: TemplateDraft = {
  key: 'light',
  name: '轻量版',
  addOn: false,
  includesBase: false,
  needsWitness: false,
  items: BASE.items.filter(({ key }) => KEYS.includes(key)),
};
