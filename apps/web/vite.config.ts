import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const main = here('src/main.tsx');

/** What boot.ts runs before the rest is there; in the chunk of the rest it would have to wait for it. */
const early =
  /[\\/]src[\\/](boot|early-answers|start-locale|api-address|catalogue[\\/]catalogue-address)\.ts$|vite[\\/]preload-helper/;
/** What the frame around every page needs, with all that these import. */
const base =
  /node_modules[\\/](react|react-dom|react-router|@tanstack[\\/]react-query|i18next|react-i18next|zod|@ant-design[\\/]icons|antd[\\/]es[\\/](config-provider|app|button|skeleton|alert))[\\/]|libs[\\/]contracts[\\/]/;

/** The frame's own code and that of the page which most visits begin with. */
const frame = (id: string) => id.startsWith(here('src')) && !early.test(id);

/** Lets the browser fetch the code that boot.ts will ask for while boot.ts itself is on its way. */
const preloadMain: Plugin = {
  name: 'preload-main',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((one) => one.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.facadeModuleId === main);
      if (!entry) return [];
      const files = [entry];
      for (const { imports } of files) {
        files.push(...chunks.filter((one) => imports.includes(one.fileName) && !files.includes(one)));
      }
      const styles = new Set(files.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
      return [
        ...files.map(({ fileName }) => ({
          tag: 'link',
          // After boot.ts: a browser asks for six files at a time.
          injectTo: 'head' as const,
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
        })),
        ...[...styles].map((file) => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` },
        })),
      ];
    },
  },
};

/** Beside each file of code its smallest form, so that nobody has to press it while a visitor waits. */
const precompress: Plugin = {
  name: 'precompress',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        const source = file.type === 'chunk' ? file.code : file.source;
        if (!/\.(js|css)$/.test(fileName) || source.length < 1_000) continue;
        this.emitFile({
          type: 'asset',
          fileName: `${fileName}.br`,
          source: brotliCompressSync(source),
        });
      }
    },
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [react(), preloadMain, precompress],
  resolve: { alias: { '#contracts': here('../../libs/contracts/src/index.ts') } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { index: here('index.html'), main, catalogue: here('src/catalogue/catalogue-page.tsx') },
      output: {
        // Few files: each costs a round trip, and a browser asks for six at a time.
        codeSplitting: {
          groups: [
            { name: 'early', test: early, priority: 3 },
            { name: 'base', test: base, priority: 2 },
            { name: 'frame', tags: ['$initial'], test: frame, priority: 1 },
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
