import type { ComponentChildren } from 'preact';
import type { Browser } from '../../domain/browser';

/** Where a browser's menu button is, and what it looks like. */
const menus: Record<Browser, { x: number; y: number; sign: string }> = {
  chrome: { x: 86, y: 16, sign: 'M0-5v.1M0 0v.1M0 5v.1' },
  samsung: { x: 86, y: 126, sign: 'M-6-5H6M-6 0H6M-6 5H6' },
  firefox: { x: 86, y: 126, sign: 'M0-5v.1M0 0v.1M0 5v.1' },
  safari: { x: 50, y: 126, sign: 'M-4-2h-3V8H7V-2H4M0 4V-8M-4-4l4-4 4 4' },
};

/** The drawn phone: a window with its address, whatever is in it. */
function Phone({ children }: { children: ComponentChildren }) {
  return (
    <svg class="d shot" viewBox="-3 -3 106 148" aria-hidden="true">
      <path class="B" d="M6 0h88q6 0 6 6v130q0 6-6 6H6q-6 0-6-6V6q0-6 6-6z" />
      {children}
    </svg>
  );
}

/** A browser's menu button, or the menu it opens with the line to touch. */
export function MenuArt({ of, open }: { of: Browser; open?: boolean }) {
  const { x, y, sign } = menus[of];
  const isBelow = y > 70;
  const top = isBelow ? 34 : 30;
  return (
    <Phone>
      <path class="f" d={isBelow ? 'M0 110h100' : 'M0 30h100'} />
      <path
        class="M f"
        d={isBelow && of !== 'firefox' ? 'M10 8h80v14H10z' : `M10 ${y - 8}h58v16H10z`}
      />
      {!open && <circle class="A" cx={x} cy={y} r="12" />}
      <path class="gk" d={sign} transform={`translate(${x} ${y})`} />
      {open && (
        <>
          <path class="B" d={`M26 ${top}h68v74H26z`} />
          <path class="f" d={`M34 ${top + 12}h36M34 ${top + 26}h46M34 ${top + 62}h30`} />
          <path class="A" d={`M26 ${top + 36}h68v18H26z`} />
          <path
            class="f"
            d={`M34 ${top + 40}h10v10H34zM39 ${top + 42}v6M36 ${top + 45}h6M52 ${top + 45}h34`}
          />
        </>
      )}
    </Phone>
  );
}

/** The home screen, with our drawing among the others. */
export function HomeArt() {
  return (
    <Phone>
      <path
        class="M f"
        d="M12 14h18v18H12zM41 14h18v18H41zM70 14h18v18H70zM12 48h18v18H12zM70 48h18v18H70z"
      />
      <path class="K" d="M38 45h24v24H38z" />
      <path class="av" d="M56 52q-2-2-6-2-7 0-7 7t7 7q4 0 6-2" />
      <path class="f" d="M38 76h24" />
    </Phone>
  );
}
