import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { refuse } from '../errors.ts';
import { contentSecurityPolicy } from '../headers.ts';

const RESERVED = /^\/(api|files|dingtalk|assets)(\/|$)/;

/**
 * The built mini-app. Hashed assets are kept for a year; the page itself never is, and carries the public ids that
 * signing in needs. Any other path without a dot is a page of the app and gets the same document.
 */
export function pageRoutes(app: FastifyInstance, parts: { config: Config; pagesDir: string }): void {
  const { corpId, clientId, agentId } = parts.config.dingtalk;
  const document = readFileSync(join(parts.pagesDir, 'index.html'), 'utf8').replace('__BATON_CONFIG__', () =>
    escapeAttribute(JSON.stringify({ corpId, clientId, agentId })),
  );
  const policy = contentSecurityPolicy(parts.config, hashInlineScripts(document));
  void app.register(fastifyStatic, {
    root: join(parts.pagesDir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
  });
  // What stands beside the page under a name of its own, such as the icon.
  for (const entry of readdirSync(parts.pagesDir, { withFileTypes: true })) {
    if (!entry.isFile() || /\.(html|br|gz)$/.test(entry.name)) continue;
    app.get(`/${entry.name}`, (_request, reply) => reply.sendFile(entry.name, parts.pagesDir, { maxAge: '1d' }));
  }
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (RESERVED.test(path) || path.includes('.')) return refuse(reply, 'not_found');
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': policy })
      .send(document);
  });
}

/** Of scripts without attributes, as the build left them; what it did not write does not run. */
function hashInlineScripts(html: string): string[] {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  return scripts.map((code) => `sha256-${createHash('sha256').update(code).digest('base64')}`);
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/'/g, '&#39;').replace(/</g, '&lt;');
}
