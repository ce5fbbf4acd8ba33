import '../../styles/case.css';
import '../../styles/forms.css';
import '../../styles/documents.css';
import '../../i18n/documents.ts';
import '../../kit/more-icons.ts';
import type { ReactElement } from 'react';
import { laterPage } from '../later-page.tsx';

const NotFound = laterPage(async () => (await import('../not-found.tsx')).NotFound);
const Import = laterPage(async () => (await import('../document-import.tsx')).DocumentImport);
const Home = laterPage(async () => (await import('./home.tsx')).Home);

/** Addresses of everything that positions know: the first that fits. A fixed name stands before `/documents/:id`. */
const PAGES: readonly [RegExp, (id: string) => ReactElement][] = [
  [/^\/documents$/, () => <Home />],
  [/^\/documents\/import$/, () => <Import />],
];

/** The pages about documents, each a file of its own. */
export function DocumentPages({ path }: { path: string }) {
  for (const [pattern, show] of PAGES) {
    const match = pattern.exec(path);
    if (match) return show(match[1] ?? '');
  }
  return <NotFound />;
}
