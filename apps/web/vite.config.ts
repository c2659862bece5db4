import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { firstFiles } from './build/first-files.ts';
import { leanContracts } from './build/lean-contracts.ts';
import { precompress } from './build/precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const boot = here('src/boot.ts');
const main = here('src/main.tsx');

/** What boot.ts runs before the rest is there; in the chunk of the rest it would have to wait for it. */
const early =
  /[\\/]src[\\/](boot|early-answers|start-locale|api-address|catalogue[\\/]catalogue-address)\.ts$|libs[\\/]contracts[\\/]src[\\/]vocabulary\.ts$|vite[\\/]preload-helper/;
const library = /[\\/]node_modules[\\/]/;
/** What forms are checked with before they are sent. */
const schemas =
  /node_modules[\\/]zod[\\/]|libs[\\/]contracts[\\/]src[\\/](credentials|fit-weights|listing-content|thesis)\.ts$/;
const own = /[\\/]apps[\\/]web[\\/]src[\\/]/;
/** What nearly every page but the first needs: the controls and all icons. */
const controls =
  /node_modules[\\/](@ant-design[\\/]icons|antd[\\/]es[\\/](config-provider|app|button|skeleton|alert))[\\/]/;

export default defineConfig({
  root: here('.'),
  plugins: [react(), leanContracts, firstFiles(boot, main), precompress],
  resolve: { alias: { '#contracts': here('../../libs/contracts/src/index.ts') } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Where it is missing, only time is lost.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: here('index.html'), boot, main },
      output: {
        // Few files: each costs a round trip, and a browser asks for six at a time.
        codeSplitting: {
          groups: [
            { name: 'early', test: early, priority: 5 },
            { name: 'schemas', test: schemas, includeDependenciesRecursively: false, priority: 4 },
            // What changes seldom stays cached when the rest changes.
            { name: 'base', tags: ['$initial'], test: library, priority: 3 },
            { name: 'frame', tags: ['$initial'], test: own, priority: 2 },
            { name: 'controls', test: controls, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'http://127.0.0.1:3000', ws: true } },
  },
});
