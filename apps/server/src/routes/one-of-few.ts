import { AppError } from '@baton/core';
import type { Session } from '@baton/flows';

/**
 * Lets one person have only so many uploads under way at the same time, in this process, whatever devices they come
 * from; a page sends them one after the other.
 * @returns runs an upload, or throws AppError rate_limited
 */
export function oneOfFew(atOnce: number): <T>(session: Session, upload: () => Promise<T>) => Promise<T> {
  const uploading = new Map<string, number>();
  return async ({ corpId, actor }, upload) => {
    const who = `${corpId}\n${actor.userId}`;
    const others = uploading.get(who) ?? 0;
    if (others >= atOnce) throw new AppError('rate_limited');
    uploading.set(who, others + 1);
    try {
      return await upload();
    } finally {
      const left = (uploading.get(who) ?? 1) - 1;
      if (left > 0) uploading.set(who, left);
      else uploading.delete(who);
    }
  };
}
