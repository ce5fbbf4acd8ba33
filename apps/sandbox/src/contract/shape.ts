/** One documented name of a request or reply, as kept in contract/apis.json; `path` is dotted, `[]` marks arrays. */
export type Field = {
  path: string;
  type: FieldType;
  required?: boolean;
  enum?: string[];
  max?: number;
  maxItems?: number;
  maxLength?: number;
  maxBytes?: number;
};

export type FieldType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'object'
  | 'map'
  | 'any'
  | 'string[]'
  | 'number[]'
  | 'object[]';

/** A field with the names below it; '*' among the children stands for a name that the data itself chooses. */
export type Shape = Omit<Field, 'path' | 'type'> & { type: FieldType; children: Map<string, Shape> };

/** The tree of a list of documented names. */
export function shapeOf(fields: readonly Field[]): Shape {
  const root: Shape = { type: 'object', children: new Map() };
  for (const { path, ...field } of fields) {
    const names = path.split('.').map((name) => (name.startsWith('<') ? '*' : name.replace(/\[\]$/, '')));
    let parent = root;
    for (const name of names.slice(0, -1)) {
      const known = parent.children.get(name) ?? { type: 'object', children: new Map() };
      parent.children.set(name, known);
      parent = known;
    }
    const last = names.at(-1) ?? '';
    parent.children.set(last, { ...field, children: parent.children.get(last)?.children ?? new Map() });
  }
  return root;
}
