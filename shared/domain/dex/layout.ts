/**
 * The record layouts of the ISACOMPTA exchange, text versions 8700 and 8550: the one table that the writer and the
 * reader share. In every record written here the two agree; 8700 adds columns to DOS, EXO and ANA that are not used.
 * Columns are counted from 1. Written from what is publicly known of the ISAGRI text exchange (docs/formats/dex.md says
 * what was seen on files and what was not); a real file of a customer that differs changes this table only.
 */
export type FieldKind =
  /** Left-aligned, blank padded. */
  | 'text'
  /** Left-aligned digits. */
  | 'integer'
  /** `JJMMAAAA`, blank when there is none. */
  | 'date'
  /** 10 digits, a dot, 2 digits: integer cents inside the program. */
  | 'amount'
  /** 4 digits, a dot, 5 digits: percentage times 100 000 inside the program. */
  | 'rate'
  /** One character, `0` or `1`. */
  | 'flag';

export interface Field {
  readonly start: number;
  readonly width: number;
  readonly kind: FieldKind;
}

const field = <const Kind extends FieldKind>(start: number, width: number, kind: Kind) => ({ start, width, kind });

/** The first is written where nothing else is asked for; a reader takes each of them. */
export const TEXT_VERSIONS = ['8700', '8550'] as const;
export type TextVersion = (typeof TEXT_VERSIONS)[number];

/** The only currency written: nothing known of the format says whose amounts an entry in another one would hold. */
export const CURRENCY = 'EUR';

/** `length`: how long the line is written. A reader never looks at it: real lines are shorter and longer. */
export const layout = {
  VER: {
    length: 49,
    fields: {
      program: field(7, 7, 'text'),
      textVersion: field(14, 4, 'text'),
      removeLines: field(18, 1, 'flag'),
      label: field(19, 30, 'text'),
      ansi: field(49, 1, 'flag'),
    },
  },
  DOS: {
    length: 60,
    fields: {
      number: field(7, 8, 'text'),
      name: field(15, 30, 'text'),
      accountLength: field(59, 2, 'integer'),
    },
  },
  EXO: {
    length: 38,
    fields: {
      start: field(7, 8, 'date'),
      end: field(15, 8, 'date'),
      removeEntries: field(23, 1, 'flag'),
      open: field(24, 1, 'flag'),
      entries: field(25, 11, 'integer'),
      currency: field(36, 3, 'text'),
    },
  },
  ECR: {
    length: 148,
    fields: {
      journal: field(7, 2, 'text'),
      date: field(9, 8, 'date'),
      piece: field(17, 8, 'text'),
      label: field(25, 30, 'text'),
      documentDate: field(55, 8, 'date'),
      emitter: field(77, 3, 'integer'),
      reversal: field(91, 1, 'flag'),
      lock: field(92, 1, 'flag'),
      createdOn: field(93, 8, 'date'),
      updatedOn: field(101, 8, 'date'),
      number: field(109, 11, 'integer'),
      destroyed: field(120, 1, 'flag'),
      currency: field(121, 3, 'text'),
      /** Beyond the public layout, told by one source only: read where a line is that long, never written. */
      reference: field(272, 15, 'text'),
    },
  },
  MVT: {
    length: 131,
    fields: {
      account: field(7, 10, 'text'),
      label: field(17, 30, 'text'),
      debit: field(47, 13, 'amount'),
      credit: field(60, 13, 'amount'),
      vatCode: field(103, 2, 'text'),
      vatAccountCode: field(105, 2, 'text'),
      /** `1` lettered, `2` lettered with the past; its letters. Counted where read, never written: the receiver letters. */
      lettering: field(107, 1, 'flag'),
      letter: field(108, 3, 'text'),
      analytics: field(119, 4, 'integer'),
      due: field(123, 1, 'flag'),
    },
  },
  ANAMVT: {
    length: 65,
    fields: {
      activity: field(7, 6, 'text'),
      cut: field(13, 2, 'text'),
      label: field(15, 40, 'text'),
      share: field(55, 10, 'rate'),
      prorata: field(65, 1, 'flag'),
    },
  },
  ECHMVT: {
    length: 37,
    fields: {
      amount: field(7, 13, 'amount'),
      rate: field(20, 10, 'rate'),
      date: field(30, 8, 'date'),
    },
  },
} as const;

export type RecordKey = keyof typeof layout;
export type FieldsOf<Key extends RecordKey> = (typeof layout)[Key]['fields'];

interface ValueOfKind {
  text: string;
  integer: number;
  date: string;
  amount: number;
  rate: number;
  flag: '0' | '1';
}
/** Values of a record to write; a field left out is blank. */
export type RecordValues<Key extends RecordKey> = {
  readonly [Name in keyof FieldsOf<Key>]?: FieldsOf<Key>[Name] extends { kind: infer Kind extends FieldKind }
    ? ValueOfKind[Kind] | null
    : never;
};

/** Records of the public layout that this program has no use for: counted and passed over. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  'CREDOS',
  'ANA',
  'ANAREP',
  'CPT',
  'ANACPT',
  'TIERS',
  'TVA',
  'JOU',
]);
export const REMARK_START = 'RMQDEB';
export const REMARK_END = 'RMQFIN';
export const KEY_WIDTH = 6;

/** Widths that the checks of an entry need. */
export const WIDTHS = {
  dossier: layout.DOS.fields.number.width,
  journal: layout.ECR.fields.journal.width,
  piece: layout.ECR.fields.piece.width,
  label: layout.ECR.fields.label.width,
  account: layout.MVT.fields.account.width,
  vatCode: layout.MVT.fields.vatCode.width,
  activity: layout.ANAMVT.fields.activity.width,
  cut: layout.ANAMVT.fields.cut.width,
  analyticLabel: layout.ANAMVT.fields.label.width,
} as const;

/** The largest amount 13 columns can hold: 9 999 999 999.99. */
export const MAX_CENTS = 999_999_999_999;
/** 100 % in a field of kind `rate`. */
export const WHOLE = 10_000_000;
/** Our own bound, far above any entry a person accepts: ISACOMPTA's is not known. */
export const MAX_LINES = 9_999;
/** The largest entry number 11 columns can hold. */
export const MAX_ENTRY_NUMBER = 99_999_999_999;
