import './more.ts';
import { teachChinese } from './t.ts';
import { zhDocuments } from './zh-documents.ts';

// Imported by every page about documents: its texts arrive with it.
teachChinese(zhDocuments);
