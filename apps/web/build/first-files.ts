import type { Plugin } from 'vite';

/**
 * Names in the page's head, before any code runs, the files that every visit begins with: `boot`, which asks for the
 * first page's data and waits for nothing, then `main` with all it imports and its styles.
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
        if (!bundle) return [boot, main].map((file) => script(`/@fs/${file}`));
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const holding = (module: string) => chunks.find(({ moduleIds }) => moduleIds.includes(module))!;
        const first = holding(boot);
        const files = [holding(main)];
        for (const { imports } of files) {
          files.push(...chunks.filter((one) => imports.includes(one.fileName) && !files.includes(one)));
        }
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
