import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { NoticeArea } from './kit/notice.tsx';
import './style/tokens.css';
import './style/layout.css';
import './style/kit.css';
import './style/client.css';
import './style/phone.css';
import './style/top.css';
import './style/drawer.css';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <NoticeArea>
        <App />
      </NoticeArea>
    </StrictMode>,
  );
