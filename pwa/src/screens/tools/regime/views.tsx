import { type Answers, type Constant, toAsk, type View, viewsOf } from '../../../domain/regime';
import { money as written } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { say } from '../fields';

type ViewsProps = {
  answers: Answers;
  known: Parameters<typeof viewsOf>[1];
  constants: readonly Constant[];
};

/** The four side by side, and what to ask where it is confirmed. */
export function Views({ answers, known, constants }: ViewsProps) {
  const whoOf = (id: string) => constants.find(([one]) => one === id)?.[3] || t('regimeWho');
  return (
    <>
      {answers.figures === 'no' && <p class="says">{t('figuresFirst')}</p>}
      {viewsOf(answers, known).map((view) => (
        <One key={view.regime} of={view} whoOf={whoOf} />
      ))}
      <h2>{t('regimeTake')}</h2>
      <ul class="idea">
        {toAsk(answers).map((one) => (
          <li key={one}>{say(`take-${one}`)}</li>
        ))}
      </ul>
      <p class="rule">{t('regimeRule')}</p>
      <a class="btn soft" href="#/l/regimen">
        {t('regimeLesson')}
      </a>
    </>
  );
}

const looks: { [fit in View['fit']]?: string } = { may: 'says right', over: 'warn', bills: 'warn' };

function One({ of: view, whoOf }: { of: View; whoOf: (id: string) => string }) {
  const { regime, fit, missing, limit, fee, share } = view;
  return (
    <section class="cloth entre">
      <h3>{say(regime)}</h3>
      <p>{say(`${regime}-asks`)}</p>
      {fee !== undefined && <p>{t('regimeFee', written(fee))}</p>}
      {share !== undefined && <p>{t('regimeShare', share)}</p>}
      {limit !== undefined && (
        <p>{t(regime === 'nrus' ? 'regimeMonth' : 'regimeYear', written(limit))}</p>
      )}
      <p class={looks[fit] ?? 'note'}>{say(`fit-${fit}`)}</p>
      <ul class="note">
        {missing.map((id) => (
          <li key={id}>{t('regimeMissing', say(id), whoOf(id))}</li>
        ))}
      </ul>
    </section>
  );
}
