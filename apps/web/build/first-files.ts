import { posix } from 'node:path';
import type { Plugin } from 'vite';

/** Large libraries that the first page does without. */
const heavy = /[\\/]node_modules[\\/](zod|antd)[\\/]/;

/**
 * Names in the page's head, before any code runs, the files that every visit begins with: `boot`, which asks for the
 * first page's data and waits for nothing, then `main` with all it imports and its styles. Throws when they
 * have come to hold a heavy library.
 */
export const firstFiles = (boot: string, main: string): Plugin => {
  const script = (src: string, attrs = {}) => ({
    tag: 'script',
    injectTo: 'head' as const,
    attrs: { type: 'module', crossorigin: true, src, ...attrs },
  });
  const link = (rel: string, href: string) => ({
    tag: 'link',
    injectTo: 'head' as const,
    attrs: { rel, crossorigin: true, href },
  });
  return {
    name: 'first-files',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        if (!bundle) return [boot, main].map((file) => script(posix.join('/@fs', file)));
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const holding = (module: string) => chunks.find(({ moduleIds }) => moduleIds.includes(module))!;
        const first = holding(boot);
        const files = [holding(main)];
        for (const { imports } of files) {
          files.push(...chunks.filter((one) => imports.includes(one.fileName) && !files.includes(one)));
        }
        const late = files.flatMap(({ moduleIds }) => moduleIds).find((module) => heavy.test(module));
        if (late)
          throw new Error(
            `Every visit would begin with loading ${late}: import it with the part that needs it.`,
          );
        const [entry, ...rest] = files.filter((one) => one !== first).map(({ fileName }) => `/${fileName}`);
        const styles = new Set(files.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
        return [
          script(`/${first.fileName}`, { async: true }),
          script(entry!),
          ...rest.map((file) => link('modulepreload', file)),
          ...[...styles].map((file) => link('stylesheet', `/${file}`)),
        ];
      },
    },
  };
};
