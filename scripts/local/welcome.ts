/** What a newcomer reads when everything answers: where to click first, and how to stop or begin again. */
export function welcome(at: { sandboxUrl: string; serverUrl: string; dataDir: string }): string {
  return `
  接力棒 Baton 已启动，一切都在本机，不需要钉钉账号。

    ${at.sandboxUrl}   ← 从这里开始：本地钉钉
        跟着页面顶部的「演一遍」，几分钟走完一次离职交接：老张提交离职，主管和 HR 同意，
        交接清单出现在他的手机上，大家各办各的，最后 HR 放行。顶部的时钟可以往前拨。
    ${at.serverUrl}   接力棒本身（在钉钉之外打开，只会提示您回到钉钉）

  数据保存在 ${at.dataDir}，再次 npm start 接着上次继续；删掉这个目录就从头开始。
  按 Ctrl+C 停止。
`;
}
