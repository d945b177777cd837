import { useEffect, useRef, useState } from 'preact/hooks';
import { useKeep } from '../sheet';

/** Who has written nothing for so long thinks, or was called away. */
const PAUSE_MS = 15_000;

/**
 * What she writes under a name: kept when she goes on, when she pauses, and when she leaves or puts
 * the phone away. Not at each letter: every keeping is an event of her log.
 */
export function useDraft(name: string, old: string | undefined) {
  const [text, setText] = useState(old ?? '');
  const { put, failed } = useKeep('lienzo');
  const draft = useRef({ text, kept: old });
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** `passes`: an empty answer is kept too, so that she is not asked again. */
  const save = async (passes: boolean): Promise<boolean> => {
    const words = draft.current.text.trim();
    const { kept } = draft.current;
    if (passes ? words === kept : words === (kept ?? '')) return true;
    const isKept = await put(name, words);
    if (isKept) draft.current.kept = words;
    return isKept;
  };
  useEffect(() => {
    const away = () => void save(false);
    document.addEventListener('visibilitychange', away);
    return () => {
      clearTimeout(pause.current);
      document.removeEventListener('visibilitychange', away);
      away();
    };
  }, []);
  const write = (words: string) => {
    draft.current.text = words;
    setText(words);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => void save(false), PAUSE_MS);
  };
  return { text, write, save, failed };
}
