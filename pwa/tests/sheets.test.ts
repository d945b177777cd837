// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as canvas from '../src/domain/canvas';
import * as checklist from '../src/domain/checklist';
import { filled, MOST_LETTERS, slotsOf } from '../src/domain/slots';
import { control, inspeccion } from '../src/i18n/es.control';
import { directorio } from '../src/i18n/es.directorio';
import { lienzo } from '../src/i18n/es.lienzo';
import { mensajes } from '../src/i18n/es.mensajes';
import { paint } from '../src/screens/tools/canvas/picture';

const LESSONS = join(import.meta.dirname, '../../lessons/es');

describe('the nine questions', () => {
  it('are asked from the first that is open', () => {
    fc.assert(
      fc.property(fc.subarray(Array.from({ length: canvas.COUNT }, (_, at) => at)), (answered) => {
        const at = canvas.firstOpen((name) => answered.some((one) => canvas.nameOf(one) === name));
        expect(answered).not.toContain(at);
        for (let before = 0; before < at; before++) expect(answered).toContain(before);
      }),
    );
  });

  it('have an example of each of nine trades, short, and with nothing that a picture should not carry', () => {
    expect(lienzo).toHaveLength(canvas.COUNT);
    for (const [ask, hint, like] of lienzo) {
      expect([ask, like.length]).toEqual([ask, 9]);
      expect(hint.length).toBeLessThan(90);
      for (const one of like) {
        expect(one.length).toBeLessThanOrEqual(canvas.MOST_LETTERS);
        expect([one, canvas.risksOf(one)]).toEqual([one, []]);
      }
    }
  });
});

describe('what a picture would carry', () => {
  it('is a number to call, however it is written', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 12 });
    fc.assert(
      fc.property(digits, fc.constantFrom('', ' ', '-', '.', ') ('), (number, between) => {
        expect(canvas.risksOf(`Escríbeme al ${number.join(between)} hoy`)).toEqual(['phone']);
      }),
    );
  });

  it.each([
    ['Jr. Los Olivos 245', ['place']],
    ['Estoy en la avenida Túpac Amaru 1200', ['place']],
    ['Mz. C lote 4, al fondo', ['place']],
    ['Gano 60 soles al día', ['money']],
    ['Saco S/ 45', ['money']],
    ['Vendo en la calle, de 8 a 10', []],
    ['Llego a las 5 y doy 2 por 1', []],
  ])('%s', (text, risks) => {
    expect(canvas.risksOf(text)).toEqual(risks);
  });
});

it('paints her answers, the questions and nothing else', () => {
  const said: string[] = [];
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (own, name) => {
      if (name === 'fillText') return (text: string) => said.push(text);
      if (name === 'measureText') return (text: string) => ({ width: text.length * 24 });
      return own[name as string] ?? (() => {});
    },
  });
  vi.stubGlobal('document', {});
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: () => '' }));
  const picture = { getContext: () => pen } as unknown as HTMLCanvasElement;
  const text = 'Cumplo la hora. '.repeat(8).trim();
  paint(picture, 'Mi lienzo', [{ ask: '¿Qué prometo?', text }]);
  expect(said.slice(0, 3)).toEqual(['Mi lienzo', '1', '¿Qué prometo?']);
  expect(said.slice(3).join(' ')).toBe(text);
  expect(picture.height).toBeGreaterThanOrEqual(1350);
});

const texts = mensajes.flatMap(([, , , all]) => all);

describe('ready messages', () => {
  it('are for eleven moments, each with a choice, and none twice', () => {
    expect(new Set(mensajes.map(([id]) => id)).size).toBe(11);
    expect(new Set(texts).size).toBe(texts.length);
    for (const [id, , , all] of mensajes) expect([id, all.length > 1]).toEqual([id, true]);
  });

  it.each(texts)('%s', (text) => {
    const words = Object.fromEntries(slotsOf(text).map((slot) => [slot, 'una docena de arepas']));
    expect(filled(text, words).length).toBeLessThanOrEqual(MOST_LETTERS);
    // Neither shouting, nor begging, nor hurry, nor a threat.
    expect(text).not.toMatch(
      /!!|urgente|última|apúrese|promoci|denunci|polic[ií]a|abogad|usted nunca|por favor|se acaba/i,
    );
    expect(text).not.toMatch(/[A-ZÁÉÍÓÚ]{4}/);
    expect(text.split('[').length).toBe(text.split(']').length);
  });
});

