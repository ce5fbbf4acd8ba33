import type { ApprovalView, PersonView, StateView } from '../../../src/control/control.ts';
import type { Tab } from '../selection.ts';

export type GuideStep = {
  id: string;
  title: string;
  /** What to do, in one sentence. */
  hint: string;
  who: string;
  /** A tab of the person's DingTalk, their phone, or the clock. */
  where: Tab | 'phone' | 'clock';
  done: boolean;
};

/** What the tour has to know; `seen` holds `<approval id> <step id>` of steps that only need looking at. */
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

/** The tour, step by step, each read off what really happened: nothing is ticked because a button was pressed. */
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
  return [
    step(
      'file',
      `${me}提交离职`,
      `以${me}的身份打开「审批」，发起「离职申请」，填好最后工作日，并选李明接手。`,
      LEAVER,
      'approvals',
      approval !== undefined,
    ),
    step(
      'manager',
      `${name(manager)}同意`,
      `换成${name(manager)}（直属主管），在「审批」里点「同意」。`,
      manager,
      'approvals',
      agreed(manager),
    ),
    step(
      'hr',
      `${name(hr)}同意`,
      `换成${name(hr)}（HR），再点一次「同意」：审批通过，交接单随即生成。`,
      hr,
      'approvals',
      passed,
    ),
    step(
      'list',
      `${me}看交接清单`,
      `回到${me}，打开手机上的应用：按岗位生成的清单已经在等他，试着提交一项佐证。`,
      LEAVER,
      'phone',
      looked('list'),
    ),
    step(
      'accept',
      `${name(successor)}接收`,
      `换成${name(successor)}（接收人），打开应用，核对并接收${me}交来的事项。`,
      successor,
      'phone',
      looked('accept'),
    ),
    step(
      'confirm',
      `${name(manager)}确认`,
      `换成${name(manager)}（确认人），确认或退回：做的人不能自己确认。`,
      manager,
      'phone',
      looked('confirm'),
    ),
    step(
      'remind',
      '过一天，看提醒',
      `把时间前进 1 天，再看${me}的「消息」：机器人每天最多提醒一次，夜里和休息日不打扰。`,
      LEAVER,
      'clock',
      reminded,
    ),
    step(
      'release',
      `${name(hr)}放行`,
      `★ 必交项全部确认或豁免后，${name(hr)}在应用里放行，审批单上会留下一条评论。`,
      hr,
      'phone',
      released,
    ),
  ];
}

function step(
  id: string,
  title: string,
  hint: string,
  who: string,
  where: GuideStep['where'],
  done: boolean,
): GuideStep {
  return { id, title, hint, who, where, done };
}
