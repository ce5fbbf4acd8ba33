import type { NoticeRow } from '@baton/db';
import { type DingtalkError, isDingtalkError, type RobotDelivery } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import type { CommentBody, RobotBody } from './add-notice.ts';
import { appLink } from './app-link.ts';

/** DingTalk's answer for one call, or how it failed. */
export type SendOutcome = { delivery: RobotDelivery } | { error: DingtalkError };

/** Comments are cut to what DingTalk takes (doc `official-approval-adds-approval-comments`). */
const COMMENT_MAX = 1024;

/** Sends claimed rows that all say the same, in one call: a card with a button, or one comment. */
export async function sendNotices(deps: Deps, corpId: string, rows: readonly NoticeRow[]): Promise<SendOutcome> {
  const [first] = rows;
  if (!first) throw new RangeError('nothing to send');
  const dingtalk = deps.dingtalkFor(corpId);
  try {
    if (first.channel === 'approval_comment') {
      const { text, commentUserId } = first.body as CommentBody;
      const comment = { instanceId: first.recipient, commentUserId, text: text.slice(0, COMMENT_MAX) };
      await dingtalk.addApprovalComment(comment, { purpose: 'lifecycle' });
      return { delivery: { processQueryKey: null, invalidUserIds: [], flowControlledUserIds: [] } };
    }
    const { title, text, button, path } = first.body as RobotBody;
    const singleURL = appLink(deps.publicUrl, corpId, path);
    const delivery = await dingtalk.sendRobotMessages(
      {
        userIds: rows.map(({ recipient }) => recipient),
        msgKey: 'sampleActionCard',
        msgParam: { title, text, singleTitle: button, singleURL },
      },
      { purpose: first.kind === 'digest' ? 'confirmation' : 'lifecycle' },
    );
    return { delivery };
  } catch (error) {
    if (isDingtalkError(error)) return { error };
    throw error;
  }
}
