/**
 * Whether this page runs inside a DingTalk client, cheaply and without the SDK: phones say so in the user agent, the
 * desktop client also through `dingtalk.platform` or the JSON it keeps in `window.name`.
 */
export function inDingTalk(): boolean {
  const native = (window as { dingtalk?: { platform?: { invokeAPI?: unknown } } }).dingtalk;
  return (
    /DingTalk/i.test(navigator.userAgent) || Boolean(native?.platform?.invokeAPI) || /"containerId"/.test(window.name)
  );
}
