import { ORDINARY, SUCCESSOR, SUITE } from './resign.ts';
import type { House } from './start-house.ts';

/** What people and HR do in DingTalk around one departure, one step after the other. */
type DepartureStep = (house: House, userid: string) => void;
export type DepartureHistory = { name: string; steps: DepartureStep[]; open: boolean };

const file =
  (processCode: string, day: string): DepartureStep =>
  (house, userid) => {
    const values =
      processCode === SUITE
        ? [
            { name: '离职原因', value: '家庭原因' },
            { name: '最后工作日', value: day },
            { name: '工作交接人', value: JSON.stringify([SUCCESSOR]) },
          ]
        : [
            { name: '离职说明', value: '家里有事，回老家发展' },
            { name: '预计离职日期', value: day },
            { name: '交接给谁', value: JSON.stringify([SUCCESSOR]) },
          ];
    house.dingtalk.control.startApproval({ processCode, originatorUserId: userid, values });
  };

/** Whoever's turn it is in the person's newest running approval agrees, or refuses. */
const decide =
  (verb: 'agree' | 'refuse'): DepartureStep =>
  (house, userid) => {
    const { id, task } = running(house, userid);
    house.dingtalk.control[verb](id, { userId: task, remark: verb === 'agree' ? '同意' : '请再考虑一下' });
  };
const agree = decide('agree');
const refuse = decide('refuse');
const withdraw: DepartureStep = (house, userid) => {
  house.dingtalk.control.withdraw(running(house, userid).id, { userId: userid, remark: '填错了' });
};
/** Something harmless changes: HR opens the record and saves it. */
const touch: DepartureStep = (house, userid) => {
  house.dingtalk.control.change(userid, { managerUserid: 'wanghaitao' });
};
const leave: DepartureStep = (house, userid) => {
  house.dingtalk.control.leave(userid);
};
const pending =
  (day: string): DepartureStep =>
  (house, userid) => {
    house.dingtalk.control.startDismission(userid, { lastWorkDay: day, handoverUserId: SUCCESSOR });
  };
const redate =
  (day: string): DepartureStep =>
  (house, userid) => {
    house.dingtalk.control.changeDismission(userid, { lastWorkDay: day });
  };

function running(house: House, userid: string): { id: string; task: string } {
  const { started } = house.dingtalk.control.person(userid).approvals;
  const approval = started.find(({ status }) => status === 'RUNNING');
  const task = approval?.tasks.find(({ status }) => status === 'RUNNING');
  if (!approval || !task) throw new Error(`${userid} has no running approval`);
  return { id: approval.id, task: task.userId };
}

/** Ways in which one person comes to leave, and nearly every event DingTalk has for it. */
export const HISTORIES: readonly DepartureHistory[] = [
  { name: 'agreed', steps: [file(SUITE, '2026-04-10'), agree, agree, touch], open: true },
  {
    name: 'withdrawn, filed again',
    steps: [file(SUITE, '2026-04-03'), withdraw, file(SUITE, '2026-04-10'), agree, agree],
    open: true,
  },
  {
    name: 'refused, filed again',
    steps: [file(SUITE, '2026-04-03'), agree, refuse, file(SUITE, '2026-04-10'), agree, agree],
    open: true,
  },
  {
    name: 'agreed twice, with another day',
    steps: [file(SUITE, '2026-04-10'), agree, agree, file(SUITE, '2026-04-24'), agree, agree],
    open: true,
  },
  {
    name: 'suite and ordinary form',
    steps: [file(SUITE, '2026-04-10'), agree, file(ORDINARY, '2026-04-10'), touch, agree, agree, agree],
    open: true,
  },
  {
    name: 'entered by HR, without any approval',
    steps: [pending('2026-04-10'), touch, redate('2026-04-17')],
    open: true,
  },
  {
    name: 'agreed, and gone before the time',
    steps: [file(SUITE, '2026-04-10'), agree, agree, leave],
    open: true,
  },
  { name: 'gone without a word', steps: [touch, leave], open: true },
  { name: 'refused', steps: [file(SUITE, '2026-04-10'), agree, refuse, touch], open: false },
  { name: 'withdrawn', steps: [file(SUITE, '2026-04-10'), agree, withdraw, touch], open: false },
];
