import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { request as requestTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { injectBridge } from './inject-bridge.ts';
import { unreachablePage } from './open-page.ts';
import { replyHeaders, requestHeaders } from './rewrite-headers.ts';

/**
 * Passes one request on to the app and its answer back: bodies stream both ways (uploads, ranges, SSE); only HTML
 * documents are read whole, to carry the bridge. When the browser goes away, so does the request to the app.
 * @param phone own origin, `app` the mini-app's origin
 */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, phone: string, app: string): void {
  const target = new URL(app);
  const wantsPage = incoming.method === 'GET' && (incoming.headers.accept ?? '').includes('text/html');
  const send = target.protocol === 'https:' ? requestTls : request;
  const onward = send({
    hostname: target.hostname,
    port: target.port,
    method: incoming.method,
    path: incoming.url,
    headers: requestHeaders(incoming.headers, phone, app, wantsPage),
  });
  onward.on('error', () => refuse(outgoing, wantsPage, app));
  onward.on('response', (reply) => {
    const page = wantsPage && (reply.headers['content-type'] ?? '').includes('text/html');
    const headers = replyHeaders(reply.headers, phone, app, page);
    reply.on('error', () => outgoing.destroy());
    if (!page) {
      outgoing.writeHead(reply.statusCode ?? 502, headers);
      outgoing.flushHeaders(); // an event stream may stay silent for a while after its headers
      reply.pipe(outgoing);
      return;
    }
    readPage(reply)
      .then((html) => {
        delete headers['content-encoding'];
        outgoing.writeHead(reply.statusCode ?? 502, headers).end(injectBridge(html));
      })
      .catch(() => refuse(outgoing, wantsPage, app));
  });
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

const DECODERS: Record<string, (body: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
};

/** The document as text, also when the app compresses without being asked to. */
async function readPage(reply: IncomingMessage): Promise<string> {
  const decode = DECODERS[reply.headers['content-encoding'] ?? ''];
  if (!decode) return text(reply);
  const chunks: Buffer[] = [];
  for await (const chunk of reply) chunks.push(chunk);
  return decode(Buffer.concat(chunks)).toString('utf8');
}

function refuse(outgoing: ServerResponse, page: boolean, app: string): void {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return;
  }
  const type = page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  const body = page ? unreachablePage(app) : JSON.stringify({ error: { code: 'app_unreachable' } });
  outgoing.writeHead(502, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
