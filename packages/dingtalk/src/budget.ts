/** Why a call is made, most important first. A ledger may stop the later ones to save quota for the earlier. */
export const CALL_PURPOSES = ['lifecycle', 'confirmation', 'discovery', 'sync'] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

export type DingtalkInterface = {
  /** Counts against the company's monthly calls (5,000 on the free edition, all its apps together). */
  metered: boolean;
  host: 'api' | 'oapi';
  /** Method of `@alicloud/dingtalk/dist/<module>/client`; the old host has none. */
  sdk: { module: string; method: string } | null;
  path: string;
};

/** Every interface this package calls. Ids, quota and SDK names are those of contract/apis.json, and tested against it. */
export const INTERFACES = {
  'oauth2_1_0.getAccessToken': free('/v1.0/oauth2/accessToken', 'oauth2_1_0', 'getAccessToken'),
  'oauth2_1_0.createJsapiTicket': free('/v1.0/oauth2/jsapiTickets', 'oauth2_1_0', 'createJsapiTicket'),
  topapi_v2_user_getuserinfo: old('/topapi/v2/user/getuserinfo'),
  topapi_v2_user_get: old('/topapi/v2/user/get'),
  topapi_v2_user_list: old('/topapi/v2/user/list'),
  topapi_v2_department_get: old('/topapi/v2/department/get'),
  topapi_v2_department_listsub: old('/topapi/v2/department/listsub'),
  topapi_v2_department_listsubid: old('/topapi/v2/department/listsubid'),
  'contact_1_0.listEmpLeaveRecords': free('/v1.0/contact/empLeaveRecords', 'contact_1_0', 'listEmpLeaveRecords'),
  topapi_smartwork_hrm_employee_queryonjob: old('/topapi/smartwork/hrm/employee/queryonjob'),
  'hrm_1_0.queryHrmEmployeeDismissionInfo': free(
    '/v1.0/hrm/employees/dimissionInfos',
    'hrm_1_0',
    'queryHrmEmployeeDismissionInfo',
  ),
  'hrm_1_0.queryDismissionStaffIdList': free(
    '/v1.0/hrm/employees/dismissions',
    'hrm_1_0',
    'queryDismissionStaffIdList',
  ),
  'workflow_1_0.getProcessInstance': metered('/v1.0/workflow/processInstances', 'workflow_1_0', 'getProcessInstance'),
  'workflow_1_0.addProcessInstanceComment': metered(
    '/v1.0/workflow/processInstances/comments',
    'workflow_1_0',
    'addProcessInstanceComment',
  ),
  'workflow_1_0.executeProcessInstance': metered(
    '/v1.0/workflow/processInstances/execute',
    'workflow_1_0',
    'executeProcessInstance',
  ),
  'workflow_1_0.querySchemaByProcessCode': metered(
    '/v1.0/workflow/forms/schemas/processCodes',
    'workflow_1_0',
    'querySchemaByProcessCode',
  ),
  'workflow_1_0.getManageProcessByStaffId': metered(
    '/v1.0/workflow/processes/managements/templates',
    'workflow_1_0',
    'getManageProcessByStaffId',
  ),
  'robot_1_0.batchSendOTO': metered('/v1.0/robot/oToMessages/batchSend', 'robot_1_0', 'batchSendOTO'),
  call_back_failed_result: old('/call_back/get_call_back_failed_result', true),
} as const satisfies Record<string, DingtalkInterface>;

export type InterfaceId = keyof typeof INTERFACES;

export type PlannedCall = { api: InterfaceId; purpose: CallPurpose; metered: boolean };
export type CallOutcome = 'ok' | 'refused' | 'rate_limited' | 'quota_exhausted' | 'unreachable';

/** Sees every outgoing call, retries and token requests included. */
export type CallLedger = {
  /** Before the call. Refuses by throwing DingtalkQuotaExhausted; `settle` is then not called. */
  admit(call: PlannedCall): Promise<void> | void;
  /**
   * After the call. DingTalk does not count calls it throttled or never got (`rate_limited`, and `unreachable` by a
   * broken network). Must not throw: what DingTalk did is done.
   */
  settle(call: PlannedCall & { outcome: CallOutcome }): Promise<void> | void;
};

/** Admits everything and remembers nothing: for scripts and tests. */
export const unlimitedLedger: CallLedger = { admit: () => {}, settle: () => {} };

function free(path: string, module: string, method: string): DingtalkInterface {
  return { metered: false, host: 'api', sdk: { module, method }, path };
}

function metered(path: string, module: string, method: string): DingtalkInterface {
  return { metered: true, host: 'api', sdk: { module, method }, path };
}

function old(path: string, isMetered = false): DingtalkInterface {
  return { metered: isMetered, host: 'oapi', sdk: null, path };
}
