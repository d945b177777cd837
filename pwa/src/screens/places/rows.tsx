import type { Entry, Lesson } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { Icon, nextIcon, okIcon } from '../../ui/icon';
import { bringIcon } from '../../ui/icons-more';
import { hasDrawing, Picture } from '../../ui/picture';
import { costOf, isFinished } from '../state/shelf';
import type { Tool } from '../tools/tools';

type RowProps = { lesson: Lesson; module: string; why?: string | undefined };

/** A lesson that is on the phone: it opens. */
export function LessonRow({ lesson, module, why }: RowProps) {
  const [id, title, minutes, , picture] = lesson;
  const isDone = isFinished(lesson);
  return (
    <li class={isDone ? 'done' : ''}>
      <a href={`#/l/${id}`}>
        <span class="thumb">
          {hasDrawing(picture) ? <Picture id={picture} kind="scene" /> : <Icon of={nextIcon} />}
        </span>
        <span class="about grow">
          <b>{title}</b>
          <span class="note">
            {module} · {t('lessonSize', minutes)}
          </span>
          {why && <span class="note">{why}</span>}
        </span>
        <Icon of={isDone ? okIcon : nextIcon} />
      </a>
    </li>
  );
}

/** A module that has to come first, or a lesson of it; says what that costs. */
export function AwayRow({ entry, lesson }: { entry: Entry; lesson?: [id: string, title: string] }) {
  const [id, title] = lesson ?? [];
  return (
    <li>
      <a href={id ? `#/l/${id}` : `#/m/${entry.id}`}>
        <span class="thumb">
          <Icon of={bringIcon} />
        </span>
        <span class="about grow">
          <b>{title ?? entry.title}</b>
          {title && <span class="note">{entry.title}</span>}
          <span class="chip eye">{t('away', costOf(entry))}</span>
        </span>
        <Icon of={nextIcon} />
      </a>
    </li>
  );
}

/** A tool of Mi negocio, with what it is for. */
export function ToolRow({ of: { id, picture, title, why } }: { of: Tool }) {
  return (
    <li>
      <a href={`#/negocio/${id}`}>
        <span class="thumb">
          {hasDrawing(picture) ? <Picture id={picture} kind="need" /> : <Icon of={nextIcon} />}
        </span>
        <span class="about grow">
          <b>{t(title)}</b>
          <span class="note">{t(why)}</span>
        </span>
        <Icon of={nextIcon} />
      </a>
    </li>
  );
}
