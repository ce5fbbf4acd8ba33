import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Below one packet, compressing saves nothing. */
const WORTHWHILE = 1024;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
/** Best first. Quality 4 takes as long as gzip and packs tighter; the default, 11, takes fifty times as long. */
const ENCODINGS: readonly [name: string, encode: (text: string) => Promise<Buffer>][] = [
  ['br', (text) => toBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ['gzip', (text) => toGzip(text)],
];

/**
 * Compresses the text replies of the routes registered after it: on a phone's network a list in Chinese takes as long
 * as the code that shows it. Streams (files) pass as they are. No `vary`: what the API says is never kept.
 * (BREACH needs a page elsewhere that makes the browser ask; without the bearer token it gets nothing.)
 */
export function compressReplies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTHWHILE || reply.hasHeader('content-encoding'))
      return payload;
    const found = ENCODINGS.find(([name]) => accepts(request, name));
    if (!found) return payload;
    reply.header('content-encoding', found[0]).removeHeader('content-length');
    return found[1](payload);
  });
}

function accepts(request: FastifyRequest, encoding: string): boolean {
  const offered = (request.headers['accept-encoding'] ?? '').toString().toLowerCase().split(',');
  return offered.some((one) => {
    const [name, quality = ''] = one.split(';').map((part) => part.trim());
    return name === encoding && !/^q=0(\.0*)?$/.test(quality);
  });
}