describe('blanks', () => {
  const plain = fc.stringMatching(/^[a-zñ .,]{0,12}$/);
  it('are filled with her words, all of the same name alike, and nothing else changes', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(plain, name, plain, fc.stringMatching(/^[a-z]{1,9}$/), (a, slot, b, word) => {
        const text = `x${a}[${slot}]${b}[${slot}]x`;
        expect(slotsOf(text)).toEqual([slot]);
        expect(filled(text, { [slot]: word })).toBe(`x${a}${word}${b}${word}x`);
        expect(filled(text, { [slot]: '  ' })).toBe(text);
      }),
    );
  });
});

const lesson = (name: string) => readFileSync(join(LESSONS, 'bien', name), 'utf8');
const steps = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 });

describe('the lists to begin with', () => {
  it('are the steps of the lesson, trade by trade', () => {
    const rows = lesson('01-pasos.ejemplos.yaml').split('rows:\n')[1] as string;
    const told = rows
      .trim()
      .split('\n')
      .map((row) => {
        const step = (name: string) =>
          new RegExp(` ${name}: (?:"([^"]*)"|([^,}]*))`).exec(row)?.slice(1).find(Boolean);
        return ['uno', 'dos', 'tres', 'cuatro', 'cinco'].map(step);
      });
    expect(control).toEqual(told);
    expect(control.flat().every((one) => one.length <= checklist.MOST_LETTERS)).toBe(true);
  });

  it('and those of an inspection', () => {
    const [, card] = lesson('04-inspeccion.md').split('## Tu lista, en cinco líneas {#3');
    const [list = ''] = card?.split('## ') ?? [];
    const lines = [...list.matchAll(/^\d\. (.*)\.$/gm)];
    expect(inspeccion).toEqual(lines.map(([, line]) => line));
  });
});

describe('ticks', () => {
  it('are of one day', () => {
    expect(checklist.ticked({ d: 7, on: ['a'] }, 7)).toEqual(['a']);
    expect(checklist.ticked({ d: 7, on: ['a'] }, 8)).toEqual([]);
    expect(checklist.ticked(undefined, 7)).toEqual([]);
  });

  it('turned twice are as before, and touch no other step', () => {
    fc.assert(
      fc.property(steps, steps, (on, [one = '']) => {
        expect([...checklist.turned(checklist.turned(on, one), one)].sort()).toEqual(
          [...on].sort(),
        );
        expect(checklist.turned(on, one).filter((each) => each !== one)).toEqual(
          on.filter((each) => each !== one),
        );
      }),
    );
  });
});

describe('a list', () => {
  it('moved loses no step, and back is as before', () => {
    fc.assert(
      fc.property(steps, fc.nat(7), fc.nat(7), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        expect(checklist.moved(list, from, to)[to]).toBe(list[from]);
        expect(checklist.moved(checklist.moved(list, from, to), to, from)).toEqual(list);
      }),
    );
  });

  it('is kept without empty lines or one twice, and no longer than fits', () => {
    expect(checklist.tidy([' Lava\n manos ', '', 'Lava manos', 'Corta'])).toEqual([
      'Lava manos',
      'Corta',
    ]);
    expect(checklist.tidy(Array.from({ length: 20 }, (_, at) => `paso ${at}`))).toHaveLength(
      checklist.MOST_STEPS,
    );
  });
});

const sources = readdirSync(LESSONS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(LESSONS, name), 'utf8'));

/** What a lesson says of a fact, by its id. */
const factOf = (id: string): Record<string, string> => {
  const source = sources.find((one) => one.includes(`  - id: ${id}\n`)) ?? '';
  const [fact = ''] = source.split(`  - id: ${id}\n`)[1]?.split(/\n {2}- |\n\w/) ?? [];
  return Object.fromEntries(
    [...fact.matchAll(/^ {4}(\w+): "?(.*?)"?$/gm)].map(([, key, value]) => [key, value]),
  );
};

describe('what the directory says', () => {
  const facts = directorio.flatMap((one) => one.facts);

  it.each(facts)(
    '%s: as its lesson does, with its source, and open there too',
    (id, says, confirm) => {
      expect(factOf(id)).toMatchObject({ says, confirm, state: 'open' });
      expect(factOf(id).source).toBeTruthy();
    },
  );

  it('has no number, and says that something is free only where a fact does', () => {
    for (const one of directorio) {
      expect(JSON.stringify({ ...one, facts: [], free: 0 }).replace('"free":0', '')).not.toMatch(
        /\d/,
      );
      const isFree = one.facts.some(([, says]) => /sin cobrar|gratis|no cuesta/i.test(says));
      expect([one.name, !!one.free]).toEqual([one.name, isFree]);
    }
  });

  it('is neutral on the face of it', () => {
    const names = directorio.map(({ name }) => name).join(' ');
    expect(names).not.toMatch(/violencia|abuso|amenaza|extorsi|denuncia|golpe/i);
  });
});
