import { approvalsApi } from './approvals.ts';
import { contactsApi } from './contacts.ts';
import { failedPushesApi } from './failed-pushes.ts';
import type { Handlers } from './handlers.ts';
import { hrmApi } from './hrm.ts';
import { oauthApi } from './oauth.ts';
import { robotsApi } from './robots.ts';
import { workNoticesApi } from './work-notices.ts';

/** Every interface of both hosts that the sandbox answers. */
export const handlers: Handlers = {
  ...oauthApi,
  ...contactsApi,
  ...hrmApi,
  ...approvalsApi,
  ...robotsApi,
  ...workNoticesApi,
  ...failedPushesApi,
};
