import { z } from 'zod';
import { faultKinds } from '../state.ts';
import type { SandboxControl } from './control.ts';

type Args = { params: Record<string, string>; body: unknown };
export type ControlRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  run(control: SandboxControl, args: Args): unknown;
};

const act = z.strictObject({ userId: z.string(), remark: z.string().optional() });
const start = z.strictObject({
  processCode: z.string(),
  originatorUserId: z.string(),
  values: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
const dismission = z.strictObject({
  lastWorkDay: z.string(),
  handoverUserId: z.string().optional(),
  reasonMemo: z.string().optional(),
});
const newPerson = z.strictObject({
  userid: z.string().regex(/^[\w.@-]{1,64}$/),
  name: z.string().min(1),
  title: z.string(),
  deptId: z.number().int(),
  managerUserid: z.string().optional(),
});
const personChange = z.strictObject({
  name: z.string().min(1).optional(),
  title: z.string().optional(),
  deptId: z.number().int().optional(),
  managerUserid: z.string().nullable().optional(),
});
const leaving = z.strictObject({ reason: z.enum(['oapi', 'cancel', 'leave', 'delete', 'unknown']).optional() });
const departmentChange = z.strictObject({
  name: z.string().min(1).optional(),
  managerUserids: z.array(z.string()).optional(),
});
const fault = z.strictObject({
  kind: z.enum(faultKinds),
  match: z.string().optional(),
  times: z.number().int().positive().optional(),
  when: z.enum(['before', 'after']).optional(),
});
const settings = z.strictObject({
  pushUrl: z.url().nullable().optional(),
  homeUrl: z.string().nullable().optional(),
  homeName: z.string().min(1).optional(),
  callQuota: z.number().int().nonnegative().optional(),
  pushQuota: z.number().int().nonnegative().optional(),
  qps: z.number().int().positive().nullable().optional(),
  subscriptions: z.array(z.string()).optional(),
});

const param = ({ params }: Args, name: string): string => params[name] ?? '';

/** The control API: each row is one verb of SandboxControl under `/_sandbox`. Bad input throws a ZodError. */
export const controlRoutes: ControlRoute[] = [
  { method: 'GET', url: '/state', run: (control) => control.state() },
  { method: 'GET', url: '/people/:userid', run: (control, args) => control.person(param(args, 'userid')) },
  { method: 'POST', url: '/people/:userid/read', run: (control, args) => control.readMessages(param(args, 'userid')) },
  { method: 'GET', url: '/approvals', run: (control) => control.approvals() },
  { method: 'POST', url: '/approvals', run: (control, { body }) => control.startApproval(start.parse(body)) },
  { method: 'GET', url: '/approvals/:id', run: (control, args) => control.approval(param(args, 'id')) },
  ...(['agree', 'refuse', 'withdraw', 'comment'] as const).map(
    (verb): ControlRoute => ({
      method: 'POST',
      url: `/approvals/:id/${verb}`,
      run: (control, args) => control[verb](param(args, 'id'), act.parse(args.body)),
    }),
  ),
  { method: 'POST', url: '/people', run: (control, { body }) => control.hire(newPerson.parse(body)) },
  {
    method: 'POST',
    url: '/people/:userid/leave',
    run: (control, args) => control.leave(param(args, 'userid'), leaving.parse(args.body)),
  },
  {
    method: 'POST',
    url: '/people/:userid/change',
    run: (control, args) => control.change(param(args, 'userid'), personChange.parse(args.body)),
  },
  {
    method: 'POST',
    url: '/people/:userid/start-dismission',
    run: (control, args) => control.startDismission(param(args, 'userid'), dismission.parse(args.body)),
  },
  {
    method: 'POST',
    url: '/people/:userid/revoke-dismission',
    run: (control, args) => control.revokeDismission(param(args, 'userid')),
  },
  {
    method: 'POST',
    url: '/people/:userid/change-dismission',
    run: (control, args) => control.changeDismission(param(args, 'userid'), dismission.parse(args.body)),
  },
  {
    method: 'POST',
    url: '/departments',
    run: (control, { body }) =>
      control.createDepartment(z.strictObject({ name: z.string().min(1), parentId: z.number().int() }).parse(body)),
  },
  {
    method: 'POST',
    url: '/departments/:id/change',
    run: (control, args) => control.changeDepartment(Number(param(args, 'id')), departmentChange.parse(args.body)),
  },
  {
    method: 'DELETE',
    url: '/departments/:id',
    run: (control, args) => control.removeDepartment(Number(param(args, 'id'))),
  },
  {
    method: 'POST',
    url: '/groups',
    run: (control, { body }) =>
      control.createGroup(z.strictObject({ name: z.string().min(1), userIds: z.array(z.string()) }).parse(body)),
  },
  {
    method: 'POST',
    url: '/auth-codes',
    run: (control, { body }) => control.authCode(z.strictObject({ userId: z.string() }).parse(body)),
  },
  {
    method: 'POST',
    url: '/clock/forward',
    run: async (control, { body }) => {
      const sent = await control.forward(z.strictObject({ ms: z.number().int().nonnegative() }).parse(body).ms);
      return { now: control.now().toISOString(), ...sent };
    },
  },
  {
    method: 'POST',
    url: '/rest',
    run: (control, { body }) =>
      control.playRest(z.strictObject({ leaver: z.string(), reader: z.string() }).parse(body)),
  },
  { method: 'GET', url: '/calls', run: (control) => control.calls() },
  { method: 'GET', url: '/pushes', run: (control) => control.pushes() },
  { method: 'POST', url: '/pushes/flush', run: (control) => control.flushPushes() },
  { method: 'POST', url: '/pushes/:id/redeliver', run: (control, args) => control.redeliver(param(args, 'id')) },
  { method: 'POST', url: '/check-url', run: (control) => control.checkUrl() },
  { method: 'GET', url: '/violations', run: (control) => control.violations() },
  { method: 'DELETE', url: '/violations', run: (control) => control.clearViolations() },
  { method: 'POST', url: '/faults', run: (control, { body }) => control.addFault(fault.parse(body)) },
  { method: 'DELETE', url: '/faults', run: (control) => control.liftFaults() },
  { method: 'DELETE', url: '/faults/:id', run: (control, args) => control.liftFaults(param(args, 'id')) },
  { method: 'PUT', url: '/settings', run: (control, { body }) => control.settings(settings.parse(body)) },
];
