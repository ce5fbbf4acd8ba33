import type { ItemView } from '@baton/api/client';
import { addDays, type EvidenceContent, type EvidenceType } from '@baton/core';

/** What somebody needs at hand to write evidence: who signs, an uploaded picture ('' when none is needed), and today. */
export type Writer = { signer: string; fileId: string; today: string };

/** Rows of an equipment engineer's lists, by the item's key; `+3` stands for the day three days after the writing. */
const ROWS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  base_plan: [
    ['第一次交底：设备与点检', '+1', '张建国、李明', '在三号机旁，约两小时'],
    ['第二次交底：工艺参数与故障处理', '+3', '张建国、李明', '李明复述一遍'],
  ],
  base_duty: [
    ['设备日常点检', '每天', '点检表', '《注塑机点检规程》', '李明'],
    ['月度保养', '每月 15 日', '保养记录', '《注塑机保养规程》', '李明'],
  ],
  base_open: [['三号机油温偏高', '已报修，等厂家配件', '配件到后更换温控阀', '+10', '高温时需降速']],
  base_contact: [['周工', '模具厂', '修模', '下午才接电话', '已介绍']],
  base_group: [['三号机保养群', '群主', '已转移', '李明', '每月保养通知用']],
  base_account: [['设备管理系统', '工程师', '个人账号', '最后工作日当天']],
  mf_equip: [
    ['三号注塑机', '运行', '附在机身右侧', '每月 15 日', '油温偏高，已报修'],
    ['五号注塑机', '待修', '附在机身右侧', '每月 20 日', '合模异响，已联系厂家'],
  ],
  mf_wip: [['MO-2603-118', '1,200', '注塑', '缺色母 20 公斤', '+8']],
  mf_tool: [['MJ-031', '三号机主模', '模具架 B2', '+120']],
  mf_quality: [['外壳缩水', '处理中', '保压加两秒', '让步接收一批']],
  mf_safety: [['三号机电柜', '总电源隔离开关', '标识磨损', '停机、上锁、挂牌后再作业']],
  mf_crew: [['赵师傅', '三号机、五号机', '早班', '按合格品计件']],
  mf_spare: [['加热圈', '半年一换', '库存 4 件', '厂家电话贴在备件柜']],
  mf_stock: [['色母', '120 公斤', '118 公斤', '少 2 公斤', '损耗，已签认']],
};

const STATEMENTS: Readonly<Record<string, string>> = {
  base_qa: '接收人提出的问题已全部当面答复，并写回对应的 SOP',
  base_revoke: '账号已停用，抽查三个系统均无法登录',
  base_revoke_check: '账号已停用，复查三个系统均无法登录',
};

const WRITE: Readonly<Record<EvidenceType, (item: ItemView, by: Writer) => EvidenceContent>> = {
  FILE: (_item, { fileId }) => ({
    type: 'FILE',
    fileIds: [fileId],
    purpose: '接收人打开后可以逐项核对，原件已当面看过',
  }),
  PHOTO: (_item, { fileId }) => ({ type: 'PHOTO', fileIds: [fileId], note: '当面清点，编号与台账一致，成色完好' }),
  LINK: (item) => ({
    type: 'LINK',
    url: `https://alidocs.example.com/i/nodes/${item.key}`,
    purpose: '接收人打开后可以照着步骤独立操作一遍',
  }),
  MEET: (_item, { today }) => ({
    type: 'MEET',
    url: 'https://meeting.example.com/minutes/1',
    fileIds: [],
    heldOn: today,
    summary: '两次交底，接收人复述了三号机的调机顺序与报警处理',
  }),
  LIST: (item, { today }) => {
    const columns = item.columns.length > 0 ? item.columns : ['内容'];
    const rows = ROWS[item.key]?.filter((row) => row.length === columns.length);
    return {
      type: 'LIST',
      columns,
      rows: rows?.length
        ? rows.map((row) => row.map((cell) => (/^\+\d+$/.test(cell) ? addDays(today, Number(cell)) : cell)))
        : [columns.map((column) => `${column}：已当面核对`)],
      noneBecause: '',
    };
  },
  APPR: () => ({ type: 'APPR', processInstanceId: 'BX-2026-0311', note: '借款已还清，报销单全部走完，余额为零' }),
  SYS: (item) => ({ type: 'SYS', statement: STATEMENTS[item.key] ?? '已在系统里逐项转给接收人，名下剩余数量为零' }),
  SIGN: (_item, { signer }) => ({ type: 'SIGN', signedName: signer, statement: '本人已知悉并确认以上内容属实无误' }),
  DEMO: () => ({ type: 'DEMO', result: 'pass', note: '接收人独立完成开机、首件、停机' }),
};

/** The types somebody conscientious hands in: the first of every required group; DEMO is the successor's to give. */
const typesOf = (item: ItemView): EvidenceType[] =>
  item.evidence.flatMap((group) => (group[0] && group[0] !== 'DEMO' ? [group[0]] : []));

/** Whether that takes an uploaded file. */
export const needsPicture = (item: ItemView): boolean =>
  typesOf(item).some((type) => type === 'FILE' || type === 'PHOTO');

/** Evidence that suffices for an item and reads as a person would have written it. */
export const writeEvidence = (item: ItemView, by: Writer): EvidenceContent[] =>
  typesOf(item).map((type) => WRITE[type](item, by));
