import { randomBytes } from 'node:crypto';
import { AppError } from '@baton/core';
import { isDingtalkError, signJsapi } from '@baton/dingtalk';
import type { Deps, Session } from '../deps.ts';

/**
 * What `dd.config` wants for one page. Only pages of our own origin are signed.
 * @param input.url the page's address as the browser has it, without the part after `#`
 * @throws AppError invalid_input for a foreign page, dingtalk_unreachable
 */
export async function signPage(
  deps: Deps,
  session: Session,
  { url }: { url: string },
): Promise<{ agentId: string; corpId: string; timeStamp: string; nonceStr: string; signature: string }> {
  const { corpId } = session;
  if (new URL(url).origin !== new URL(deps.publicUrl).origin) throw new AppError('invalid_input', { field: 'url' });
  const nonceStr = randomBytes(12).toString('base64url');
  const timeStamp = String(deps.now().getTime());
  const ticket = await readTicket(deps, corpId);
  const signature = signJsapi({ ticket, nonceStr, timeStamp, url });
  return { agentId: deps.agentIdFor(corpId), corpId, timeStamp, nonceStr, signature };
}

async function readTicket(deps: Deps, corpId: string): Promise<string> {
  try {
    return await deps.dingtalkFor(corpId).getJsapiTicket();
  } catch (error) {
    if (isDingtalkError(error)) throw new AppError('dingtalk_unreachable');
    throw error;
  }
}
