import { refuse } from './refusal.ts';

/** Whose departure, and who may see all of it (HR), by userid. */
export type RestInput = { leaver: string; reader: string };
/** How far it is: things of `total` that are finished, and what somebody did last, in a sentence. */
export type RestProgress = { done: number; total: number; last: string };

/**
 * Plays what is left of a departure in the application, in everybody's name. The sandbox cannot see into the
 * application, so whoever starts both brings this along (`SandboxOptions.playRest`).
 * @throws Error for people: why it could not, or not to the end
 */
export type PlayRest = (input: RestInput, tell: (at: RestProgress) => void) => Promise<{ played: number }>;

export type RestView = RestProgress & { running: boolean };

export type Rest = {
  /** null: nobody brought a player along. */
  view(): RestView | null;
  /** One at a time: who asks while it runs waits for the same end. @throws Refusal, in the player's own words */
  play(input: RestInput): Promise<{ played: number }>;
};

/** @param changed called whenever it got further */
export function createRest(player: PlayRest | undefined, changed: () => void): Rest {
  let progress: RestProgress = { done: 0, total: 0, last: '' };
  let current: Promise<{ played: number }> | null = null;
  const tell = (at: RestProgress): void => {
    progress = at;
    changed();
  };
  const run = async (play: PlayRest, input: RestInput): Promise<{ played: number }> => {
    try {
      tell({ done: 0, total: 0, last: '' });
      await null; // whatever the player does at once, it is already known to be running
      return await play(input, tell);
    } catch (error) {
      throw refuse('restNotPlayed', error instanceof Error ? error.message : String(error));
    } finally {
      current = null;
      changed();
    }
  };
  return {
    view: () => (player ? { ...progress, running: current !== null } : null),
    play: (input) => {
      if (!player) return Promise.reject(refuse('notOffered', '没有人能替大家办理：启动时没有给出 playRest', 404));
      current ??= run(player, input);
      return current;
    },
  };
}
