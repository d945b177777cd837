import { mensajes } from '../../../i18n/es.mensajes';
import { esMessages } from '../../../i18n/es-messages';
import { addWords, t } from '../../../i18n/t';
import { keep, type Values } from '../own';
import { Fold, Sheet, useKeep } from '../sheet';
import { useUndo } from '../undo';
import { Message } from './message';

addWords(esMessages);

/** Mensajes listos: by moment, with blanks for her words, and her own versions beside them. */
export function Messages() {
  return (
    <Sheet title={t('messages')} tool="mensajes">
      {(values) => (
        <>
          <p class="note">{t('msgHow')}</p>
          {mensajes.map((moment) => (
            <Moment key={moment[0]} of={moment} values={values} />
          ))}
        </>
      )}
    </Sheet>
  );
}

/** Her versions for a moment, by the name each is kept under, in the order she made them. */
const ownFor = (values: Values, id: string): [name: string, text: string][] =>
  [...values]
    .filter(([name]) => name.startsWith(`${id}/`))
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([name, text]) => [name, String(text)]);

type MomentProps = { of: (typeof mensajes)[number]; values: Values };

function Moment({ of: [id, title, hint, texts], values }: MomentProps) {
  const { put, failed } = useKeep('mensajes');
  const [said, say] = useUndo();
  const drop = async (name: string, text: string) => {
    if (await put(name, null)) say('sheetGone', () => keep('mensajes', name, text));
  };
  const fresh = () => `${id}/${Date.now().toString(36)}`;
  return (
    <Fold title={title}>
      {() => (
        <>
          <p class="note" lang="es">
            {hint}
          </p>
          {failed}
          {said}
          {ownFor(values, id).map(([name, text]) => (
            <Message
              key={name}
              text={text}
              save={(words) => put(name, words)}
              drop={() => void drop(name, text)}
            />
          ))}
          {texts.map((text) => (
            <Message key={text} text={text} save={(words) => put(fresh(), words)} />
          ))}
        </>
      )}
    </Fold>
  );
}
