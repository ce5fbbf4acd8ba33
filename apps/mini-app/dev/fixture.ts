/**
 * A made-up company for looking at the pages without a server: replies in the contract's shapes, typed by it. Never
 * used by tests; those run against the real server.
 */
import type {
  CaseRow,
  HandoverView,
  HistoryEntry,
  InboxReply,
  ItemCard,
  ItemView,
  Me,
  PersonRef,
} from '@baton/api/client';
import type { EvidenceNeed, ItemState, Level } from '@baton/core';

const person = (userId: string, name: string, department: string, title: string): PersonRef => ({
  userId,
  name,
  department,
  title,
});
export const people = {
  zhang: person('u-zhang', '张建国', '技术部', '高级设备工程师'),
  li: person('u-li', '李晓明', '技术部', '设备工程师'),
  wang: person('u-wang', '王海', '技术部', '技术经理'),
  zhao: person('u-zhao', '赵敏', '人力资源部', 'HR 经理'),
  chen: person('u-chen', '陈晨', '信息部', 'IT 主管'),
  sun: person('u-sun', '孙莉', '财务部', '会计主管'),
  zhou: person('u-zhou', '周杰', '销售部', '大客户经理'),
  wu: person('u-wu', '吴婷', '销售部', '销售专员'),
  emma: person('u-emma', 'Emma Clarke', '市场部', '品牌经理'),
};

const DAY = 86_400_000;
const now = Date.now();
const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
const day = (offset: number): string => new Date(now + 8 * 3_600_000 + offset * DAY).toISOString().slice(0, 10);
const at = (days: number, hours = 0): string => new Date(now + days * DAY + hours * 3_600_000).toISOString();
let serial = 0;
const uuid = (): string => `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`;
export const caseId = '00000000-0000-4000-8000-c00000000001';

export const asMe = (who: keyof typeof people): Me => ({
  ...people[who],
  corpId: 'dingfixture',
  isAdmin: false,
  isHr: who === 'zhao',
  language: 'zh',
});

type Line = [string, string, Level, ItemState, number, EvidenceNeed, string, readonly string[], PersonRef | null];
const LINES: readonly Line[] = [
  [
    'base_open',
    '未完事项清单',
    'must',
    'returned',
    -2,
    [['LIST']],
    '事项、当前进度、下一步、截止日、风险',
    ['事项', '当前进度', '下一步', '截止日', '风险'],
    people.zhang,
  ],
  [
    'tech_debug',
    '产品/设备调试步骤',
    'must',
    'doing',
    0,
    [['FILE'], ['DEMO']],
    '步骤、参数正常范围、异常现象与处理',
    [],
    people.zhang,
  ],
  [
    'base_docs',
    '工作文档归位',
    'must',
    'todo',
    1,
    [['LINK'], ['SYS']],
    '个人盘、本地文件移入岗位知识库，接收人可打开',
    [],
    people.zhang,
  ],
  [
    'sale_intro',
    '重点客户介绍接收人',
    'must',
    'todo',
    3,
    [['MEET', 'FILE']],
    '见面、会议或电话，客户知悉新联系人',
    [],
    people.zhang,
  ],
  ['base_asset', '办公资产归还', 'must', 'todo', 12, [['PHOTO'], ['SIGN']], '逐件核对编号与成色', [], people.zhang],
  [
    'tech_bug',
    '已知缺陷与临时绕行',
    'should',
    'blocked',
    4,
    [['LIST']],
    '触发条件、影响面、绕行办法',
    ['触发条件', '影响面', '绕行办法'],
    people.zhang,
  ],
  [
    'tech_fault',
    '历史故障复盘集',
    'may',
    'todo',
    20,
    [['LINK']],
    '近一年前五大故障：现象、原因、处置',
    [],
    people.zhang,
  ],
  [
    'base_duty',
    '岗位职责清单',
    'must',
    'awaiting_acceptance',
    0,
    [['LIST']],
    '每条职责写明频率、产出、对应 SOP、接收人',
    ['职责', '频率', '产出', '对应 SOP'],
    people.li,
  ],
  [
    'tech_release',
    '构建与发布',
    'must',
    'awaiting_acceptance',
    2,
    [['FILE'], ['DEMO']],
    '接收人按 SOP 独立发布一次测试环境',
    [],
    people.li,
  ],
  [
    'base_account',
    '账号与权限清单',
    'must',
    'awaiting_confirmation',
    1,
    [['LIST']],
    '系统名、权限级别、共用账号、到期回收时间',
    ['系统', '权限级别', '是否共用', '回收时间'],
    people.chen,
  ],
  [
    'tech_design',
    '模块说明与取舍原因',
    'should',
    'awaiting_confirmation',
    -1,
    [['LINK']],
    '结构、关键依赖、「为什么不用另一种做法」',
    [],
    people.wang,
  ],
  [
    'base_plan',
    '交接计划',
    'must',
    'done',
    -6,
    [['LIST']],
    '三个日期、接收人、至少两次交底时间已定',
    ['时间', '内容', '参加人'],
    null,
  ],
  [
    'base_contact',
    '内外部联系人',
    'should',
    'done',
    -4,
    [['LIST']],
    '姓名、单位、事由、习惯与注意点，重要联系人已介绍',
    ['姓名', '单位', '事由', '注意点'],
    null,
  ],
  [
    'tech_custom',
    '客户定制约定',
    'should',
    'waived',
    -3,
    [['LIST']],
    '客户、差异、口头承诺、验收口径',
    ['客户', '差异'],
    null,
  ],
];

