import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type EventData, readEventData } from './event-data.ts';
import { lowerKeys, moment, optionalId, record } from './fields.ts';

export type DingtalkEvent = {
  /** Equal for two deliveries of one event, as far as that can be known: see {@link parseEvent}. */
  key: string;
  eventId: string | null;
  type: string;
  corpId: string | null;
  /** When DingTalk says it happened. */
  bornAt: Date | null;
  data: EventData;
};

export type EventErrorCode = 'not_json' | 'not_an_object' | 'no_type' | 'too_deep';

/** Text that is no event at all. A known event with missing fields is not an error: its data says `known: false`. */
export class EventError extends Error {
  readonly code: EventErrorCode;
  constructor(code: EventErrorCode) {
    super(`DingTalk event: ${code}`);
    this.name = 'EventError';
    this.code = code;
  }
}

const HOUR_MS = 3_600_000;
/** Other ids are digested, so that a key always fits an index and any text column. */
const PLAIN_ID = /^[\x21-\x7e]{1,128}$/;
const TYPE = /^[\w.-]{1,128}$/;
/** `BizId` means nothing by the documentation's own words and is not known to survive a redelivery. */
/** Only the Stream form has these beside `data`. */
const STREAM_FIELDS = ['eventcorpid', 'eventborntime', 'eventunifiedappid'] as const;
const ENVELOPE_FIELDS = new Set(['eventtype', 'eventtime', 'corpid', 'bizid', 'eventid']);

type Parts = {
  type: string;
  eventId: string | null;
  corpId: string | null;
  bornAt: () => Date | null;
  fields: () => Record<string, unknown>;
};

/**
 * Reads a decrypted push: the flat HTTP form (`EventType`, `EventTime`, `CorpId`, `eventId` beside the fields) or the
 * documented Stream form (`eventType`, …, `data`). Keys in any casing; unknown fields are ignored.
 *
 * `key` is the eventId where there is one, as DingTalk asks (doc `appendix-b-proposals-for-rational-use-of-resources`).
 * Otherwise it is a digest of type, corp and what the event says, times included. So:
 * - redeliveries of one push always share a key, with or without an eventId;
 * - a push without an eventId shares its key with its entry in the failed list, if that entry repeats the same data;
 * - a push WITH an eventId and its failed-list entry (which has none) cannot be unified, nor can an entry that carries
 *   nothing but the corpId. Whoever handles events must therefore be idempotent by what they say as well.
 *
 * @param receivedAt only used for an event with neither an id nor any time: its hour goes into the digest, so that a
 * redelivery (after 10 s and 40 s) is recognised and the same change next month is not
 * @throws EventError when the text is not JSON, not an object, names no type, or is nested thousands of levels deep
 */
export function parseEvent(text: string, { receivedAt }: { receivedAt: Date }): DingtalkEvent {
  return assemble(partsOf(text), receivedAt);
}

/**
 * Which event a decrypted push is, without reading what it says where its id alone tells: DingTalk waits for the answer
 * to every push, also to the many that are none of our business. The same `key`, `type` and `corpId` as
 * {@link parseEvent} gives.
 * @throws EventError as {@link parseEvent}
 */
export function identifyEvent(
  text: string,
  { receivedAt }: { receivedAt: Date },
): Pick<DingtalkEvent, 'key' | 'type' | 'corpId'> {
  const parts = partsOf(text);
  const { type, eventId, corpId } = parts;
  return isPlainId(eventId) ? { key: eventId, type, corpId } : assemble(parts, receivedAt);
}

function partsOf(text: string): Parts {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new EventError('not_json');
  }
  if (!isObject(json)) throw new EventError('not_an_object');
  const data = fieldOf(json, 'data');
  return isObject(data) && STREAM_FIELDS.some((name) => fieldOf(json, name) !== undefined)
    ? streamParts(json, data)
    : httpParts(json);
}

/**
 * What stands under a name in any casing; of several the last. Looked for instead of a copy with lower-case keys: most
 * pushes of a company are none of our business, and three fields of them are all that is ever read.
 */
function fieldOf(object: Record<string, unknown>, lowerCaseName: string): unknown {
  let found: unknown;
  for (const key in object)
    if (key.length === lowerCaseName.length && key.toLowerCase() === lowerCaseName) found = object[key];
  return found;
}

