/** What she decided and how it went, her small tries, her week and what is offered her, with their words. */
import { esDeeds } from '../../../i18n/es-deeds';
import { addWords } from '../../../i18n/t';
import { Decided } from './decided';
import { Line } from './line';
import { look } from './look';
import { Met } from './met';
import { DateLine, NextDate, SurveyLine } from './offered';
import { Plan } from './plan';
import { Tries } from './tries';
import { MyWeek } from './week';

addWords(esDeeds);

/** All of it on Mi negocio. */
function Mine() {
  return (
    <>
      <Decided />
      <Tries />
      <MyWeek />
    </>
  );
}

export const deeds = { Mine, Line, Met, Plan, DateLine, SurveyLine, NextDate, look };
