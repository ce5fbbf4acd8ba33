import type { ApprovalView, PersonView, StateView } from '../../../src/control/control.ts';
import type { Tab } from '../selection.ts';

export type GuideStep = {
  id: string;
  title: string;
  /** What to do, in one sentence. */
  hint: string;
  who: string;
  /** A tab of the person's DingTalk, or their phone. */
  where: Tab | 'phone';
  done: boolean;
  /** True when the player says that it is done; the sandbox cannot see into the app. */
  byHand?: boolean;
  /** What the strip itself can do for the step: move the clock to a morning, let the others do the rest. */
  offers?: 'morning' | 'rest';
  /** The template to fill in, where the step is to file something. */
  start?: string;
};

/** What the tour has to know; `seen` holds `<approval id> <step id>` of steps the player has called done. */
export type GuideFacts = { state: StateView; approvals: ApprovalView[]; leaver: PersonView; seen: ReadonlySet<string> };

/** Who resigns in the tour: 老张, equipment engineer; the whole story follows from the approval he files. */
export const LEAVER = 'zhangjianguo';

const REMINDED_AFTER_MS = 8 * 3_600_000;

/** The resignation that the tour follows: the latest one of the leaver that is not withdrawn or refused. */
export function currentResignation(approvals: ApprovalView[]): ApprovalView | undefined {
  return approvals
    .filter((item) => item.originatorUserId === LEAVER && item.bizCategoryId.startsWith('hrm.'))
    .filter((item) => item.status !== 'TERMINATED' && item.result !== 'refuse')
    .sort((a, b) => b.createTime.localeCompare(a.createTime))[0];
}

function successorOf(approval: ApprovalView | undefined, state: StateView): string {
  const value = approval?.values.find((item) => item.componentType === 'InnerContactField')?.value ?? '';
  const named = /"([^"]+)"/.exec(value)?.[1];
  const colleague =
    state.people.find((item) => item.userid === 'liming') ?? state.people.find((item) => item.userid !== LEAVER);
  return named ?? colleague?.userid ?? LEAVER;
}

/** The tour, step by step: read off what really happened, but for three whose end only the player can tell. */
export function guideSteps({ state, approvals, leaver, seen }: GuideFacts): GuideStep[] {
  const approval = currentResignation(approvals);
  const flow = approval?.steps.map((step) => step.userIds[0]) ?? [];
  const manager = flow[0] ?? leaver.person.managerUserid ?? LEAVER;
  const hr = flow.at(-1) ?? state.people.find((item) => item.deptName === '人力资源部')?.userid ?? manager;
  const successor = successorOf(approval, state);
  const name = (userid: string) => state.people.find((item) => item.userid === userid)?.name ?? userid;
  const me = leaver.person.nickname || leaver.person.name;
  const agreed = (userid: string) =>
    approval?.tasks.some((item) => item.userId === userid && item.result === 'AGREE') ?? false;
  const passed = approval?.result === 'agree';
  const looked = (id: string) => passed && seen.has(`${approval?.id} ${id}`);
  const since = Date.parse(approval?.finishTime ?? '') + REMINDED_AFTER_MS;
  const reminded = passed && leaver.chats.some((chat) => chat.messages.some((item) => Date.parse(item.at) > since));
  const released = passed && (approval?.records.some((item) => item.type === 'ADD_REMARK') ?? false);
  const rest: GuideStep = {
    id: 'rest',
    title: '其余事项办完',
    hint: '清单上还有二十多项，分属十来个人：可以一个一个扮演，也可以让他们各自登录，把自己的部分办完。',
    who: hr,
    where: 'phone',
    done: looked('rest') || released,
    byHand: true,
    offers: 'rest',
  };
  const suite = state.templates.find((item) => item.bizCategoryId === 'hrm.termination');
  return [
    {
      id: 'file',
      title: `${me}提交离职`,
      hint: `以${me}的身份打开「审批」，发起「离职申请」，填好最后工作日，并选李明接手。`,
      who: LEAVER,
      where: 'approvals',
      done: approval !== undefined,
      ...(suite ? { start: suite.processCode } : {}),
    },
    {
      id: 'manager',
      title: `${name(manager)}同意`,
      hint: `换成${name(manager)}（直属主管），在「审批」里点「同意」。`,
      who: manager,
      where: 'approvals',
      done: agreed(manager),
    },
    {
      id: 'hr',
      title: `${name(hr)}同意`,
      hint: `换成${name(hr)}（HR），再点一次「同意」：审批通过，交接单随即生成。`,
      who: hr,
      where: 'approvals',
      done: passed,
    },
    {
      id: 'list',
      title: `${me}看交接清单`,
      hint: `回到${me}，打开手机上的应用：按岗位生成的清单已经在等他。交一项试试，比如「岗位职责清单」，写一行就行。`,
      who: LEAVER,
      where: 'phone',
      done: looked('list'),
      byHand: true,
    },
    {
      id: 'accept',
      title: `${name(successor)}接收`,
      hint: `换成${name(successor)}（接收人），打开应用，看佐证是否属实，再把${me}交来的这一项验收通过。`,
      who: successor,
      where: 'phone',
      done: looked('accept'),
      byHand: true,
    },
    {
      id: 'confirm',
      title: `${name(manager)}确认`,
      hint: `换成${name(manager)}（确认人），打开应用确认或退回：做的人不能自己确认。`,
      who: manager,
      where: 'phone',
      done: looked('confirm'),
      byHand: true,
    },
    {
      id: 'remind',
      title: '过一天，看提醒',
      hint: `把时间拨到下一个工作日早上，再看${me}的「消息」：机器人每天最多提醒一次，夜里和休息日不打扰。`,
      who: LEAVER,
      where: 'messages',
      done: reminded,
      offers: 'morning',
    },
    ...(state.rest === null ? [] : [rest]),
    {
      id: 'release',
      title: `${name(hr)}放行`,
      hint: `打开${name(hr)}的应用，在「交接总览」里点开${me}的交接单：★ 必交项全部确认或豁免，就能「业务放行」；审批单上会留下一条评论。`,
      who: hr,
      where: 'phone',
      done: released,
    },
  ];
}
