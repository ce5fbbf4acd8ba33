import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/** DingTalk's desktop client shows the pages in a frame of these origins (platform-a §4.4). */
const DINGTALK_FRAMES = ['https://*.dingtalk.com', 'https://*.dingtalk.io'];

/**
 * What a page of ours may do: scripts, styles and connections of our own origin only.
 * A local DingTalk (an API address on loopback) may frame the pages too, so that the phone of `npm start` can.
 * @param inlineScripts the only scripts that may stand in the page itself, by hash (`sha256-…`)
 */
export function contentSecurityPolicy(config: Config, inlineScripts: readonly string[] = []): string {
  const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(config.dingtalk.apiUrl);
  const frames = [
    ...DINGTALK_FRAMES,
    ...config.frameAncestors,
    ...(local ? ['http://localhost:*', 'http://127.0.0.1:*'] : []),
  ];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts.map((hash) => `'${hash}'`)].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${frames.join(' ')}`,
  ].join('; ');
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No browser ever reads these replies: they go without what tells browsers how to behave. */
    forMachines?: true;
  }
}

/** The headers every reply carries, unless its route said otherwise. */
export function registerSecurityHeaders(app: FastifyInstance, config: Config): void {
  const csp = contentSecurityPolicy(config);
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'geolocation=(), microphone=(), payment=()',
    ...(config.publicUrl.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.routeOptions.config.forMachines) return done();
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', csp);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.headers(always);
    done();
  });
}