const entry = (
  action: string,
  by: PersonRef | null,
  when: string,
  itemTitle: string | null,
  details: HistoryEntry['details'] = {},
): HistoryEntry => ({
  id: uuid(),
  at: when,
  by,
  action,
  itemTitle,
  details,
});

const REASONS: Partial<Record<ItemState, string>> = {
  returned: '3 号线的验收节点没有写清楚，请补上客户那边的联系人和最晚答复日期。',
  blocked: '缺陷管理系统的导出权限已被收回，需要 IT 临时开通。',
};
const PDF = {
  id: 'f1000000-0000-4000-8000-000000000001',
  name: '3 号线调试手册 v2.3（含参数表与异常处理）.pdf',
  mediaType: 'application/pdf',
  bytes: 3_482_112,
  by: people.zhang,
  at: at(-1),
};
const PNG = {
  id: 'f1000000-0000-4000-8000-000000000002',
  name: '控制柜接线.png',
  mediaType: 'image/png',
  bytes: 512_000,
  by: people.zhang,
  at: at(-1),
};

export const items: ItemView[] = LINES.map(([key, title, level, state, due, evidence, standard, columns, waiting]) => {
  const submitted = ['awaiting_acceptance', 'awaiting_confirmation', 'done', 'returned'].includes(state);
  const list = {
    type: 'LIST' as const,
    columns: columns.length > 0 ? columns : ['事项', '说明'],
    rows: [
      columns.map(
        (_, index) =>
          ['3 号线 PLC 升级', '完成 80%，剩联调', '11 月 27 日现场联调', '12 月 2 日', '供应商备件可能延期'][index] ??
          '—',
      ),
      columns.map(
        (_, index) =>
          ['华东客户备机调拨', '等客户确认数量', '周四前电话确认', '11 月 30 日', '口头答应过免运费'][index] ?? '—',
      ),
    ],
    noneBecause: '',
  };
  const given = evidence.flat().includes('LIST')
    ? [list]
    : [{ type: 'FILE' as const, fileIds: [PDF.id, PNG.id], purpose: '照着它可以独立完成 3 号线的日常调试与停机恢复' }];
  return {
    id: uuid(),
    handoverId: caseId,
    key,
    title,
    level,
    state,
    dueOn: day(due),
    overdue: due < 0 && waiting !== null,
    evidence: evidence.map((group) => [...group]),
    leaver: people.zhang,
    waitingFor: waiting ? [waiting] : [],
    reason: REASONS[state] ?? '',
    hours: key === 'tech_debug' ? 6 : 2,
    standard,
    columns: [...columns],
    version: 1,
    gate: 'release',
    doer: people.zhang,
    acceptor: people.li,
    acceptorInterim: false,
    toBeReaccepted: false,
    acceptedAt: ['awaiting_confirmation', 'done'].includes(state) ? at(-1, -3) : null,
    confirmations: [
      {
        slot: 0,
        role: key === 'base_account' ? 'it' : 'tech_lead',
        confirmer: key === 'base_account' ? people.chen : people.wang,
        delegatedFrom: null,
        confirmedAt: state === 'done' ? at(-1) : null,
        confirmedBy: state === 'done' ? people.wang : null,
      },
    ],
    waiver:
      state === 'waived'
        ? {
            by: people.zhao,
            why: '该客户合同已于上月终止',
            risk: '旧设备返修时缺少历史约定，由售后按合同处理',
            followUpOn: day(30),
          }
        : null,
    evidenceNow: submitted ? given : [],
    documents: [],
    check: null,
    evidenceIsDraft: state === 'returned',
    rounds: submitted ? [{ round: 1, at: at(-2), by: people.zhang, evidence: given }] : [],
    files: [PDF, PNG],
    history: [
      ...(state === 'returned'
        ? [entry('item.returned', people.li, at(-1, -2), title, { reason: REASONS.returned ?? '' })]
        : []),
      ...(submitted ? [entry('item.submitted', people.zhang, at(-2), title)] : []),
    ],
    abilities: [],
  };
});

