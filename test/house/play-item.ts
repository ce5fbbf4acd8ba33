import type { ItemView } from '@baton/api/client';
import { localDay } from '@baton/core';
import { finishItem, uploadPhoto as upload } from '../../scripts/local/finish-item.ts';
import { needsPicture, writeEvidence } from '../../scripts/local/write-evidence.ts';
import type { House } from './start-house.ts';

/** Uploads a photo to an item the way the page does. @returns the file's id */
export const uploadPhoto = (house: House, token: string, itemId: string, name?: string): Promise<string> =>
  upload(house.server.url, token, itemId, name);

/** One type of every required group; DEMO is the successor's to give. */
export async function goodEvidence(house: House, token: string, item: ItemView, signer: string) {
  const fileId = needsPicture(item) ? await uploadPhoto(house, token, item.id) : '';
  return writeEvidence(item, { signer, fileId, today: localDay(house.clock.now()) });
}

/** Plays one item to the end: its doer hands in, whoever waits accepts, every confirmer confirms. */
export const playItem = (house: House, itemId: string, reader: string): Promise<ItemView> =>
  finishItem({ serverUrl: house.server.url, sessionOf: house.sessionOf, now: () => house.clock.now() }, itemId, reader);
