import { department, presentPerson } from '../people/people.ts';
import type { Approval, Call, Message, Person, Push, Violation } from '../state.ts';
import { usageOfMonth } from '../usage.ts';
import { nowMs, type World } from '../world.ts';
import type {
  ApprovalView,
  CallView,
  MessageView,
  PersonSummary,
  PersonView,
  PushView,
  StateView,
  ViolationView,
} from './control.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

const robotName = '企业机器人';

function deptName(world: World, person: Person): string {
  return department(world, person.deptId)?.name ?? '';
}

/** An approval with its times in ISO 8601 UTC. */
export function viewApproval(approval: Approval): ApprovalView {
  return {
    ...approval,
    createTime: iso(approval.createTime),
    finishTime: isoOrNull(approval.finishTime),
    tasks: approval.tasks.map((task) => ({
      ...task,
      createTime: iso(task.createTime),
      finishTime: isoOrNull(task.finishTime),
    })),
    records: approval.records.map((record) => ({ ...record, at: iso(record.at) })),
  };
}

/** A line of the call log, time in ISO 8601 UTC. */
export function viewCall(call: Call): CallView {
  return { ...call, at: iso(call.at) };
}

/** A breach of the contract, time in ISO 8601 UTC. */
export function viewViolation(violation: Violation): ViolationView {
  return { ...violation, at: iso(violation.at) };
}

/** A push with its plaintext and attempts, times in ISO 8601 UTC. */
export function viewPush(push: Push): PushView {
  return {
    id: push.id,
    eventId: push.eventId,
    type: push.type,
    body: push.body,
    metered: push.metered,
    outcome: push.outcome,
    listed: push.listed,
    bornAt: iso(push.bornAt),
    dueAt: iso(push.dueAt),
    listedAt: isoOrNull(push.listedAt),
    attempts: push.attempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })),
  };
}

function viewMessage(message: Message): MessageView {
  return {
    id: message.id,
    at: iso(message.at),
    msgKey: message.msgKey,
    msgParam: message.msgParam,
    readAt: isoOrNull(message.readAt),
    recalledAt: isoOrNull(message.recalledAt),
  };
}

const isOpenFor = (approval: Approval, userid: string): boolean =>
  approval.tasks.some((task) => task.userId === userid && task.status === 'RUNNING');

/** The client as this person sees it; also of someone who has left, whose chats remain. */
export function viewPerson(world: World, person: Person): PersonView {
  const { approvals, messages } = world.state;
  const own = messages.filter((message) => message.userId === person.userid);
  const robots = [...new Set([world.app.robotCode, ...own.map((message) => message.robotCode)])];
  const newestFirst = (list: Approval[]) => list.map(viewApproval).reverse();
  return {
    person: { ...person, deptName: deptName(world, person) },
    chats: robots.map((robotCode) => ({
      robotCode,
      name: robotCode.startsWith('work-notice:') ? '工作通知' : robotName,
      messages: own.filter((message) => message.robotCode === robotCode).map(viewMessage),
    })),
    groups: world.state.groups
      .filter((group) => group.userIds.includes(person.userid))
      .map((group) => ({
        openConversationId: group.openConversationId,
        name: group.name,
        messages: messages
          .filter((message) => message.openConversationId === group.openConversationId)
          .map(viewMessage),
      })),
    approvals: {
      started: newestFirst(approvals.filter((approval) => approval.originatorUserId === person.userid)),
      toHandle: newestFirst(approvals.filter((approval) => isOpenFor(approval, person.userid))),
      handled: newestFirst(
        approvals.filter((approval) =>
          approval.tasks.some((task) => task.userId === person.userid && task.result !== null),
        ),
      ),
    },
    workbench: presentPerson(world, person.userid) ? workbench(world) : [],
  };
}

function workbench(world: World): PersonView['workbench'] {
  const { homeUrl, homeName } = world.state.settings;
  return homeUrl === null ? [] : [{ name: homeName, url: homeUrl.replaceAll('$CORPID$', world.app.corpId) }];
}

function summarise(world: World): PersonSummary[] {
  const unread = new Map<string, number>();
  for (const message of world.state.messages) {
    if (message.userId !== null && message.readAt === null && message.recalledAt === null) {
      unread.set(message.userId, (unread.get(message.userId) ?? 0) + 1);
    }
  }
  return Object.values(world.state.people).map((person) => ({
    userid: person.userid,
    name: person.name,
    nickname: person.nickname,
    title: person.title,
    deptId: person.deptId,
    deptName: deptName(world, person),
    managerUserid: person.managerUserid,
    admin: person.admin,
    present: person.present,
    dismissionStatus: person.dismission.status,
    unread: unread.get(person.userid) ?? 0,
    toHandle: world.state.approvals.filter((approval) => isOpenFor(approval, person.userid)).length,
  }));
}

/** The whole company at a glance; no secret of the application is in it. */
export function viewState(world: World): StateView {
  const { state, app } = world;
  const outcomes = { waiting: 0, held: 0, delivered: 0, failed: 0, lost: 0, over_quota: 0, not_subscribed: 0 };
  for (const push of state.pushes) outcomes[push.outcome] += 1;
  return {
    corp: {
      corpId: app.corpId,
      name: state.corpName,
      clientId: app.clientId,
      agentId: app.agentId,
      robotCode: app.robotCode,
    },
    now: iso(nowMs(world)),
    people: summarise(world),
    departments: Object.values(state.departments),
    templates: state.templates,
    settings: state.settings,
    faults: state.faults,
    counts: { ...usageOfMonth(world), allCalls: state.allCalls, violations: state.violations.length },
    pushes: outcomes,
    rest: world.rest.view(),
  };
}
