import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { keepFocus } from './app/keepFocus.ts';
import { fetchPage } from './app/pages.ts';

fetchPage(location.pathname);
const root = document.getElementById('root');
keepFocus();
if (root) createRoot(root).render(<App />);
