import type { Problem } from '../contract/check-value.ts';
import type { Api } from '../contract/contract.ts';
import { Refusal } from '../refusal.ts';

/** Where a page documents a code for one argument only: `<api id> <argument>` → code. */
const ownCodes: Record<string, string> = {
  'robot_1_0.batchSendOTO userIds': 'invalidParameter.userIds.overMax',
  'robot_1_0.batchRecallOTO processQueryKeys': 'invalidParameter.processQueryKeys.overMax',
  'robot_1_0.orgGroupSend msgParam': 'invalidParameter.msgParam.tooLong',
  'workflow_1_0.listProcessInstanceIds processCode': 'invalidProcessCode',
  'workflow_1_0.listProcessInstanceIds startTime': 'invalidInstanceListIdsStartTime',
  'workflow_1_0.listProcessInstanceIds nextToken': 'invalidNextToken',
  'workflow_1_0.listProcessInstanceIds maxResults': 'invalidMaxResults',
  'workflow_1_0.listProcessInstanceIds userIds': 'invalidUserIds',
  'workflow_1_0.executeProcessInstance taskId': 'invalidInstanceExecuteTaskId',
  'workflow_1_0.executeProcessInstance result': 'invalidInstanceExecuteResult',
};

/** The codes that pages use for a bad argument at large, the commonest first. */
const generalCodes = [
  'invalidParameter',
  'invalidParameter.param.invalid',
  'invalidClientIdOrSecret',
  'unsupported.grant.type',
  '40035',
  '400002',
];

/** The documented answer to arguments that break the contract; the message names the first of them. */
export function parameterError(api: Api, problems: readonly Problem[]): Refusal {
  const first = problems[0] ?? { path: '', problem: '' };
  const argument = first.path.split(/[.[]/)[0] ?? '';
  const missing = first.problem === 'is missing';
  const known = (code: string) => api.errors.some((error) => error.code === code);
  const own = missing ? undefined : ownCodes[`${api.id} ${argument}`];
  const code = own ?? generalCodes.find(known) ?? (api.host === 'api' ? 'invalidParameter' : '40035');
  return new Refusal(api.host === 'api' ? 400 : 200, code, `参数错误：${first.path} ${first.problem}`);
}