const card = (item: ItemView): ItemCard => item;
const CLOSED: readonly ItemState[] = ['done', 'waived'];
function progress() {
  const done = items.filter((item) => CLOSED.includes(item.state));
  const must = items.filter((item) => item.level === 'must');
  return {
    done: done.length,
    total: items.length,
    mustDone: must.filter((item) => CLOSED.includes(item.state)).length,
    mustTotal: must.length,
    overdue: items.filter((item) => item.overdue).length,
    percent: Math.round((100 * done.length) / items.length),
  };
}

export function handover(overrides: Partial<HandoverView> = {}): HandoverView {
  const blockers = items.filter((item) => item.level === 'must' && !CLOSED.includes(item.state));
  return {
    id: caseId,
    kind: 'departure',
    state: 'active',
    leaver: people.zhang,
    successor: people.li,
    lastWorkingDay: day(14),
    progress: progress(),
    version: 3,
    source: 'approval',
    manager: people.wang,
    interimHolder: null,
    witness: null,
    hr: people.zhao,
    position: { key: 'tech', name: '设备工程师', rule: '职务包含「工程师」' },
    templates: [
      { key: 'base', name: '通用', version: 1 },
      { key: 'tech', name: '技术', version: 1 },
    ],
    legalEndDate: day(16),
    accessCutoffAt: at(14, 4),
    launchedAt: at(-8),
    releasedAt: null,
    releasedBy: null,
    withdrawnBecause: '',
    items: items.map(card),
    preflight: [],
    gate: {
      open: blockers.length === 0,
      blockers: blockers.map(card),
      questions: [],
      unseenQuestions: 0,
      mine: false,
      passesOn: null,
    },
    statutory: [
      { key: 'certificate', dueOn: day(16) },
      { key: 'file_transfer', dueOn: day(31) },
      { key: 'social_insurance', dueOn: day(31) },
    ],
    history: [
      entry('item.confirmed', people.wang, at(-1), '交接计划'),
      entry('item.returned', people.li, at(-1, -2), '未完事项清单', { reason: REASONS.returned ?? '' }),
      entry('case.nudged', people.zhao, at(-1, -5), null, { userId: 'u-zhang' }),
      entry('item.waived', people.zhao, at(-2), '客户定制约定', {
        reason: '该客户合同已于上月终止',
        risk: '旧设备返修时缺少历史约定，由售后按合同处理',
        followUpOn: day(30),
      }),
      entry('item.submitted', people.zhang, at(-2), '岗位职责清单'),
      entry('case.launched', people.zhao, at(-8), null),
      entry('case.opened', null, at(-8, -1), null),
    ],
    abilities: [],
    ...overrides,
  };
}

