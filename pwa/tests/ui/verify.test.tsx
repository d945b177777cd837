import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import vectors from '../../../tests/vectors/proofcode.json';
import { esProof } from '../../src/i18n/es-proof';
import { addWords } from '../../src/i18n/t';
import { Verify } from '../../src/screens/proof/verify';

const by = { name: 'La Municipalidad', keys: [vectors], ids: [], at: 1_795_000_000, got: 0 };
/** What the network brings, when the test says so. */
const { net } = vi.hoisted(() => ({ net: [] as ((found: unknown) => void)[] }));
vi.mock('../../src/screens/proof/issuer', () => ({
  issuer: async () => by,
  freshIssuer: () => new Promise((bring) => net.push(bring)),
}));
addWords(esProof);

const code = (name: string) => vectors.codes.find((one) => one.name === name)?.code as string;

describe('a certificate that somebody shows', () => {
  beforeEach(() => void net.splice(0));
  afterEach(cleanup);

  it('is judged by itself, though the network answers late about the one before', async () => {
    const { rerender } = render(<Verify id={`${code('good')}.${vectors.salt}`} />);
    await screen.findByText('La firma es buena.');
    rerender(<Verify id={code('another month')} />);
    await screen.findByText(/^Está cambiada/);
    net[0]?.(by);
    await new Promise((done) => setTimeout(done, 30));
    expect(screen.queryByText('La firma es buena.')).toBeNull();
    screen.getByText(/^Está cambiada/);
  });

  it('has no name that was checked for another one', async () => {
    const { rerender } = render(<Verify id={`${code('good')}.${vectors.salt}`} />);
    const field = await screen.findByLabelText('Nombre que dice');
    fireEvent.input(field, { target: { value: vectors.name } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await screen.findByText(`Vale. Es de ${vectors.name}.`);
    // The same certificate with another salt: that name is not checked.
    rerender(<Verify id={`${code('good')}.AAAAAAAAAAAAAAAA`} />);
    await screen.findByText(/^Falta el nombre/);
    expect(screen.queryByText(/^Vale\./)).toBeNull();
  });
});
