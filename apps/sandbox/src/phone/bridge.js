/**
 * The native side of the client for the real dingtalk-jsapi, as a page sees it. Plain browser JavaScript: it is served
 * (or injected) as text, before any script of the page, with `config` bound in front of it by bridge-script.ts.
 *
 * Who holds the phone comes from `config`, else from `window.name`, which belongs to this one frame, survives its
 * reloads and needs no cookie: two browser tabs can be two people.
 *
 * Shapes per platform: dingtalk-jsapi 3.2.9 lib/bridge (android nuva, iOS WebViewJavascriptBridge, PC frame-talk).
 */
((config) => {
  const held = (() => {
    try {
      return JSON.parse(window.name).sandbox || {};
    } catch {
      return {};
    }
  })();
  const person = config.person || held.person;
  const platform = config.platform || held.platform || 'android';
  if (!person) return; // a browser outside DingTalk: the page must notice by itself

  const HOST = 'https://im.dingtalk.com'; // the SDK only answers to *.dingtalk.com
  const VERSION = '8.1.11';
  const AGENTS = {
    android: `Mozilla/5.0 (Linux; U; Android 16; zh-CN; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UWS/5.12 Mobile Safari/537.36 AliApp(DingTalk/${VERSION}) com.alibaba.android.rimet language/zh-CN`,
    ios: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 AliApp(DingTalk/${VERSION}) com.laiwang.DingTalk language/zh-Hans-CN`,
    pc: `Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36 dingtalk-win/1.0.0 nw(0.14.7) DingTalk(${VERSION}-Release) Mojo/1.0.0 Native AppType(release)`,
  };
  Object.defineProperty(Navigator.prototype, 'userAgent', { configurable: true, get: () => AGENTS[platform] });

  // A phone belongs to one person: when it changes hands, the former owner's session must not stay in it.
  const OWNER = 'dingtalk-phone-owner';
  try {
    const former = sessionStorage.getItem(OWNER);
    if (former && former !== person) sessionStorage.clear();
    sessionStorage.setItem(OWNER, person);
  } catch {
    // storage blocked: nothing to clear either
  }

  const framed = window.parent !== window;
  const realPost = window.postMessage.bind(window);
  const denied = (errorCode, errorMessage) => Promise.reject({ errorCode, errorMessage });
  const CANCELLED = ['-1', 'user cancelled'];
  const absolute = (url) => new URL(url, location.href).href;

  /** Tells the client's shell around the frame something; nothing secret ever goes this way. */
  const tell = (method, params) => {
    if (framed) window.parent.postMessage({ from: 'dingtalk-phone', method, params }, '*');
  };

  /** Asks the shell and waits for the person's answer; `alone` answers when there is no shell (own tab, tests). */
  const ask = (method, params, alone) =>
    framed
      ? new Promise((resolve, reject) => {
          const line = new MessageChannel();
          line.port1.onmessage = (event) => (event.data.ok ? resolve : reject)(event.data.body);
          window.parent.postMessage({ from: 'dingtalk-phone', method, params }, '*', [line.port2]);
        })
      : Promise.resolve().then(alone);

  const requestAuthCode = (params) =>
    fetch(config.authCodeUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId: person, corpId: params.corpId }),
    }).then((reply) =>
      reply.ok ? reply.json().then((body) => ({ code: body.code })) : denied('3', `auth code refused: ${reply.status}`),
    );

  const chooseImage = (params) =>
    new Promise((resolve, reject) => {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = 'image/*';
      input.multiple = (params.count || 9) > 1;
      input.addEventListener('cancel', () => reject({ errorCode: CANCELLED[0], errorMessage: CANCELLED[1] }));
      input.addEventListener('change', () => {
        const files = Array.from(input.files || []).slice(0, params.count || 9);
        const chosen = files.map((f) => ({
          path: URL.createObjectURL(f),
          size: f.size,
          fileType: f.type.split('/')[1],
        }));
        resolve({ files: chosen, filePaths: chosen.map((f) => f.path) });
      });
      input.click();
    });

  const uploadFile = (params) =>
    fetch(params.filePath)
      .then((file) => file.blob())
      .then((blob) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(params.formData || {})) form.append(name, value);
        form.append(params.fileName, blob, params.fileName);
        return fetch(params.url, { method: 'POST', headers: params.header || {}, body: form });
      })
      .then((reply) => reply.text().then((data) => ({ data, statusCode: String(reply.status) })));

  /** dd.confirm names its buttons and wants `confirm`; dd.device.notification.confirm lists them and wants the index. */
  const confirm = (params) => {
    const buttons = params.buttonLabels || [params.cancelButtonText || '取消', params.confirmButtonText || '确定'];
    const text = params.message || params.content || '';
    const byIndex = params.buttonLabels && params.content === undefined;
    const yes = byIndex ? 0 : 1;
    return ask('confirm', { title: params.title || '', message: text, buttons, primary: yes }, () => ({
      buttonIndex: window.confirm(text) ? yes : 1 - yes,
    })).then(({ buttonIndex }) => (byIndex ? { buttonIndex } : { buttonIndex, confirm: buttonIndex === 1 }));
  };

  const prompt = (params) => {
    const message = params.message || '';
    const buttons = params.buttonLabels || [params.cancelButtonText || '取消', params.okButtonText || '确定'];
    const initial = params.defaultText || params.placeholder || '';
    return ask('prompt', { title: params.title || '', message, buttons, initial }, () => {
      const value = window.prompt(message, initial);
      return { buttonIndex: value === null ? 0 : 1, value: value || '' };
    });
  };

  const alert = (params) => {
    const message = params.message || params.content || '';
    const buttons = [params.buttonName || params.buttonText || '确定'];
    return ask('alert', { title: params.title || '', message, buttons }, () => window.alert(message)).then(() => ({}));
  };

  const openLink = (params) => {
    if (framed) tell('openLink', { url: absolute(params.url) });
    else window.open(absolute(params.url), '_blank', 'noopener');
    return {};
  };

  const goBack = () => {
    const canGoBack = window.navigation ? window.navigation.canGoBack : history.length > 1;
    if (canGoBack) history.back();
    else tell('close', {}); // documented: going back from the root page closes the window (jsapi-go-back-page)
    return {};
  };

  const told =
    (name) =>
    (params = {}) => {
      tell(name, params);
      return {};
    };

  const native = {
    'runtime.permission.requestAuthCode': requestAuthCode,
    'runtime.permission.requestAuthCodeV2': requestAuthCode,
    'runtime.permission.requestJsApis': () => ({}),
    config: () => ({}),
    'biz.navigation.setTitle': told('setTitle'),
    'biz.navigation.close': told('close'),
    'biz.navigation.quit': told('close'),
    'biz.navigation.goBack': goBack,
    'biz.util.openLink': openLink,
    'biz.util.previewImage': (params) => told('previewImage')({ ...params, urls: (params.urls || []).map(absolute) }),
    'biz.util.chooseImage': chooseImage,
    'biz.util.uploadFile': uploadFile,
    'biz.contact.complexPicker': (params) => ask('pickPeople', params, () => denied(...CANCELLED)),
    'biz.contact.choose': (params) =>
      ask('pickPeople', { ...params, pickedUsers: params.users, maxUsers: params.max }, () =>
        denied(...CANCELLED),
      ).then((picked) => picked.users),
    'biz.clipboardData.setData': (params) => navigator.clipboard.writeText(params.text || '').then(() => ({})),
    'device.notification.toast': told('toast'),
    'device.notification.hideToast': told('hideToast'),
    'device.notification.showPreloader': told('showLoading'),
    'device.notification.hidePreloader': told('hideLoading'),
    'device.notification.alert': alert,
    'device.notification.confirm': confirm,
    'device.notification.prompt': prompt,
    'device.connection.getNetworkType': () => ({ result: navigator.onLine ? 'wifi' : 'none' }),
  };
  // Documented as missing on Mac and Windows (contract/jsapi.json: platforms of closePage, goBackPage, showLoading).
  const NOT_ON_PC = new Set([
    'biz.navigation.close',
    'biz.navigation.quit',
    'biz.navigation.goBack',
    'device.notification.showPreloader',
    'device.notification.hidePreloader',
  ]);

  /** Runs one native method; rejects like the client with `{errorCode, errorMessage}`. */
  const call = (method, params) => {
    const run = native[method];
    const missing = !run || (platform === 'pc' && NOT_ON_PC.has(method));
    const outcome = missing
      ? denied('1', `${method} is not supported`)
      : Promise.resolve().then(() => run(params || {}));
    return outcome.then(
      (body) => ({ ok: true, body }),
      (body) => ({ ok: false, body: body?.errorCode ? body : { errorCode: '2', errorMessage: String(body) } }),
    );
  };

  const speak = {
    android() {
      const exec = (ok, fail, plugin, action, params) =>
        call(`${plugin}.${action}`, params).then((reply) => (reply.ok ? ok : fail)(reply.body));
      window.nuva = { isReady: true, require: () => exec };
    },
    ios() {
      window.WebViewJavascriptBridge = {
        init() {},
        registerHandler() {},
        callHandler: (name, params, reply) =>
          call(name, params).then((out) => reply(out.ok ? { errorCode: '0', result: out.body } : out.body)),
      };
    },
    pc() {
      const containerId = 'sandbox-panel';
      window.dingtalk = { platform: { invokeAPI() {} } };
      // corsIframe: the SDK then speaks to this very window instead of the (cross-origin) top one.
      const face = { containerId, hostOrigin: HOST, hostVersion: VERSION, language: 'zh_CN', corsIframe: true };
      window.name = JSON.stringify({ ...face, sandbox: { person, platform } });
      window.postMessage = (data, ...rest) => {
        if (data?.containerId !== containerId || data.type !== 'request') return realPost(data, ...rest);
        void call(data.methodName, data.body).then((reply) => {
          const answer = { type: 'response', msgId: data.msgId, success: reply.ok, body: reply.body };
          window.dispatchEvent(new MessageEvent('message', { origin: HOST, source: window, data: answer }));
        });
      };
    },
  };
  speak[platform]();

  // The client shows document.title until the page sets one, and its own back button asks the page first.
  // Taken up again, it is told so: `resume` is the client's own event, `visibilitychange` the web view's.
  const asked = {
    back: goBack,
    wake: () => {
      document.dispatchEvent(new Event('resume'));
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
  };
  window.addEventListener('message', (event) => {
    if (framed && event.source === window.parent && event.data?.to === 'dingtalk-phone') asked[event.data.action]?.();
  });
  document.addEventListener('DOMContentLoaded', () => {
    const title = document.querySelector('title');
    const say = () => tell('pageTitle', { title: document.title });
    say();
    if (title) new MutationObserver(say).observe(title, { childList: true, characterData: true, subtree: true });
  });
})(config);
