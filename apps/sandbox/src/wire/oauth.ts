import { randomBytes } from 'node:crypto';
import { Refusal, refuse, refuseOld } from '../refusal.ts';
import type { Token } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { type Handlers, text, type WireInput } from './handlers.ts';

const lifeSeconds = 7200;
/** One jsapi ticket value lives at most 24 h, however often it is renewed (jsapi-authentication). */
const ticketMaxMs = 24 * 3600_000;

/** Inside its life the same value, renewed; after it a new one (obtain-the-access-token-of-an-internal-app). */
function renew(known: Token | null | undefined, at: number, maxAgeMs = Number.POSITIVE_INFINITY): Token {
  const alive = known && known.expiresAt > at && at - known.issuedAt < maxAgeMs ? known : null;
  return {
    value: alive?.value ?? randomBytes(16).toString('hex'),
    issuedAt: alive?.issuedAt ?? at,
    expiresAt: at + lifeSeconds * 1000,
  };
}

function issue(world: World, form: 'classic' | 'oauth' | 'old'): string {
  const token = renew(world.state.tokens[form], nowMs(world));
  world.state.tokens[form] = token;
  world.changed();
  return token.value;
}

/** Whether an access token is in force now, has run out, or was never issued. */
export function tokenStanding(world: World, value: string): 'valid' | 'expired' | 'unknown' {
  const token = Object.values(world.state.tokens).find((item) => item.value === value);
  if (!token) return 'unknown';
  return token.expiresAt > nowMs(world) ? 'valid' : 'expired';
}

const isApp = (world: World, input: WireInput, id: string, secret: string): boolean =>
  text(input, id) === world.app.clientId && text(input, secret) === world.app.clientSecret;

/** Tokens in the three documented forms, and the jsapi ticket (obtain-the-access-token-of-an-internal-app, api-gettoken, obtain-orgapp-token, create-a-jsapi-ticket). */
export const oauthApi: Handlers = {
  'oauth2_1_0.getAccessToken': (world, input) => {
    if (!isApp(world, input, 'appKey', 'appSecret')) {
      throw refuse('invalidClientIdOrSecret', '无效的clientId或者clientSecret');
    }
    return { accessToken: issue(world, 'classic'), expireIn: lifeSeconds };
  },
  'oauth2_1_0.getToken': (world, input) => {
    if (text(input, 'grant_type') !== 'client_credentials') {
      throw refuse('unsupported.grant.type', 'unsupported.grant.type');
    }
    if (!isApp(world, input, 'client_id', 'client_secret')) throw refuse('invalid.client', 'invalid.client');
    if (text(input, 'corpId') !== world.app.corpId)
      throw new Refusal(401, 'unauthorized.client', 'unauthorized.client');
    return { access_token: issue(world, 'oauth'), expires_in: lifeSeconds };
  },
  gettoken: (world, input) => {
    if (!isApp(world, input, 'appkey', 'appsecret')) throw refuseOld(40089, '不合法的corpId或corpSecret');
    return { access_token: issue(world, 'old'), expires_in: lifeSeconds };
  },
  'oauth2_1_0.createJsapiTicket': (world) => {
    world.state.ticket = renew(world.state.ticket, nowMs(world), ticketMaxMs);
    world.changed();
    return { jsapiTicket: world.state.ticket.value, expireIn: lifeSeconds };
  },
};
