/**
 * The address behind a message's button: our page in DingTalk's own web view; on a computer in the side panel instead of
 * an outside browser, where nobody could be signed in. Source: docs `robot-message-types`, message links
 * (`dingtalk://dingtalkclient/page/link`); the local DingTalk follows the same rule.
 * @param publicUrl origin of the mini-app, without a trailing slash
 * @param path page of the mini-app, e.g. `/items/<id>`
 */
export function appLink(publicUrl: string, corpId: string, path: string): string {
  const page = new URL(path, `${publicUrl}/`);
  // A link in a message has no $CORPID$ that the client would fill in, as the work bench's has.
  page.searchParams.set('corpid', corpId);
  return `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(page.href)}&pc_slide=true`;
}
