import '../../styles/case.css';
import '../../styles/forms.css';
import '../../styles/documents.css';
import '../../i18n/documents.ts';
import '../../kit/more-icons.ts';
import type { ReactElement } from 'react';
import { laterPage } from '../later-page.tsx';

const NotFound = laterPage(async () => (await import('../not-found.tsx')).NotFound);
const Import = laterPage(async () => (await import('../document-import.tsx')).DocumentImport);
const Editor = laterPage(async () => (await import('./editor.tsx')).Editor);
const NewDocument = laterPage(async () => (await import('./new-document.tsx')).NewDocument);
const Reader = laterPage(async () => (await import('./asked-reader.tsx')).AskedReader);
const Questions = laterPage(async () => (await import('../questions.tsx')).Questions);
const Question = laterPage(async () => (await import('../question.tsx')).Question);
const History = laterPage(async () => (await import('./history.tsx')).History);
const Print = laterPage(async () => (await import('./print.tsx')).Print);
const Learning = laterPage(async () => (await import('./learning.tsx')).Learning);
const ReadingPath = laterPage(async () => (await import('./reading-path.tsx')).ReadingPath);
const Search = laterPage(async () => (await import('./search.tsx')).Search);
const Requests = laterPage(async () => (await import('./requests.tsx')).Requests);
const Coverage = laterPage(async () => (await import('./coverage.tsx')).Coverage);
const Duties = laterPage(async () => (await import('./duties.tsx')).Duties);
const Home = laterPage(async () => (await import('./home.tsx')).Home);

/** Addresses of everything that positions know: the first that fits. A fixed name stands before `/documents/:id`. */
const PAGES: readonly [RegExp, (id: string) => ReactElement][] = [
  [/^\/documents$/, () => <Home />],
  [/^\/learning$/, () => <Learning />],
  [/^\/learning\/path$/, () => <ReadingPath />],
  [/^\/documents\/search$/, () => <Search />],
  [/^\/documents\/requests$/, () => <Requests />],
  [/^\/documents\/import$/, () => <Import />],
  [/^\/documents\/coverage$/, () => <Coverage />],
  [/^\/documents\/duties$/, () => <Duties />],
  [/^\/documents\/new$/, () => <NewDocument />],
  [/^\/documents\/([0-9a-f-]{36})\/edit$/, (id) => <Editor id={id} key={id} />],
  [/^\/documents\/([0-9a-f-]{36})$/, (id) => <Reader id={id} key={id} />],
  [/^\/documents\/([0-9a-f-]{36})\/history$/, (id) => <History id={id} key={id} />],
  [/^\/documents\/([0-9a-f-]{36})\/print$/, (id) => <Print id={id} key={id} />],
  [/^\/questions$/, () => <Questions />],
  [/^\/questions\/([0-9a-f-]{36})$/, (id) => <Question id={id} key={id} />],
];

/** The pages about documents, each a file of its own. */
export function DocumentPages({ path }: { path: string }) {
  for (const [pattern, show] of PAGES) {
    const match = pattern.exec(path);
    if (match) return show(match[1] ?? '');
  }
  return <NotFound />;
}
