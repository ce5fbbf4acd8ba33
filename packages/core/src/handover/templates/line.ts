import type { TemplateItem } from '../model.ts';

/** A line as the templates write it: what is usual may be left out. */
type Written = Omit<TemplateItem, 'gate' | 'columns' | 'restricted'> & Partial<TemplateItem>;

/** One line of a default template. Unless said otherwise it belongs to the release gate and everyone involved sees it. */
export const line = (written: Written): TemplateItem => ({
  gate: 'release',
  columns: [],
  restricted: false,
  ...written,
});
