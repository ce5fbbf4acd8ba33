/** First page of a phone: no inline script, so that it works under any policy. */
export const OPEN_PAGE =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>正在打开</title><script src="/__open.js"></script></html>';

/**
 * `/__open?person=&platform=&to=`: writes the holder into `window.name` and goes on to `to` (a path of the app).
 * `location.replace` makes `to` the first entry of the frame, so that going back from it closes the app.
 */
export const OPEN_SCRIPT = `(() => {
  const asked = new URL(location.href).searchParams;
  const to = new URL(asked.get('to') || '/', location.origin);
  window.name = JSON.stringify({ sandbox: { person: asked.get('person'), platform: asked.get('platform') } });
  location.replace(to.origin === location.origin ? to.href : '/');
})();
`;

/**
 * What the phone shows while the app's server does not answer; it looks again every three seconds.
 * @param origin the app's origin, shown so that a developer sees where nothing listens
 */
export function unreachablePage(origin: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width"><title>应用暂时没有响应</title>
<style>body{font:15px/1.7 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-content:center;text-align:center;padding:24px;color:#5c6370;background:#f5f6f8}
h1{font-size:18px;color:#171a1f}code{word-break:break-all}@media(prefers-color-scheme:dark){body{background:#15171b;color:#a6adb8}h1{color:#eef0f3}}</style></head>
<body><h1>应用暂时没有响应</h1><p>正在等待 <code>${origin.replaceAll('<', '&lt;')}</code> 启动，<br>页面会自动重试。</p></body></html>`;
}
