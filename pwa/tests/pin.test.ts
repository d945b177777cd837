import { describe, expect, it } from 'vitest';
import { isWeak } from '../src/domain/pin';

/** What who knows her tries first: lines on the pad, counting, pairs, years, days, well-known words. */
const GUESSED = `147258 258369 369258 147369 741852 852963 963852 159357 357159 159753 753159 147147
  258258 369369 147852 456123 789456 123789 321654 654987 102030 112233 223344 332211 445566 556677
  778899 998877 121314 101010 202020 696969 420420 007007 123321 123123 321321 456456 789789 112211
  110011 100000 200000 999000 000999 123654 456789 987654 520520 131313 246810 135790 098765 142536
  362514 951753 159951 789987 159159 456654 012012 123456 654321 111222 222333 190585 052190 851231
  198519 201020`.split(/\s+/);

describe('a PIN that is guessed first', () => {
  it.each(GUESSED)('%s is refused, by a rule or by name', (pin) => {
    expect(isWeak('pin', pin)).toBe(true);
  });

  it.each(['481537', '728496', '935062'])('%s is taken', (pin) => {
    expect(isWeak('pin', pin)).toBe(false);
  });
});
