import { fileURLToPath } from 'node:url';
import { buildPages } from '../local/build-pages.ts';
import type { Provider } from './provided.ts';

/** The built web pages: what a browser opens must be today's source. */
export const pagesProvider: Provider = {
  name: 'Pages',
  aptPackages: [],
  elsewhere: 'npm run build in apps/mini-app and apps/sandbox says what is wrong',
  async provide() {
    await buildPages(fileURLToPath(new URL('../..', import.meta.url)));
    return { env: {}, origin: 'built from the sources', close: async () => {} };
  },
};
