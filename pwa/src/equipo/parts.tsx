/** Pieces every view is made of. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { say } from './words';

type FieldProps = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string;
  bad?: string | undefined;
  secret?: boolean;
  autocomplete: string;
  digits?: boolean;
};

/** One labelled field; what is wrong with it is said beside it and to screen readers. */
export function Field(props: FieldProps) {
  const { label, value, onValue, hint, bad, digits } = props;
  const id = useId();
  const notes = [hint && `${id}-hint`, bad && `${id}-bad`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        aria-invalid={bad ? 'true' : undefined}
        aria-describedby={notes || undefined}
        class={digits ? 'digits' : undefined}
        inputMode={digits ? 'numeric' : undefined}
        autocapitalize="none"
        spellcheck={false}
        required
        type={(props.secret ? 'password' : 'text') as 'text'}
        autocomplete={props.autocomplete}
      />
      {bad && (
        <p class="bad" id={`${id}-bad`}>
          {bad}
        </p>
      )}
    </div>
  );
}

/** A password, to be seen by whoever types it if she wants. */
export function Password(props: Omit<FieldProps, 'secret'>) {
  const [seen, setSeen] = useState(false);
  return (
    <>
      <Field {...props} secret={!seen} />
      <Check label={say('showPassword')} checked={seen} onCheck={setSeen} />
    </>
  );
}

/** A box to tick. */
export function Check(props: {
  label: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onCheck(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** One of several ways, of which one is taken. */
export function Way(props: { label: string; checked: boolean; onPick: () => void }) {
  return (
    <label class="check">
      <input type="radio" checked={props.checked} onChange={props.onPick} />
      <span>{props.label}</span>
    </label>
  );
}

/** A form that is sent once at a time. */
export function Form(props: {
  onSend: () => Promise<unknown>;
  button: string;
  children?: ComponentChildren;
  soft?: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    await props.onSend();
    setBusy(false);
  };
  return (
    <form onSubmit={send} noValidate>
      {props.children}
      <button class={props.soft ? 'btn soft' : 'btn'} type="submit" aria-busy={busy}>
        {props.button}
      </button>
    </form>
  );
}

/** A heading that takes the focus when its view appears, so that it is read and found. */
export function Title({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}

/** What went wrong, said aloud. */
export function Problem({ text }: { text: string | undefined }) {
  return <div role="alert">{text && <p class="warn">{text}</p>}</div>;
}

/** What went well, said aloud. */
export function Done({ text }: { text: string | undefined }) {
  return <div role="status">{text && <p class="ok">{text}</p>}</div>;
}

/** A button that copies a text. */
export function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button class="btn soft" type="button" onClick={copy}>
      <span role="status">{say(copied ? 'copied' : 'copy')}</span>
    </button>
  );
}
