import type { Call, ItemView } from '@baton/api/client';
import { type ItemAction, localDay } from '@baton/core';
import { drawPhoto } from './draw-photo.ts';
import { needsPicture, writeEvidence } from './write-evidence.ts';

/** Somebody signed in as the mini-app signs them in. */
export type Session = { token: string; call: Call };

/** The people of a story, acting through the mini-app's public API. */
export type Cast = { serverUrl: string; sessionOf(userId: string): Promise<Session>; now(): Date };

/** One thing that was done, as a person would tell it. */
export type Deed = { who: string; did: string };

type Act = (session: Session, item: ItemView, cast: Cast) => Promise<ItemView>;
const target = ({ id, version }: ItemView) => ({ params: { id }, body: { version } });

/** What a person's button does, in the order in which it is looked for; only what the server offers them is done. */
const ACTS: readonly { ability: ItemAction; did: string; act: Act }[] = [
  { ability: 'unblock', did: '解除了受阻', act: ({ call }, item) => call('unblockItem', target(item)) },
  { ability: 'submit', did: '提交了', act: submit },
  { ability: 'accept', did: '验收了', act: accept },
  { ability: 'confirm', did: '确认了', act: ({ call }, item) => call('confirmItem', target(item)) },
];

/** Every step of an item a few times over: it was blocked, handed in, returned by nobody, accepted, confirmed by many. */
const MOST_STEPS = 16;

/**
 * Brings one item to its end as its people would: whoever it waits for signs in, reads it and presses the button that
 * the server offers. Stops where nobody has one.
 * @param reader userid of somebody who may read the item, HR for one
 * @param tell hears of each thing that was done
 * @returns the item as the last of them saw it
 * @throws ApiError when the server refuses
 */
export async function finishItem(
  cast: Cast,
  itemId: string,
  reader: string,
  tell: (deed: Deed) => void = () => {},
): Promise<ItemView> {
  let item = await (await cast.sessionOf(reader)).call('readItem', { params: { id: itemId } });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = await oneStep(cast, item, tell);
    if (!next) break;
    item = next;
  }
  return item;
}

async function oneStep(cast: Cast, item: ItemView, tell: (deed: Deed) => void): Promise<ItemView | null> {
  for (const person of item.waitingFor) {
    const session = await cast.sessionOf(person.userId);
    const seen = await session.call('readItem', { params: { id: item.id } });
    const turn = ACTS.find(({ ability }) => seen.abilities.includes(ability));
    if (!turn) continue;
    const done = await turn.act(session, seen, cast);
    tell({ who: person.name, did: `${turn.did}「${item.title}」` });
    return done;
  }
  return null;
}

async function submit({ token, call }: Session, item: ItemView, cast: Cast): Promise<ItemView> {
  await handOnDrafts(call, item);
  const fileId = needsPicture(item) ? await uploadPhoto(cast.serverUrl, token, item.id) : '';
  const evidence = writeEvidence(item, { signer: item.doer.name, fileId, today: localDay(cast.now()) });
  return call('submitItem', { params: { id: item.id }, body: { version: item.version, evidence } });
}

/** What they only began to write goes to whoever takes over: the system looks for it. */
async function handOnDrafts(call: Call, { check, acceptor }: ItemView): Promise<void> {
  if (check?.kind !== 'documents' || !acceptor) return;
  for (const { id } of check.open) {
    const { version } = await call('readDocument', { params: { id } });
    await call('changeDocumentPeople', { params: { id }, body: { version, ownerId: acceptor.userId } });
  }
}

function accept({ call }: Session, item: ItemView): Promise<ItemView> {
  const demo = item.evidence.some((group) => group.every((type) => type === 'DEMO'));
  const { params, body } = target(item);
  return call('acceptItem', { params, body: { ...body, ...(demo ? { demo: 'pass' as const } : {}) } });
}

/** Uploads a picture to an item the way the page does. @returns the file's id @throws Error when it is refused */
export async function uploadPhoto(
  serverUrl: string,
  token: string,
  itemId: string,
  name = '现场照片.png',
): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([drawPhoto()], { type: 'image/png' }), name);
  const response = await fetch(`${serverUrl}/api/items/${itemId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (!response.ok) throw new Error(`upload refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
