import { randomBytes, randomUUID } from 'node:crypto';
import { comment, execute, needApproval, openTask, withdraw } from '../approvals/act.ts';
import { startApproval } from '../approvals/start.ts';
import { dayStart } from '../calendar-day.ts';
import { change, hire, leave } from '../people/address-book.ts';
import { changeDepartment, createDepartment, removeDepartment } from '../people/departments.ts';
import { changeDismission, type DismissionEntry, revokeDismission, startDismission } from '../people/dismission.ts';
import { needPerson } from '../people/people.ts';
import type { Dispatcher } from '../pushes/dispatcher.ts';
import { releaseHeld } from '../pushes/queue.ts';
import { sendEnvelope } from '../pushes/send-envelope.ts';
import { tryPush } from '../pushes/try-push.ts';
import { refuse } from '../refusal.ts';
import type { Fault } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import type { ActInput, DismissionInput, SandboxControl } from './control.ts';
import { viewApproval, viewCall, viewPerson, viewPush, viewState, viewViolation } from './views.ts';

/** 免登 codes live 5 minutes (obtain-the-userid-of-a-user-by-using-the-log-free). */
const authCodeMs = 5 * 60_000;

/** The verbs of people, HR and testers over one world. Each throws a Refusal with a code when it cannot be done. */
export function createControl(world: World, dispatcher: Dispatcher): SandboxControl {
  const { state } = world;

  const decide = (id: string, input: ActInput, result: 'agree' | 'refuse') => {
    const approval = needApproval(world, id);
    needPerson(world, input.userId);
    execute(world, approval, openTask(approval, input.userId), result, input.remark ?? '');
    return viewApproval(approval);
  };

  return {
    state: () => viewState(world),
    person: (userid) => {
      const person = state.people[userid];
      if (!person) throw refuse('userNotExist', '用户不存在', 404);
      return viewPerson(world, person);
    },
    readMessages: (userid) => {
      const unread = state.messages.filter((message) => message.userId === userid && message.readAt === null);
      for (const message of unread) message.readAt = nowMs(world);
      // A page marks what it shows, and shows anew what changed: nothing changed must end that circle.
      if (unread.length > 0) world.changed();
    },

    approvals: () => state.approvals.map(viewApproval),
    approval: (id) => viewApproval(needApproval(world, id)),
    startApproval: (input) => viewApproval(startApproval(world, { ...input, viaApi: false })),
    agree: (id, input) => decide(id, input, 'agree'),
    refuse: (id, input) => decide(id, input, 'refuse'),
    withdraw: (id, input) => {
      const approval = needApproval(world, id);
      if (approval.originatorUserId !== input.userId) throw refuse('noPermission', '只有发起人才能撤销');
      withdraw(world, approval, input.userId, input.remark ?? '');
      return viewApproval(approval);
    },
    comment: (id, input) => {
      const approval = needApproval(world, id);
      if (!input.remark) throw refuse('invalidInstanceCommentText', '审批实例评论内容不能为空');
      comment(world, approval, input.userId, input.remark);
      return viewApproval(approval);
    },

    hire: (input) => hire(world, input),
    leave: (userid, input) => leave(world, userid, input?.reason ?? 'delete'),
    change: (userid, input) => change(world, userid, input),
    startDismission: (userid, input) => startDismission(world, userid, entryFrom(input)),
    revokeDismission: (userid) => revokeDismission(world, userid),
    changeDismission: (userid, input) => changeDismission(world, userid, entryFrom(input)),
    createDepartment: (input) => createDepartment(world, input),
    changeDepartment: (id, input) => changeDepartment(world, id, input),
    removeDepartment: (id) => removeDepartment(world, id),
    createGroup: (input) => {
      for (const userid of input.userIds) needPerson(world, userid);
      const openConversationId = `cid${randomBytes(16).toString('base64')}`;
      state.groups.push({ openConversationId, name: input.name, userIds: [...new Set(input.userIds)] });
      world.changed();
      return { openConversationId };
    },

    authCode: ({ userId }) => {
      needPerson(world, userId);
      for (const [code, grant] of Object.entries(state.authCodes)) {
        if (grant.expiresAt <= nowMs(world)) delete state.authCodes[code];
      }
      const code = randomBytes(16).toString('hex');
      state.authCodes[code] = { userId, expiresAt: nowMs(world) + authCodeMs };
      world.changed();
      return { code };
    },

    now: () => world.clock.now(),
    forward: async (ms) => {
      const before = state.messages.length;
      await dispatcher.forward(ms);
      return { messages: state.messages.length - before };
    },
    playRest: (input) => world.rest.play(input),

    calls: () => state.calls.map(viewCall),
    pushes: () => state.pushes.map(viewPush),
    violations: () => state.violations.map(viewViolation),
    clearViolations: () => {
      state.violations = [];
      world.changed();
    },

    addFault: (input) => {
      const fault: Fault = {
        id: randomUUID(),
        kind: input.kind,
        match: input.match ?? null,
        times: input.times ?? null,
        when: input.when ?? 'before',
      };
      state.faults.push(fault);
      world.changed();
      return fault;
    },
    liftFaults: (id) => {
      state.faults = state.faults.filter((fault) => id !== undefined && fault.id !== id);
      if (!state.faults.some((fault) => fault.kind === 'push_hold')) releaseHeld(world);
      world.changed();
    },
    redeliver: async (pushId) => {
      const push = state.pushes.find((item) => item.id === pushId);
      if (!push) throw refuse('pushNotExist', '推送不存在', 404);
      const again = { ...push, attempts: [] };
      await tryPush(world, again);
      push.attempts.push(...again.attempts);
      if (again.outcome === 'delivered') {
        push.outcome = 'delivered';
        world.waiting.delete(push);
      }
      world.changed();
      return viewPush(push);
    },
    checkUrl: async () => {
      if (state.settings.pushUrl === null) return { ok: false, problem: 'no push address is set' };
      const { problem } = await sendEnvelope(world, state.settings.pushUrl, { EventType: 'check_url' });
      return { ok: problem === null, problem };
    },
    flushPushes: () => dispatcher.flush(),
    settings: (input) => {
      Object.assign(
        state.settings,
        Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
      );
      world.changed();
      return state.settings;
    },
  };
}

function entryFrom(input: DismissionInput): DismissionEntry {
  const lastWorkDay = dayStart(input.lastWorkDay);
  if (lastWorkDay === null) throw refuse('invalidParameter', '最后工作日应为 YYYY-MM-DD');
  return {
    lastWorkDay,
    ...(input.handoverUserId === undefined ? {} : { handoverUserId: input.handoverUserId }),
    ...(input.reasonMemo === undefined ? {} : { reasonMemo: input.reasonMemo }),
  };
}
