import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../src/domain/bundle';
import { esMore } from '../../src/i18n/es-more';
import { addWords } from '../../src/i18n/t';
import { Choice } from '../../src/screens/cards/choice';
import { Match } from '../../src/screens/cards/match';
import { NumberAnswer } from '../../src/screens/cards/number';
import { Order } from '../../src/screens/cards/order';
import type { CardProps } from '../../src/ui/card';

beforeAll(() => {
  addWords(esMore);
  Element.prototype.scrollIntoView = () => {};
});
afterEach(cleanup);

const one = [
  'one',
  2,
  1,
  '¿Cuánto le queda?',
  ['La vende a 1 sol.'],
  [
    ['a', '1 sol', 0, 'Eso es lo que entra.'],
    ['b', '10 céntimos', 1, 'Entra 1 sol, salen 90 céntimos.'],
  ],
];
const many = [
  'many',
  5,
  1,
  '¿Qué es trabajo?',
  [],
  [
    ['a', 'Comprar', 1, 'Sí, comprar.'],
    ['b', 'Responder', 1, 'Sí, responder.'],
    ['c', 'La novela', 0, 'Descansar no va.'],
  ],
];
const order = [
  'order',
  3,
  1,
  '¿Qué va primero?',
  [],
  [
    [
      ['a', 'Sumo'],
      ['b', 'Cuento'],
      ['c', 'Divido'],
    ],
    'Bien hecho.',
    'Primero sumo.',
  ],
];
const match = [
  'match',
  4,
  1,
  'Une',
  [],
  [
    [
      ['a', 'Pan', 'Casa'],
      ['b', 'Gas', 'Negocio'],
    ],
    'Cada uno en su cajón.',
    'Mira otra vez.',
  ],
];
const price = [
  'number',
  6,
  1,
  '¿Cuánto?',
  [],
  [250, 'centimos', 5, 'Dos cincuenta.', 'Divide otra vez.'],
];

/** Show a card whose saves wait until `saved` is called. */
function show(Kind: unknown, card: unknown, answer?: CardProps['answer']) {
  const kept: unknown[] = [];
  let saved = () => {};
  const next = vi.fn();
  const props: CardProps = {
    card: card as Card,
    lesson: 'tanda',
    answer,
    keep: (_name, body, then) => {
      kept.push((body as { option: unknown }).option);
      saved = then;
    },
    hold: (_job, then) => then(),
    next,
    back: undefined,
  };
  const View = Kind as ComponentType<CardProps>;
  render(<View {...props} />);
  return { kept, next, saved: () => saved() };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a question with one answer', () => {
  it('explains only once the answer is kept, never in red, and lets her try again', async () => {
    const { kept, saved } = show(Choice, one);
    press('1 sol');
    await settled();
    expect(kept).toEqual(['a']);
    expect(screen.queryByText('Casi. Mira:')).toBeNull();
    saved();
    await settled();
    expect(screen.getByText('Casi. Mira:')).toBeTruthy();
    expect(screen.getByText('Eso es lo que entra.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /1 sol/ }).textContent).toContain('Tu respuesta');
    press('Probar otra vez');
    await settled();
    press('10 céntimos');
    saved();
    await settled();
    expect(kept).toEqual(['a', 'b']);
    expect(screen.getByText('¡Eso es!')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Probar otra vez' })).toBeNull();
  });

  it('shows what she answered when she comes back', () => {
    const { next } = show(Choice, one, { option: 'b', rev: 1, at: 1, tries: 1 });
    expect(screen.getByText('¡Eso es!')).toBeTruthy();
    press('Seguir');
    expect(next).toHaveBeenCalledOnce();
  });
});

describe('a question with several answers', () => {
  it('says when one is missing', async () => {
    const { kept, saved } = show(Choice, many);
    press('Responder');
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual(['b']);
    expect(screen.getByText('Falta marcar otra.')).toBeTruthy();
  });

  it('sends the ids in one order, whatever was tapped first', async () => {
    const { kept, saved } = show(Choice, many);
    press('Responder');
    await settled();
    press('Comprar');
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual(['ab']);
    expect(screen.getByText('¡Eso es!')).toBeTruthy();
  });
});

describe('an order', () => {
  it('begins mixed and can be put right with buttons alone', async () => {
    const { kept, saved } = show(Order, order);
    const lines = () =>
      screen.getAllByRole('listitem').map((line) => line.querySelector('.grow')?.textContent);
    expect(lines()).not.toEqual(['Sumo', 'Cuento', 'Divido']);
    for (let i = 0; i < 3 && lines()[0] !== 'Sumo'; i++) {
      press('Subir: Sumo');
      await settled();
    }
    if (lines()[1] !== 'Cuento') press('Subir: Cuento');
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual(['abc']);
    expect(screen.getByText('Bien hecho.')).toBeTruthy();
  });
});

describe('pairs', () => {
  it('are answered by the right sides in the order of the left, and keep what was right', async () => {
    const { kept, saved } = show(Match, match);
    expect(screen.queryByRole('button', { name: 'Listo' })).toBeNull();
    press('Negocio');
    await settled();
    press('Casa');
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual(['ba']);
    expect(screen.getByText('Mira otra vez.')).toBeTruthy();
    press('Probar otra vez');
    await settled();
    press('Casa');
    await settled();
    press(/^Negocio$/);
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual(['ba', 'ab']);
    expect(screen.getByText('Cada uno en su cajón.')).toBeTruthy();
  });
});

describe('a number', () => {
  it('is soles and céntimos on our own keys, in whole céntimos', async () => {
    const { kept, saved } = show(NumberAnswer, price);
    press('2');
    await settled();
    press(/céntimos/);
    await settled();
    press('5');
    await settled();
    press('3');
    await settled();
    press('9');
    await settled();
    press('Listo');
    saved();
    await settled();
    expect(kept).toEqual([253]);
    expect(screen.getByText('Dos cincuenta.')).toBeTruthy();
  });

  it('takes real keys too', async () => {
    const { kept } = show(NumberAnswer, price);
    const box = screen.getByRole('button', { name: /soles/ });
    for (const key of ['1', '8', 'Backspace', 'x']) {
      fireEvent.keyDown(box, { key });
      await settled();
    }
    press('Listo');
    expect(kept).toEqual([100]);
  });
});
