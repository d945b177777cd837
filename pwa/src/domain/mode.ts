/** The form of the app: the simple one for who asked for it, or likes to listen and asked for none. */
export const isSimpleFor = ({ mode, listen }: { mode?: string; listen?: boolean }): boolean =>
  mode ? mode === 'simple' : !!listen;