/** As `optionalId`, without asking zod about what is plainly a string. */
function idOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : optionalId.parse(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one entry of the failed list: `{ call_back_tag, event_time, <tag>: { corpid, … } }`, the fields lying beside
 * `corpid` or in `bpmsCallBackData` | `roleLabelChange` | `callbackData` (doc
 * `obtain-the-event-list-of-failed-push-messages`).
 * @throws EventError `no_type` without a call_back_tag
 */
export function eventFromFailedEntry(
  entry: Record<string, unknown>,
  { receivedAt }: { receivedAt: Date },
): DingtalkEvent {
  const type = readType(entry.call_back_tag);
  const outer = lowerKeys(record.catch({}).parse(entry[type]));
  const inner = lowerKeys(nested.parse(outer.bpmscallbackdata ?? outer.rolelabelchange ?? outer.callbackdata));
  const fields = { ...outer, ...inner };
  return assemble(
    {
      type,
      eventId: optionalId.parse(fields.eventid),
      corpId: optionalId.parse(fields.corpid),
      bornAt: () => moment.parse(entry.event_time),
      fields: () => businessFields(fields, ['bpmscallbackdata', 'rolelabelchange', 'callbackdata']),
    },
    receivedAt,
  );
}

/** The newer failed-results interface delivers JSON text here, the documented one an object. */
const nested = z
  .union([
    record,
    z.string().transform((text, context) => {
      try {
        return record.parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    }),
  ])
  .catch({});

function readType(value: unknown): string {
  const type = idOf(value);
  if (type === null || !TYPE.test(type)) throw new EventError('no_type');
  return type;
}

function httpParts(push: Record<string, unknown>): Parts {
  return {
    type: readType(fieldOf(push, 'eventtype')),
    eventId: idOf(fieldOf(push, 'eventid')),
    corpId: idOf(fieldOf(push, 'corpid')),
    bornAt: () => moment.parse(fieldOf(push, 'eventtime')),
    fields: () => businessFields(lowerKeys(push)),
  };
}

function streamParts(push: Record<string, unknown>, data: Record<string, unknown>): Parts {
  return {
    type: readType(fieldOf(push, 'eventtype')),
    eventId: idOf(fieldOf(push, 'eventid')),
    corpId: idOf(fieldOf(push, 'eventcorpid')),
    bornAt: () => moment.parse(fieldOf(push, 'eventborntime')),
    fields: () => lowerKeys(data),
  };
}

function businessFields(push: Record<string, unknown>, also: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(Object.entries(push).filter(([key]) => !ENVELOPE_FIELDS.has(key) && !also.includes(key)));
}

function assemble(parts: Parts, receivedAt: Date): DingtalkEvent {
  try {
    return read(parts, receivedAt);
  } catch (error) {
    // JSON.parse has no limit of depth, everything that walks the result has.
    if (error instanceof RangeError) throw new EventError('too_deep');
    throw error;
  }
}

function read(parts: Parts, receivedAt: Date): DingtalkEvent {
  const { type, eventId, corpId } = parts;
  const fields = parts.fields();
  const bornAt = parts.bornAt() ?? moment.parse(fields.timestamp);
  const said = readEventData(type, fields);
  const data = said.known && 'at' in said ? { ...said, at: said.at ?? bornAt } : said;
  const key = isPlainId(eventId) ? eventId : digestOf({ ...parts, fields }, data, bornAt, receivedAt);
  return { key, eventId, type, corpId, bornAt, data };
}

function isPlainId(eventId: string | null): eventId is string {
  return eventId !== null && PLAIN_ID.test(eventId);
}

type Read = Omit<Parts, 'bornAt' | 'fields'> & { fields: Record<string, unknown> };

function digestOf(parts: Read, data: EventData, bornAt: Date | null, receivedAt: Date): string {
  const { type, eventId, corpId, fields } = parts;
  const says = eventId ?? (data.known ? data : fields);
  return createHash('sha256')
    .update(canonical([type, corpId, says, timeOf(data, bornAt, receivedAt)]))
    .digest('hex');
}

/** An approval's own times are the same in a push and in its failed-list twin; the time of delivery may not be. */
function timeOf(data: EventData, bornAt: Date | null, receivedAt: Date): Date | string | null {
  const timed = data.known && 'finishedAt' in data && data.change !== 'comment';
  if (timed && (data.finishedAt ?? data.createdAt)) return null;
  return bornAt ?? `hour ${Math.floor(receivedAt.getTime() / HOUR_MS)}`;
}

/** JSON with sorted keys, so that the order in which DingTalk prints them does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    const object = record.safeParse(inner);
    if (!object.success) return inner;
    return Object.fromEntries(Object.entries(object.data).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
