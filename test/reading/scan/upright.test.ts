import { nativeMissing } from '../ocr/native-here.ts';
import { describeUpright } from './upright.ts';

describeUpright('native', nativeMissing);
