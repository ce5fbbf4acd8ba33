let day: string | null = null;

/** Every reply of the server names its day (`YYYY-MM-DD`, Asia/Shanghai). */
export const hearDay = (said: string): void => {
  day = said;
};

/** The day of the newest reply; null before the first. */
export const serverDay = (): string | null => day;
