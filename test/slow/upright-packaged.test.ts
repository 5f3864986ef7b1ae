import { describeUpright } from '../reading/scan/upright.ts';

describeUpright('packaged', false);
