import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The runner that `npm run dev` talks to; `heed serve` prints its address. */
const runner = process.env.HEED_RUNNER ?? 'http://127.0.0.1:4330';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    proxy: { '/trpc': runner, '/artifacts': runner, '/uploads': runner },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      /** Descriptions only: what a page does not use of them stays out of it. */
      treeshake: { moduleSideEffects: [{ test: /packages\/(schema|labeling)\//, sideEffects: false }] },
      output: {
        /** Kept apart, so that no page fetches a large library only because another page uses it. */
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 1 },
            { name: 'zod', test: /node_modules\/zod\// },
            { name: 'floating', test: /node_modules\/@floating-ui\// },
          ],
        },
      },
    },
  },
});
