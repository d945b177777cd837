import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { backIcon, Icon } from '../../ui/icon';
import { Tabs } from '../tabs';

/** The screen of a tool, with the way back to the list. */
export const ToolScreen = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <>
    <Sign
      title={title}
      top={
        <a class="round" href="#/negocio" aria-label={t('business')}>
          <Icon of={backIcon} />
        </a>
      }
    />
    <main class="sheet">{children}</main>
    <Tabs here="#/negocio" />
  </>
);
