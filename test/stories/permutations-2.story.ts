import { shuffledDepartures } from '../house/shuffled-departures.ts';

shuffledDepartures({
  people: Number(process.env.STORY_PEOPLE ?? 1000),
  seed: Number(process.env.STORY_SEED ?? 20260302),
});
