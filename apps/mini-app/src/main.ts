import './polyfills.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kit.css';
import './styles/page.css';
import { applyAppearance } from './appearance.ts';
import { askAhead } from './first-inbox.ts';
import { beginSession } from './session.ts';

applyAppearance();
// The sign-in needs the client's SDK and two round trips, the inbox one; start them while the app itself is still
// downloading. Whoever asks for data shares this attempt, and hears of its failure.
if (window.location.pathname === '/') askAhead();
else void beginSession();
void import('./app.tsx').then(({ mount }) => mount());
