import type { DigestSection } from '@baton/core';
import { groupsOf } from './digest-groups.ts';
import { paragraphs, plain, shown } from './markdown.ts';
import type { NoticeMessage, NoticeTexts, NoticeValues } from './notice-kinds.ts';

const day = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`;

const HEADINGS: Record<DigestSection, string> = {
  review: '待复核的文档',
  review_late: '逾期未复核的文档',
  approve: '待审核的文档',
  answer: '待回答的提问',
  answer_late: '逾期未回答的提问',
  answered: '已有回答的提问',
  wanted: '同事在找的文档',
  written: '您找过的文档',
  read: '阅读路径',
};
const BUTTONS: Partial<Record<DigestSection, string>> = { read: '去阅读', answered: '查看回答' };

/** The first line says what to do, the list says about what, overdue first. */
function digest({ digest: { sentence, items, sections }, today }: NoticeValues['digest']): NoticeMessage {
  const single = new Set(items.map(({ leaverName }) => leaverName)).size === 1;
  const lines = items.map(({ title, dueOn, leaverName, talkTo = [] }) => {
    const when = dueOn < today ? `${day(dueOn)}截止，已逾期` : `${day(dueOn)}截止`;
    const whom = talkTo.length > 0 ? `，请联系${talkTo.map(plain).join('、')}` : '';
    return `${single ? '' : `${plain(leaverName)} · `}${plain(title)}（${when}${whom}）`;
  });
  const [only, ...others] = sections;
  const groups = groupsOf(
    sections,
    { heading: '离职交接', lines },
    {
      heading: (section) => HEADINGS[section],
      line: ({ title, note }) => `${plain(title)}（${plain(note.zh)}）`,
      more: (n) => `另有 ${n} 项`,
    },
  );
  const own = only && others.length === 0 && items.length === 0 ? BUTTONS[only.section] : undefined;
  return {
    title: sentence,
    text: paragraphs(plain(sentence), ...groups),
    button: own ?? (items.length > 0 && items.every(({ talkTo }) => talkTo) ? '打开接力棒' : '立即处理'),
  };
}

/** Who has how much to do; everybody's own items are behind the button. */
function digestTogether({ leaver, shares }: NoticeValues['digest_together']): NoticeMessage {
  const lines = shares.map((share) => {
    const parts = [
      share.hand_over > 0 ? `${share.hand_over} 项待办理` : '',
      share.accept > 0 ? `${share.accept} 项待接收` : '',
      share.confirm > 0 ? `${share.confirm} 项待确认` : '',
    ];
    const late = share.overdue > 0 ? `（${share.overdue} 项已逾期）` : '';
    return `- ${plain(share.name)}：${parts.filter(Boolean).join('，')}${late}`;
  });
  return {
    title: `${leaver}的离职交接有事项等您处理`,
    text: paragraphs(`${plain(leaver)}的离职交接有事项等您处理，请尽快完成。`, lines.join('\n')),
    button: '立即处理',
  };
}

export const zh: NoticeTexts = {
  case_needs_help: (v) => ({
    title: `${v.leaver}的交接单需要您补充信息`,
    text: paragraphs(
      `${plain(v.leaver)}的离职交接单已生成，还不能启动：有 ${v.problems} 处信息待补充。`,
      '补齐后即可启动，交接清单会发给移交人。',
    ),
    button: '去补充',
  }),
  case_launched: (v) => ({
    title: '您的离职交接已开始',
    text: paragraphs(
      `您的离职交接已开始，清单共 ${v.items} 项，最后工作日为 ${day(v.lastWorkingDay)}。`,
      '建议先完成交接计划，与接收人约好交底时间。',
    ),
    button: '查看交接清单',
  }),
  case_launched_others: (v) => ({
    title: `${v.leaver}的离职交接已开始`,
    text: paragraphs(
      `${plain(v.leaver)}的离职交接已开始，清单共 ${v.items} 项，最后工作日为 ${day(v.lastWorkingDay)}。`,
      '有需要您接收或确认的事项时，会在每日提醒中告诉您。',
    ),
    button: '查看交接单',
  }),
  case_redated: (v) => ({
    title: `${v.leaver}的最后工作日已调整`,
    text: `${plain(v.leaver)}的最后工作日已调整为 ${day(v.lastWorkingDay)}，各项截止日期随之更新，已完成的内容不受影响。`,
    button: '查看交接单',
  }),
  case_withdrawn: (v) => ({
    title: `${v.leaver}的离职交接已撤回`,
    text: `${plain(v.leaver)}的离职交接已撤回，无需继续处理。已提交的内容会保留。`,
    button: '查看交接单',
  }),
  case_reinstated: (v) => ({
    title: `${v.leaver}的离职交接已恢复`,
    text: `${plain(v.leaver)}的离职交接已恢复，最后工作日为 ${day(v.lastWorkingDay)}，此前完成的内容继续有效。`,
    button: '查看交接单',
  }),
  case_supplementing: (v) => ({
    title: `${v.leaver}已离职，有交接事项转给您`,
    text: paragraphs(
      `${plain(v.leaver)}已离职，交接尚未完成，其中 ${v.items} 项转由您补交接。`,
      '请尽快整理，必要时联系 HR 协助。',
    ),
    button: '查看事项',
  }),
  case_awaiting_release: (v) => ({
    title: `${v.leaver}的交接等您放行`,
    text: `${plain(v.leaver)}的必交项已全部确认或豁免，可以办理业务放行。`,
    button: '去放行',
  }),
  case_released: (v) => ({
    title: `${v.leaver}的离职交接已放行`,
    text: `${plain(v.leaver)}的离职交接已通过业务放行，感谢各位的配合。`,
    button: '查看交接单',
  }),
  item_returned: (v) => ({
    title: `「${v.item}」被退回`,
    text: paragraphs(`交接项「${plain(v.item)}」被退回，请补充后重新提交。`, `原因：${plain(v.reason)}`),
    button: '去补充',
  }),
  item_taken_over: (v) => ({
    title: `${v.leaver}的「${v.item}」转由您补交接`,
    text: `${plain(v.leaver)}的交接项「${plain(v.item)}」转由您补交接，请按交清标准整理并提交。`,
    button: '查看事项',
  }),
  item_blocked: (v) => ({
    title: `${v.leaver}的「${v.item}」受阻`,
    text: paragraphs(`${plain(v.leaver)}的交接项「${plain(v.item)}」受阻，请协助解决。`, `原因：${plain(v.reason)}`),
    button: '查看事项',
  }),
  item_delegated: (v) => ({
    title: `请您处理${v.leaver}的「${v.item}」`,
    text: `${plain(v.leaver)}的交接项「${plain(v.item)}」已委托您处理，请查看后接收、确认或退回。`,
    button: '查看事项',
  }),
  nudge: (v) => ({
    title: `${v.leaver}的交接有 ${v.items} 项等您处理`,
    text: paragraphs(
      `HR 提醒您：${plain(v.leaver)}的交接有 ${v.items} 项等您处理，请尽快完成。`,
      shown(v.titles.map(plain), (n) => `另有 ${n} 项`),
    ),
    button: '立即处理',
  }),
  digest,
  digest_together: digestTogether,
  approval_released: (v) => ({
    title: '',
    text: `${v.leaver}的离职交接已完成业务放行：${v.done} 项已确认${v.waived > 0 ? `，${v.waived} 项豁免` : ''}。放行人：${v.by}。`,
    button: '',
  }),
};
