// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Index } from '../src/domain/bundle';
import { folded, search, stands } from '../src/domain/search';

const index: Index = {
  f: 1,
  k: 'words',
  id: 'words-es',
  l: 'es',
  ms: [
    ['precio', 'vendo perdiendo', [['tanda', 'Cuánto costó la tanda', 'cuesta pongo precio']]],
    [
      'cajones',
      'semana quedo',
      [
        ['goteo', 'La plata que se va sola', 'sale apunto'],
        ['deben', 'Lo que me deben', 'fio apunto quien dia paga'],
      ],
    ],
    ['whatsapp', 'respondo venta', [['catalogo', 'Cinco cosas en catálogo', 'foto nombre']]],
  ],
  g: [
    ['plata dinero guita', 'plata'],
    ['fiado deben deuda', 'deudas'],
    ['foto catalogo vitrina', 'celular'],
    ['papeles ruc', 'papeles'],
  ],
};
const about: Record<string, { title: string; needs: string[] }> = {
  precio: { title: '¿Cuánto cobro?', needs: ['precio'] },
  cajones: { title: 'Dos cajones', needs: ['plata', 'deudas'] },
  whatsapp: { title: 'Vender por WhatsApp', needs: ['celular'] },
};
const find = (query: string) => search(query, index, (id) => about[id]).map((one) => one.lesson);

describe('words', () => {
  it('are compared without accents and capitals', () => {
    expect(folded('¿CUÁNTO cobró la Ñaña?')).toEqual(['cuanto', 'cobro', 'la', 'nana']);
  });

  it('stand for what begins like them', () => {
    expect(stands('cat', 'catalogo')).toBe(true);
    expect(stands('logo', 'catalogo')).toBe(false);
  });

  it.each([
    ['presio', 'precio', 'another letter'],
    ['preco', 'precio', 'a letter missing'],
    ['preecio', 'precio', 'a letter too many'],
    ['percio', 'precio', 'two changed round'],
    ['catlogo', 'catalogo', 'in the middle'],
    ['precios', 'precio', 'a plural'],
  ])('forgive one slip in five letters or more: %s for %s (%s)', (typed, word) => {
    expect(stands(typed, word)).toBe(true);
  });

  it('forgive no slip in a short word, nor two in a long one', () => {
    expect(stands('fato', 'foto')).toBe(false);
    expect(stands('pracia', 'precio')).toBe(false);
  });
});

describe('search', () => {
  it('finds by title, rule and module', () => {
    expect(find('tanda')).toEqual(['tanda']);
    expect(find('apunto')).toEqual(['goteo', 'deben']);
    expect(find('whatsapp')).toEqual(['catalogo']);
  });

  it('finds by everyday words: of the same meaning first, then of the same need', () => {
    expect(find('guita')).toEqual(['goteo', 'deben']);
    expect(find('fiado')).toEqual(['deben', 'goteo']);
    expect(find('Vitrina')).toEqual(['catalogo']);
  });

  it('knows the rules of a module on the phone where the index has none', () => {
    const bare = structuredClone(index);
    for (const one of bare.ms) for (const lesson of one[2]) lesson[2] = '';
    const here = { title: 'Dos cajones', rules: { goteo: 'Todo lo que sale, lo apunto.' } };
    const about = (id: string) => (id === 'cajones' ? here : undefined);
    expect(search('apunto', bare, about).map((one) => one.lesson)).toEqual(['goteo']);
    expect(search('apunto', bare, () => undefined)).toEqual([]);
  });

  it('puts first who meets more of what she wrote', () => {
    expect(find('foto de la plata')[0]).toBe('goteo');
    expect(find('cinco fotos')[0]).toBe('catalogo');
  });

  it('finds nothing by words that stand everywhere, nor by what nobody wrote of', () => {
    expect(find('que se me')).toEqual([]);
    expect(find('xilófono')).toEqual([]);
    expect(find('ruc')).toEqual([]);
    expect(find('  ')).toEqual([]);
  });
});
