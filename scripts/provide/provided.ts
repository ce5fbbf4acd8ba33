/** Something the tests need that is ready for use: what to put in their environment, and how to be rid of it. */
export type Provided = {
  env: Record<string, string>;
  /** For people: where it came from. Never a password. */
  origin: string;
  close(): Promise<void>;
};

/** A need of some tests: how to get it on this machine, and what to install where it is not there. */
export type Provider = {
  name: string;
  aptPackages: readonly string[];
  /** What to do on a machine without apt, in one line. */
  elsewhere: string;
  /** Gives null when it is neither configured nor installed. */
  provide(): Promise<Provided | null>;
};
