import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { esMore } from '../../src/i18n/es-more';
import { esProof } from '../../src/i18n/es-proof';
import { addWords } from '../../src/i18n/t';
import { Finish } from '../../src/screens/proof/finish';
import { find, newHer, press } from './her';

addWords({ ...esMore, ...esProof });
afterEach(cleanup);

it('what she says that she gave: two quick touches are two answers', async () => {
  const log = await newHer();
  render(<Finish />);
  await press('Le enseñé una regla');
  await press('La invité a entrar');
  await waitFor(() => expect(log.progress().about?.di).toEqual(['regla', 'invita']));
  for (const name of ['Le enseñé una regla', 'La invité a entrar'])
    expect(find(name)?.getAttribute('aria-pressed')).toBe('true');
});
