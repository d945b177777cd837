// @vitest-environment node
import { minify } from 'terser';
import { describe, expect, it } from 'vitest';
import { sameNames, withGetters } from '../vite.config.ts';

const shortened = async (code: string): Promise<string> => {
  const vars = { props: sameNames(code) };
  return (await minify(code, { module: true, nameCache: { vars } })).code as string;
};

describe('what crosses files', () => {
  it('has one name in both', async () => {
    expect(await shortened('import{a as x,Zt as y}from"./1.js";export const k=x(y);')).toMatch(
      /^import\{a,Zt\}from"\.\/1\.js";/,
    );
    expect(await shortened('let x=z();let y=2;export{x as q,y as Zt};')).toContain('export{q,Zt}');
  });

  it('keeps another name where this file has it already, or no name may be so', async () => {
    const two = 'import{a as x}from"./1.js";import{a as y}from"./2.js";y(x);';
    expect(await shortened(two)).toMatch(/import\{a\}from"\.\/1\.js";import\{a as (\w)\}.*\1\(a\)/);
    const word = 'import{in as x}from"./1.js";x();let y=x;export{y as do};';
    expect(await shortened(word)).toMatch(/import\{in as (\w)\}.*as do\}/);
  });

  it('is hidden by nothing inside', async () => {
    const code = 'import{e as x}from"./1.js";export const f=(p,q)=>()=>x(p,q);';
    const [, first, second] = (await shortened(code)).match(/e\((\w),(\w)\)/) ?? [];
    expect(new Set(['e', first, second]).size).toBe(3);
  });
});

describe('a file that is asked for whole', () => {
  it('says itself what it holds, without the helper of the bundler', () => {
    const code = 'import{t as n}from"./0.js";var a=1,b=n({whose:()=>a,more:()=>c});export{b as t};';
    expect(withGetters(code, '0.js')).toBe(
      'var a=1,b={get whose(){return a},get more(){return c}};export{b as t};',
    );
    expect(() => withGetters('import{t as n}from"./0.js";n(1);', '0.js')).toThrow();
  });
});
