import { teachIcons } from './icon.tsx';
import { morePaths } from './icon-paths.ts';

// Imported by every page but the first: its icons arrive with it.
teachIcons(morePaths);
