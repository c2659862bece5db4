import type { ESTree, Plugin } from 'vite';

/** What the web app reads of a route; the rest of it is the server's, and types. */
const read = new Set(['method', 'path', 'idempotent']);

/**
 * Leaves out of the built app what it does not read of the contracts: the schemas of routes, and every declaration that
 * no page names. Without it each visit begins with loading and making some hundred schemas.
 */
export const leanContracts: Plugin = {
  name: 'lean-contracts',
  apply: 'build',
  transform: {
    filter: { id: /[\\/]libs[\\/]contracts[\\/]src[\\/][^.]+\.ts$/ },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      for (const statement of this.parse(code, { lang: 'ts' }).body) {
        const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
        if (declaration?.type !== 'VariableDeclaration') continue;
        for (const { init } of declaration.declarations) {
          if (init?.type !== 'CallExpression' && init?.type !== 'ObjectExpression') continue;
          const { start, end } = init;
          const kept = addressOf(init)?.map((part) => code.slice(part.start, part.end));
          // Nothing happens in a declaration but that it is made: who does not name it does not need it.
          const text = kept
            ? `({ ${kept.join(', ')} })`
            : `/* @__PURE__ */ (() => (${code.slice(start, end)}))()`;
          edits.push({ start, end, text });
        }
      }
      if (edits.length === 0) return null;
      let lean = code;
      for (const { start, end, text } of edits.toReversed()) {
        lean = lean.slice(0, start) + text + lean.slice(end);
      }
      return { code: lean, map: null, moduleSideEffects: false };
    },
  },
};

/** The parts of a `route({ … })` that are read; undefined for anything else. */
function addressOf(init: ESTree.Expression) {
  if (init.type !== 'CallExpression') return undefined;
  const [shape] = init.arguments;
  if (init.callee.type !== 'Identifier' || init.callee.name !== 'route') return undefined;
  if (shape?.type !== 'ObjectExpression') return undefined;
  return shape.properties.filter(
    (one) => one.type === 'Property' && one.key.type === 'Identifier' && read.has(one.key.name),
  );
}
