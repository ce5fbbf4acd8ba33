import type { Provider } from '../provide/provided.ts';

/** One line of the result. */
export type Figure = {
  what: string;
  value: string;
  /** The promise, in words; absent for a figure that only explains the others. */
  target?: string;
  /** What the same thing is without us, or at rest. */
  baseline?: string;
  /** Whether the promise is kept; absent where there is none. */
  met?: boolean;
};

/** A part of the bench: what it needs on this machine, and how its figures come about. Leaves nothing behind. */
export type Measurement = {
  name: string;
  needs: readonly Provider[];
  run(): Promise<Figure[]>;
};
