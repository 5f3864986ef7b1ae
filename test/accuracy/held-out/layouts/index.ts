import type { Layout } from '../layout.ts';
import { craftsman } from './craftsman.ts';
import { creditReturn } from './credit-return.ts';
import { excelGrid } from './excel-grid.ts';
import { haulier } from './haulier.ts';
import { hotelFolio } from './hotel-folio.ts';
import { lawyer } from './lawyer.ts';
import { rentCall } from './rent-call.ts';
import { restaurantRoll } from './restaurant-roll.ts';
import { saasEnglish } from './saas-english.ts';
import { sageLike } from './sage-like.ts';
import { telecomBox } from './telecom-box.ts';
import { vet } from './vet.ts';
import { water } from './water.ts';
import { webShop } from './web-shop.ts';
import { wordLetter } from './word-letter.ts';

/** The place of a layout decides what its bills say: new ones go to the end. */
export const layouts: readonly Layout[] = [
  wordLetter,
  excelGrid,
  sageLike,
  webShop,
  craftsman,
  lawyer,
  restaurantRoll,
  telecomBox,
  haulier,
  rentCall,
  hotelFolio,
  saasEnglish,
  creditReturn,
  vet,
  water,
];
