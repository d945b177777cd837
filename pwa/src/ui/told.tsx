import type { Block, Inline } from '../domain/bundle';
import { Face } from './picture';
import { Blocks } from './text';

/** What somebody tells: her words aloud stand in a bubble beside her face. */
export function Told({ blocks, who, name }: { blocks: Block[]; who: string; name: string }) {
  return (
    <>
      {blocks.map((block) =>
        Array.isArray(block) && block[0] === 's' ? (
          <div class="row top">
            <Face who={who} big />
            <div class="says grow">
              <b>{name}</b>
              <Blocks of={[block[1] as Inline]} />
            </div>
          </div>
        ) : (
          <Blocks of={[block]} />
        ),
      )}
    </>
  );
}
