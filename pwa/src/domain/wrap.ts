/** Break words into lines no wider than `most`, as `wide` measures them; a longer word stands alone. Pure. */
export function wrapWords(text: string, most: number, wide: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && wide(longer) > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
