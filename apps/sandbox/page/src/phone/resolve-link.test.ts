import { expect, test } from 'vitest';
import { resolveLink } from './resolve-link.ts';

const home = 'http://127.0.0.1:4700/?corpid=dingcorp';
const app = encodeURIComponent('http://127.0.0.1:4700/items/7?from=robot#evidence');
const inApp = { to: 'app', path: '/items/7?from=robot#evidence' };

test.each([
  ['http://127.0.0.1:4700/items/7?from=robot#evidence', inApp],
  ['/items/7?from=robot#evidence', inApp],
  [`dingtalk://dingtalkclient/page/link?url=${app}&pc_slide=true`, inApp],
  [`dingtalk://dingtalkclient/action/openapp?corpid=c&container_type=work_platform&redirect_url=${app}`, inApp],
  [`dingtalk://dingtalkclient/action/im_open_hybrid_panel?panelHeight=percent60&pageUrl=${app}`, inApp],
  ['https://applink.dingtalk.com/page/h5_app_open?appId=1&corpId=c&path=%2Fitems%2F7%3Ffrom%3Drobot%23evidence', inApp],
  ['https://applink.dingtalk.com/page/h5_app_open?appId=1&corpId=c', { to: 'app', path: '/?corpid=dingcorp' }],
  ['https://example.com/a', { to: 'outside', url: 'https://example.com/a' }],
  ['http://127.0.0.1.example.com:4700/', { to: 'outside', url: 'http://127.0.0.1.example.com:4700/' }],
  ['javascript:alert(1)', { to: 'nowhere' }],
  ['dingtalk://dingtalkclient/page/link?url=javascript%3Aalert(1)', { to: 'nowhere' }],
  ['data:text/html,x', { to: 'nowhere' }],
  ['http://', { to: 'nowhere' }],
])('%s', (link, target) => expect(resolveLink(link, home)).toEqual(target));
