import type { Frequency } from '@baton/core';

export type SeedDuty = {
  positionKey: string;
  title: string;
  frequency: Frequency;
  output: string;
  starred?: boolean;
  ownerId?: string;
  /** Title of the document that says how. */
  sop?: string;
  /** Who was seen doing it alone. */
  doer?: string;
};

/** What the positions of the believable company have to do: some of it written down, much of it with one person. */
export const companyDuties: readonly SeedDuty[] = [
  {
    ...{
      positionKey: 'production',
      title: '三号机换型调试',
      frequency: 'weekly',
      output: '首件合格，换型记录填写完整',
    },
    ...{ starred: true, ownerId: 'zhangjianguo', sop: '三号机换型调试', doer: 'zhangjianguo' },
  },
  {
    ...{ positionKey: 'production', title: '注塑机日点检', frequency: 'daily', output: '点检表' },
    ...{ ownerId: 'liming', sop: '注塑机日点检', doer: 'liming' },
  },
  {
    ...{ positionKey: 'production', title: '空压机停机检修后重启', frequency: 'quarterly', output: '检修记录' },
    ...{ starred: true, ownerId: 'zhangjianguo' },
  },
  { positionKey: 'production', title: '备件盘点与请购', frequency: 'monthly', output: '备件盘点表、请购单' },
  {
    ...{ positionKey: 'finance', title: '差旅费用报销审核', frequency: 'daily', output: '审核通过的报销单' },
    ...{ ownerId: 'yefang', sop: '差旅费用报销', doer: 'pengbo' },
  },
  {
    ...{ positionKey: 'finance', title: '月末结账', frequency: 'monthly', output: '三张报表，次月 5 日前' },
    ...{ starred: true, ownerId: 'sunli', sop: '月末结账', doer: 'sunli' },
  },
];
