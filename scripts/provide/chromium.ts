import { findProgram } from './find-program.ts';
import type { Provider } from './provided.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium: CHROMIUM_PATH, else an installed one. The fonts make Chinese text measurable instead of boxes. */
export const chromiumProvider: Provider = {
  name: 'Chromium',
  aptPackages: ['chromium', 'fonts-noto-cjk'],
  elsewhere:
    'install Chromium or Google Chrome and a Chinese font (Noto Sans CJK), or set CHROMIUM_PATH to the program',
  async provide() {
    const configured = process.env.CHROMIUM_PATH;
    const path = findProgram(configured ? [configured] : names);
    if (configured && path === null) throw new Error(`CHROMIUM_PATH=${configured} is not a browser that starts`);
    if (path === null) return null;
    return { env: { CHROMIUM_PATH: path }, origin: configured ? 'CHROMIUM_PATH' : path, close: async () => {} };
  },
};
