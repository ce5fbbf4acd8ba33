import { ack } from './ack.ts';
import { calls } from './calls.ts';
import { departures } from './departures.ts';
import { inbox } from './inbox.ts';
import { intake } from './intake.ts';
import { list } from './list.ts';
import type { Measurement } from './measurement.ts';
import { search } from './search.ts';

/** Everything `npm run bench` measures, in this order. */
export const measurements: readonly Measurement[] = [intake, ack, departures, list, inbox, calls, search];
