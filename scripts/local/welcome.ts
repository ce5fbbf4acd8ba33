/** What a newcomer reads when everything answers: where to click first, and how to stop or begin again. */
export function welcome(at: { sandboxUrl: string; serverUrl: string; dataDir: string }): string {
  return `
  接力棒 Baton 已启动，一切都在本机，不需要钉钉账号。

    ${at.sandboxUrl}   ← 从这里开始：本地钉钉
        选「张建国（老张）」提交离职 → 选「王海涛」同意 → 选「陈静」同意，
        再回到老张的「工作台」打开接力棒，看他的交接清单。页面顶部可以把时间往前拨。
    ${at.serverUrl}   接力棒本身（在钉钉之外打开，只会提示您回到钉钉）

  数据保存在 ${at.dataDir}，再次 npm start 接着上次继续；删掉这个目录就从头开始。
  按 Ctrl+C 停止。
`;
}
