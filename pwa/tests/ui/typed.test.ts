// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCREENS = join(import.meta.dirname, '../../src/screens');
const files = readdirSync(SCREENS, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

it('what she types is never kept by the browser itself, in clear, among its open pages', () => {
  const fields = files.flatMap((name) =>
    [
      ...readFileSync(join(SCREENS, name), 'utf8').matchAll(/<(?:textarea|input)\b[\s\S]*?\/>/g),
    ].map(([field]) => ({ name, field })),
  );
  expect(fields.length).toBeGreaterThan(0);
  const kept = fields.filter(
    ({ field }) => !/readOnly|type="(?:radio|checkbox)"|autocomplete="off"/.test(field),
  );
  expect(kept).toEqual([]);
});
