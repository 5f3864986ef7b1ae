import { createHash, randomBytes } from 'node:crypto';
import { COMPTES, createCompte } from '../shared/app/comptes.ts';
import { putUser } from '../shared/app/users.ts';
import type { Context } from '../shared/context.ts';
import { depositMetadata } from '../shared/domain/deposit-metadata.ts';
import { newId } from '../shared/domain/ids.ts';
import { writePar } from '../shared/domain/par/write-par.ts';
import type { Par } from '../shared/domain/par.ts';
import type { Principal } from '../shared/domain/principal.ts';
import { type Places, writePrivate } from './settings.ts';

export const DEMO = { compte: 'demo', robot: 'robot-demo', dossier: '007868' } as const;

const OPERATOR: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };

/** A dossier with one exercice a calendar year and no SIREN of its own, so that no invoice contradicts it. */
export function demoPar(fromYear: number, toYear: number): Par {
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, i) => fromYear + i);
  return {
    dossier: {
      number: DEMO.dossier,
      name: 'Boulangerie Martin (démo)',
      siren: null,
      vatNumber: null,
      regime: 'réel simplifié',
      accountLength: 8,
    },
    exercice: `${toYear}12`,
    exercices: years.map((y) => ({ start: `${y}-01-01`, end: `${y}-12-31`, name: `${y}12`, closed: false })),
    journals: [
      { code: 'AC', type: 'ac', label: 'Achats', counterpart: null },
      { code: 'VE', type: 've', label: 'Ventes', counterpart: null },
      { code: 'BQ', type: 'tr', label: 'Banque', counterpart: '51200000' },
      { code: 'OD', type: 'od', label: 'Opérations diverses', counterpart: null },
    ],
    accounts: [
      { number: '40100000', label: 'Fournisseurs' },
      { number: '41100000', label: 'Clients' },
      { number: '44566000', label: 'TVA déductible sur autres biens et services' },
      { number: '44571000', label: 'TVA collectée' },
      { number: '51200000', label: 'Banque' },
      { number: '60110000', label: 'Matières premières' },
      { number: '60610000', label: 'Fournitures non stockables' },
      { number: '70110000', label: 'Ventes de produits finis' },
    ],
    thirdParties: [{ account: '401MOULI', name: 'Au bon moulin', siren: '999999998', vatNumber: 'FR11999999998' }],
    vatCodes: [
      { code: 'A', label: 'TVA 20 % achats', rate: '20', account: '44566000', kind: 'ac' },
      { code: 'B', label: 'TVA 5,5 % achats', rate: '5.5', account: '44566000', kind: 'ac' },
      { code: 'V', label: 'TVA 20 % ventes', rate: '20', account: '44571000', kind: 've' },
    ],
  };
}

/** Makes the demo compte once: a robot with a login of its own, and a dossier whose PAR goes the usual way. */
export async function seedDemo(context: Context, places: Places, ftpHost: string): Promise<boolean> {
  const { deps } = context;
  if (await deps.tables.get('state', COMPTES, DEMO.compte)) return false;
  await createCompte(deps, OPERATOR, { id: DEMO.compte, name: 'Cabinet Démo', language: 'fr' });
  const password = randomBytes(12).toString('base64url');
  await putUser(deps, OPERATOR, DEMO.compte, {
    user: DEMO.robot,
    password,
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
  });
  writePrivate(places.netrc, `machine ${ftpHost}\nlogin ${DEMO.robot}\npassword ${password}\n`);
  await depositConfig(
    context,
    DEMO.compte,
    'Export_PAR',
    `${DEMO.dossier}-202612_PAR.xml`,
    writePar(demoPar(2012, 2026)),
  );
  return true;
}

/** Stores a configuration file as the gateway would have: the event does the rest. */
export async function depositConfig(
  { deps }: Context,
  compte: string,
  folder: string,
  name: string,
  text: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const now = deps.clock.now();
  const id = newId(now, deps.clock.random(11));
  await deps.blobs.create(
    'config',
    `${compte}/${id}`,
    bytes,
    depositMetadata({
      compte,
      id,
      directory: `/config/${folder}`,
      name,
      user: DEMO.robot,
      address: '127.0.0.1',
      at: new Date(now).toISOString(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.byteLength,
      unrenamed: false,
    }),
  );
}
