import { ApiError, type FileView, ROUTES } from '@baton/api/client';
import { currentToken, withSession } from '../session.ts';

/**
 * Uploads one file to an item. XMLHttpRequest, because fetch cannot tell how far an upload is.
 * @param onPercent told 0..100 as bytes leave
 * @throws ApiError as every other call; `offline` when there was no reply or `signal` ended it
 */
export function uploadFile(
  itemId: string,
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<FileView> {
  return withSession(() => send(itemId, file, onPercent, signal));
}

function send(itemId: string, file: File, onPercent: (percent: number) => void, signal: AbortSignal) {
  return new Promise<FileView>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(ROUTES.uploadFile.method, ROUTES.uploadFile.path.replace(':id', encodeURIComponent(itemId)));
    const token = currentToken();
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onPercent(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    request.onload = () => {
      const reply: unknown = request.response;
      if (request.status >= 200 && request.status < 300 && reply) return resolve(reply as FileView);
      const error = (reply as { error?: Partial<ApiError> } | null)?.error;
      reject(new ApiError(request.status, error?.code ?? 'internal', error?.details ?? {}, error?.requestId ?? ''));
    };
    request.onerror = () => reject(new ApiError(0, 'offline'));
    request.onabort = request.onerror;
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
