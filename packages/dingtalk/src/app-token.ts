import * as oauth2 from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
import { z } from 'zod';
import type { Credential } from './access-token.ts';
import { unexpectedReply } from './errors.ts';
import { id, wholeNumber } from './fields.ts';
import type { Sdk } from './sdk.ts';

const accessToken = z.object({ accessToken: id, expireIn: wholeNumber.pipe(z.number().positive()) });

/**
 * Asks for the app token that both hosts take. Source: doc `obtain-the-access-token-of-an-internal-app`.
 * @throws DingtalkRefused `invalidClientIdOrSecret`
 */
export async function readAccessToken(sdk: Sdk, app: { clientId: string; clientSecret: string }): Promise<Credential> {
  const request = new oauth2.GetAccessTokenRequest({ appKey: app.clientId, appSecret: app.clientSecret });
  const { body } = await sdk.oauth2.getAccessTokenWithOptions(request, {}, sdk.runtime());
  const read = accessToken.safeParse(body);
  if (!read.success) throw unexpectedReply();
  return { value: read.data.accessToken, expiresInSeconds: read.data.expireIn };
}