export const preparing = (): HandoverView =>
  handover({
    id: '00000000-0000-4000-8000-c00000000002',
    state: 'preparing',
    leaver: people.zhou,
    successor: null,
    launchedAt: null,
    items: [],
    gate: { open: false, blockers: [], questions: [], unseenQuestions: 0, mine: true, passesOn: null },
    progress: { done: 0, total: 0, mustDone: 0, mustTotal: 0, overdue: 0, percent: 0 },
    statutory: [],
    history: [entry('case.opened', null, at(0, -2), null)],
    abilities: ['launch', 'edit', 'withdraw'],
    preflight: [
      { code: 'successor_missing', blocking: true, subject: '', person: null, fixers: [people.zhao] },
      { code: 'confirmer_missing', blocking: true, subject: 'finance', person: null, fixers: [people.zhao] },
      { code: 'position_unmatched', blocking: false, subject: '', person: null, fixers: [people.zhao] },
    ],
  });

export const withdrawn = (): HandoverView =>
  handover({
    ...preparing(),
    id: '00000000-0000-4000-8000-c00000000004',
    state: 'withdrawn',
    withdrawnBecause: '员工决定留下，撤回离职申请',
    preflight: [],
    abilities: ['reinstate'],
  });

export const ready = (): HandoverView => {
  const open = items
    .filter((item) => item.level !== 'must')
    .slice(0, 2)
    .map(card);
  return handover({
    id: '00000000-0000-4000-8000-c00000000003',
    state: 'awaiting_release',
    leaver: people.emma,
    items: [...open, ...items.filter((item) => item.state === 'done').map(card)],
    gate: { open: true, blockers: [], questions: [], unseenQuestions: 0, mine: true, passesOn: null },
    progress: { done: 24, total: 26, mustDone: 17, mustTotal: 17, overdue: 0, percent: 94 },
    abilities: ['release', 'edit', 'withdraw', 'nudge'],
  });
};

export function inbox(who: keyof typeof people): InboxReply {
  const mine = (states: readonly ItemState[]) =>
    items.filter(
      (item) => states.includes(item.state) && item.waitingFor.some((one) => one.userId === people[who].userId),
    );
  return {
    me: asMe(who),
    today,
    toHandOver: mine(['todo', 'doing', 'returned', 'blocked']),
    toAccept: mine(['awaiting_acceptance']),
    toConfirm: mine(['awaiting_confirmation']),
    toDecide: [],
    cases: who === 'wu' ? [] : [handover()],
  };
}

export function rows(): CaseRow[] {
  const row = (view: HandoverView, rest: Partial<CaseRow>): CaseRow => ({
    ...view,
    daysLeft: 10,
    blockers: [],
    problems: 0,
    ...rest,
  });
  const other = (leaver: PersonRef, rest: Partial<CaseRow>, view: Partial<HandoverView> = {}) =>
    row(handover({ id: uuid(), leaver, ...view }), rest);
  return [
    row(handover(), {
      daysLeft: -1,
      blockers: [
        { person: people.zhang, items: 7, overdue: 1 },
        { person: people.li, items: 2, overdue: 0 },
      ],
    }),
    row(preparing(), { daysLeft: 2, problems: 2 }),
    row(ready(), { daysLeft: 0 }),
    other(
      people.wu,
      { daysLeft: 9, blockers: [{ person: people.sun, items: 3, overdue: 0 }] },
      { progress: { done: 9, total: 24, mustDone: 6, mustTotal: 15, overdue: 0, percent: 41 } },
    ),
    other(
      people.chen,
      { daysLeft: 18, blockers: [{ person: people.wang, items: 2, overdue: 2 }] },
      { state: 'planning', progress: { done: 1, total: 22, mustDone: 1, mustTotal: 14, overdue: 2, percent: 5 } },
    ),
    other(
      people.sun,
      { daysLeft: 21 },
      {
        state: 'supplementing',
        successor: null,
        progress: { done: 20, total: 22, mustDone: 13, mustTotal: 14, overdue: 0, percent: 91 },
      },
    ),
    row(withdrawn(), { daysLeft: 2 }),
  ];
}
