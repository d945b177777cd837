import { useEffect, useRef, useState } from 'preact/hooks';
import { useKeep } from '../sheet';

/**
 * What she writes under a name: kept when she goes on, and when she leaves or puts the phone away. Not at
 * each letter: every keeping is an event of her log.
 */
export function useDraft(name: string, old: string | undefined) {
  const [text, setText] = useState(old ?? '');
  const { put, failed } = useKeep('lienzo');
  const draft = useRef({ text, kept: old });
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
      document.removeEventListener('visibilitychange', away);
      away();
    };
  }, []);
  const write = (words: string) => {
    draft.current.text = words;
    setText(words);
  };
  return { text, write, save, failed };
}
