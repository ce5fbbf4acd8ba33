import { PEOPLE, shuffledDepartures } from '../house/shuffled-departures.ts';

shuffledDepartures({ people: PEOPLE, seed: Number(process.env.STORY_SEED ?? 20260301) });
