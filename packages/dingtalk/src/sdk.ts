import contactModule from '@alicloud/dingtalk/dist/contact_1_0/client.js';
import hrmModule from '@alicloud/dingtalk/dist/hrm_1_0/client.js';
import oauth2Module from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
import robotModule from '@alicloud/dingtalk/dist/robot_1_0/client.js';
import workflowModule from '@alicloud/dingtalk/dist/workflow_1_0/client.js';
import type openapiModule from '@alicloud/openapi-client';
import * as openapi from '@alicloud/openapi-client';
import * as teaUtil from '@alicloud/tea-util';
import { judgeReply } from './judge-reply.ts';

/** The module clients of the official SDK that have calls we use, ready for one host. */
export type Sdk = ReturnType<typeof createSdk>;

/**
 * @param apiUrl the new host, such as `https://api.dingtalk.com`; the scheme counts: without it the SDK speaks plain
 * HTTP even to the real host
 * @param timeoutMs how long to wait for an answer
 */
export function createSdk({ apiUrl, timeoutMs }: { apiUrl: string; timeoutMs: number }) {
  const url = new URL(apiUrl);
  // `endpoint` is host[:port]; a path in front of /v1.0 is allowed and kept.
  const endpoint = `${url.host}${url.pathname.replace(/\/+$/, '')}`;
  const config = () => new openapi.Config({ protocol: url.protocol.replace(':', ''), endpoint });
  return {
    oauth2: judged(new (classOf(oauth2Module))(config())),
    contact: judged(new (classOf(contactModule))(config())),
    hrm: judged(new (classOf(hrmModule))(config())),
    workflow: judged(new (classOf(workflowModule))(config())),
    robot: judged(new (classOf(robotModule))(config())),
    /**
     * Only the two time-outs do anything in this SDK; retrying is ours. They differ by a millisecond because equal ones
     * make the SDK report every late answer as a failed connection.
     */
    runtime: () =>
      new teaUtil.RuntimeOptions({
        connectTimeout: Math.max(1, timeoutMs - 1),
        readTimeout: timeoutMs,
        autoretry: false,
      }),
  };
}

/**
 * These CommonJS modules export the class as `default`. Node hands ES modules the whole exports object under that name,
 * test runners unwrap it.
 */
function classOf<C>(module: { default: C }): C {
  return typeof module === 'function' ? (module as C) : module.default;
}

type Client = InstanceType<typeof openapiModule.default>;

/**
 * The typed methods drop every field they do not know, an in-band `{code, success: false}` of a 200 among them, and
 * resolve with an empty object. So the reply is judged before it is typed.
 */
function judged<C extends Client>(client: C): C {
  const execute = client.execute.bind(client);
  client.execute = async (params, request, runtime) => {
    const reply = await execute(params, request, runtime);
    const error = judgeReply(Number(reply.statusCode), reply.body);
    if (error) throw error;
    return reply;
  };
  return client;
}
