import { AppError } from '@baton/core';
import type { FastifyRequest } from 'fastify';

/**
 * The one file of a multipart request, its bytes still coming.
 * @param limits.fileSize one byte beyond what is taken: the parser cuts silently, and only who sees that byte knows
 * @throws AppError invalid_input for a body that holds no file, or half of one
 */
export async function oneUpload(
  request: FastifyRequest,
  limits?: { fileSize: number },
): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const part = await request.file(limits ? { limits } : undefined).catch(asBroken);
  // Typed as always there; a part that was sent as a plain field has none.
  const name = part?.filename as string | undefined;
  if (!part || name === undefined) throw brokenUpload('missing');
  return { name, bytes: whole(part.file) };
}

const brokenUpload = (message: string) => new AppError('invalid_input', { problems: [{ path: '/file', message }] });

/** The parser's own refusals have a status; what else it throws is a body that is no multipart, or half of one. */
function asBroken(error: { statusCode?: number }): never {
  throw error.statusCode === undefined ? brokenUpload('broken') : error;
}

async function* whole(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    asBroken(error as { statusCode?: number });
  }
}
