import { parseSync, Visitor } from 'oxc-parser';

type ImportFound = { specifier: string; line: number };
export type SourceRead = {
  imports: readonly ImportFound[];
  /** Reads of the clock or of chance: Date.now(), new Date(), Date(), Math.random(), performance.now(). */
  impure: readonly { what: string; line: number }[];
  /** The parser's complaints; a file it cannot read is never a clean file. */
  errors: readonly string[];
};

/**
 * Everything a TypeScript or JavaScript file imports: import, import type, export from, import(), import('…').Type,
 * import x = require('…'), require('…'). A computed import() or require() is reported as the specifier '<computed>'.
 * @param file its name: the extension says whether it is TypeScript and whether it has JSX
 */
export function readImports(file: string, source: string): SourceRead {
  const parsed = parseSync(file, source);
  const imports: ImportFound[] = [];
  const impure: { what: string; line: number }[] = [];
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length;
  const found = (node: { value?: unknown; start: number } | null | undefined) => {
    if (node)
      imports.push({ specifier: typeof node.value === 'string' ? node.value : '<computed>', line: lineOf(node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => found(node.source),
    ExportNamedDeclaration: (node) => found(node.source),
    ExportAllDeclaration: (node) => found(node.source),
    ImportExpression: (node) => found(node.source),
    TSImportType: (node) => found(node.source),
    TSExternalModuleReference: (node) => found(node.expression),
    NewExpression(node) {
      const { callee } = node;
      if (callee.type === 'Identifier' && callee.name === 'Date' && node.arguments.length === 0) {
        impure.push({ what: 'new Date()', line: lineOf(node.start) });
      }
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type === 'Identifier' && callee.name === 'require') found(node.arguments[0]);
      if (callee.type === 'Identifier' && callee.name === 'Date')
        impure.push({ what: 'Date()', line: lineOf(node.start) });
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
      const what = `${callee.object.name}.${callee.property.type === 'Identifier' ? callee.property.name : ''}()`;
      if (impureCalls.has(what)) impure.push({ what, line: lineOf(node.start) });
    },
  }).visit(parsed.program);
  return { imports, impure, errors: parsed.errors.map((error) => error.message) };
}

const impureCalls: ReadonlySet<string> = new Set(['Date.now()', 'Math.random()', 'performance.now()']);
