/** A page in one file that no text can break out of. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { printPage } from '../../src/exports/page';

const HOSTILE = '</script><script>alert(1)</script> <!-- </style> "\' & \u2028 ]]>';

const parts = {
  title: HOSTILE,
  lang: 'en',
  style: `body::after { content: '${HOSTILE}' }`,
  script: `const text = ${JSON.stringify(HOSTILE)};`,
  data: JSON.stringify({ text: HOSTILE }),
  layoutEngine: `"${HOSTILE}"`,
};

const inside = (page: string, pattern: RegExp): string => pattern.exec(page)?.[1] ?? '';

describe('an exported page', () => {
  it('allows its own script and style by their hashes, and nothing else', async () => {
    const page = await printPage(parts);
    const policy = inside(page, /Content-Security-Policy" content="([^"]*)"/);
    for (const [kind, pattern] of [
      ['script', /\n {4}<script>([^]*?)<\/script>/],
      ['style', /\n {4}<style>([^]*?)<\/style>/],
    ] as const) {
      const hash = createHash('sha256').update(inside(page, pattern)).digest('base64');
      assert.ok(policy.includes(`${kind}-src 'sha256-${hash}'`), kind);
    }
    assert.ok(policy.startsWith("default-src 'none'; "));
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.doesNotMatch(page, /\b(src|href)=/);
  });

  it('has as many elements as it is written with, whatever the texts', async () => {
    const page = await printPage(parts);
    for (const [tag, count] of [
      ['</script', 3],
      ['</style', 1],
      ['<!--', 0],
      ['</title', 1],
      ['</body', 1],
    ] as const) {
      assert.equal(page.split(tag).length - 1, count, tag);
    }
    assert.match(page, /<title>&#60;\/script&#62;/);
  });

  it('hands the data over unchanged', async () => {
    const page = await printPage(parts);
    const json = inside(page, /<script id="data" type="application\/json">([^]*?)<\/script>/);
    assert.deepEqual(JSON.parse(json), { text: HOSTILE });
  });

  it('is the same page for the same parts', async () => {
    assert.equal(await printPage(parts), await printPage(parts));
  });
});
