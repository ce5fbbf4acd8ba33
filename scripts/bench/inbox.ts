import { openBrowser } from '../../test/browser/stage/open-browser.ts';
import { LEAVER, SUCCESSOR } from '../../test/house/resign.ts';
import { chromiumProvider } from '../provide/chromium.ts';
import { pagesProvider } from '../provide/pages.ts';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { fileAndHalfAgree } from './file-resignation.ts';
import type { Measurement } from './measurement.ts';
import { openCompany, waitFor } from './open-company.ts';
import { visitSlowly } from './slow-visit.ts';
import { median, ms } from './stats.ts';

const VISITS = 5;
const TARGET_MS = 2000;
const TARGET_KB = 95;

/**
 * The leaver's inbox on a slow phone: the real pages from the real server, in Chromium behind a fake client bridge,
 * nothing cached. The budget is the study's, whose page had no sign-in; what a sign-in adds stands beside it.
 */
export const inbox: Measurement = {
  name: 'inbox',
  needs: [postgresProvider, redisProvider, chromiumProvider, pagesProvider],
  run: () =>
    closing(async (keep) => {
      const { dingtalk, server, signIn } = keep(await openCompany());
      const { id, lastApprover } = fileAndHalfAgree(dingtalk.control, { userId: LEAVER, successorId: SUCCESSOR });
      dingtalk.control.agree(id, { userId: lastApprover });
      await waitFor(
        'the case',
        async () => (await server.sql`select 1 from handovers where launched_at is not null`)[0],
      );
      const { token, me } = await signIn(LEAVER);
      const browser = keep(await openBrowser());
      const visit = (more: { kept?: Record<string, string>; slow: boolean; encoding?: 'gzip' }) =>
        visitSlowly(browser, {
          url: `${server.url}/`,
          person: LEAVER,
          authCode: () => dingtalk.control.authCode({ userId: LEAVER }).code,
          ...more,
        });
      const kept = { 'baton.token': token, 'baton.me': JSON.stringify(me) };
      const zipped = await visit({ kept, slow: false, encoding: 'gzip' });
      const signedIn: number[] = [];
      const signingIn: number[] = [];
      const unthrottled: number[] = [];
      for (let round = 0; round < VISITS; round += 1) {
        signedIn.push((await visit({ kept, slow: true })).usable);
        signingIn.push((await visit({ slow: true })).usable);
        unthrottled.push((await visit({ kept, slow: false })).usable);
      }
      const usable = median(signedIn);
      const range = (samples: readonly number[]) => `${ms(Math.min(...samples))}–${ms(Math.max(...samples))}`;
      const code = kb(zipped.bytes.code);
      return [
        {
          what: 'first load of the inbox, scripts and styles (gzip)',
          value: `${code.toFixed(1)} KB; with DingTalk's SDK, which loads beside it, ${(code + kb(zipped.bytes.sdk)).toFixed(1)} KB`,
          target: `≤ ${TARGET_KB} KB`,
          baseline: `data ${kb(zipped.bytes.api).toFixed(1)} KB`,
          met: code <= TARGET_KB,
        },
        {
          what: 'list usable on Fast 3G, processor ÷ 4',
          value: `${ms(usable)} (median of ${VISITS}, ${range(signedIn)})`,
          target: `≤ ${TARGET_MS / 1000} s`,
          baseline: `${ms(median(unthrottled))} unthrottled`,
          met: usable <= TARGET_MS,
        },
        {
          what: 'the same with a sign-in first',
          value: `${ms(median(signingIn))} (median of ${VISITS}, ${range(signingIn)})`,
        },
      ];
    }),
};

const kb = (bytes: number) => bytes / 1000;
