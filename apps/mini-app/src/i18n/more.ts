import { teachChinese } from './t.ts';
import { zhMore } from './zh-more.ts';

// Imported by every page but the first: its texts arrive with it.
teachChinese(zhMore);
