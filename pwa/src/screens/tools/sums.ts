/** Break-even, the cost of a loan and the regimes, in one chunk: they share how they are put in. */
import { esSums } from '../../i18n/es-sums';
import { addWords } from '../../i18n/t';
import chartCss from '../../ui/chart.css?inline';
import { addStyles } from '../../ui/styles';
import { BreakEven } from './breakeven/breakeven';
import { LoanScreen } from './loan/loan';
import { RegimeScreen } from './regime/regime';

addWords(esSums);
addStyles(chartCss);

export const sums = { BreakEven, LoanScreen, RegimeScreen };
