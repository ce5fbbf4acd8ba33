import * as oauth2 from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
import { z } from 'zod';
import { type Credential, createTokenSource } from './access-token.ts';
import { flag, id, wholeNumber } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

/** Whoever opened the page inside DingTalk. */
export type SignedInUser = {
  userId: string;
  unionId: string;
  name: string;
  /** Main administrator, sub-administrator or owner of the company's DingTalk. */
  isAdmin: boolean;
};

export type SignInCalls = {
  /**
   * Exchanges the code of `dd.requestAuthCode` (five minutes, once).
   * Source: doc `obtain-the-userid-of-a-user-by-using-the-log-free`.
   * @throws DingtalkRefused `40078` when the code is unknown, used or expired
   */
  getUserByAuthCode(code: string, options?: CallOptions): Promise<SignedInUser>;
  /** The ticket that signs pages for `dd.config`, cached for as long as it lives. Source: doc `create-a-jsapi-ticket`. */
  getJsapiTicket(): Promise<string>;
};

const seconds = wholeNumber.pipe(z.number().positive());

const userInfo = z.object({
  result: z
    .object({ userid: id, unionid: id, name: z.string().catch(''), sys: flag })
    .transform((raw) => ({ userId: raw.userid, unionId: raw.unionid, name: raw.name, isAdmin: raw.sys })),
});

const ticketReply = z
  .object({ jsapiTicket: id, expireIn: seconds })
  .transform((raw): Credential => ({ value: raw.jsapiTicket, expiresInSeconds: raw.expireIn }));

/** @param now for the ticket's cache */
export function signInCalls(wire: Wire, now: () => Date): SignInCalls {
  const tickets = createTokenSource({
    now,
    fetchToken: () =>
      wire.api('oauth2_1_0.createJsapiTicket', 'lifecycle', ticketReply, (sdk, token) =>
        sdk.oauth2.createJsapiTicketWithOptions(
          new oauth2.CreateJsapiTicketHeaders({ xAcsDingtalkAccessToken: token }),
          sdk.runtime(),
        ),
      ),
  });
  return {
    async getUserByAuthCode(code, { purpose = 'lifecycle' } = {}) {
      return (await wire.oapi('topapi_v2_user_getuserinfo', purpose, userInfo, { code })).result;
    },
    getJsapiTicket: () => tickets.get(),
  };
}
