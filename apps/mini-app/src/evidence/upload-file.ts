import { ApiError, type FileView } from '@baton/api/client';
import { ROUTES } from '@baton/api/routes';
import { currentToken, withSession } from '../session.ts';

/**
 * Uploads one file to an item.
 * @param onPercent told 0..100 as bytes leave
 * @throws ApiError as every other call; `offline` when there was no reply or `signal` ended it
 */
export const uploadFile = (
  itemId: string,
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<FileView> =>
  uploadTo(ROUTES.uploadFile.path.replace(':id', encodeURIComponent(itemId)), file, onPercent, signal);

/** Posts one file to a path of the API. XMLHttpRequest, because fetch cannot tell how far an upload is. @throws ApiError */
export const uploadTo = <T>(
  path: string,
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<T> => withSession(() => send<T>(path, file, onPercent, signal));

function send<T>(path: string, file: File, onPercent: (percent: number) => void, signal: AbortSignal) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    const token = currentToken();
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onPercent(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    request.onload = () => {
      const reply: unknown = request.response;
      if (request.status >= 200 && request.status < 300 && reply) return resolve(reply as T);
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
