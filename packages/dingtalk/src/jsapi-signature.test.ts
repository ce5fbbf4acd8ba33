import { expect, test } from 'vitest';
import { signJsapi } from './jsapi-signature.ts';

const PAGE = { ticket: 'test-ticket-0001', nonceStr: 'abc123XYZ', timeStamp: '1700000000000' };

test.each([
  ['https://app.example.com/h5/', '58933ce7ce536ddf76e52562ab6600dce35a3e3d680d282c48d775e131a5702d'],
  [
    'https://app.example.com/h5/index.html?corpid=dingtest&name=%E5%BC%A0%E4%B8%89#/handover/1',
    '15ed53dae9c6bdd0f61b3949dc18d43c8be6e3baf2b212452af03130e9f16167',
  ],
])('%s', (url, signature) => {
  expect(signJsapi({ ...PAGE, url })).toBe(signature);
});

test('the fragment does not count, the port does', () => {
  const bare = signJsapi({ ...PAGE, url: 'https://app.example.com/h5/' });
  expect(signJsapi({ ...PAGE, url: 'https://app.example.com/h5/#/a?b=%E5%BC%A0' })).toBe(bare);
  expect(signJsapi({ ...PAGE, url: 'https://app.example.com:443/h5/' })).not.toBe(bare);
});
