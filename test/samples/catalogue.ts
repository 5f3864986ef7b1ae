import type { Look } from './model.ts';

/** What a supplier sells. Prices are ten-thousandths of a euro, quantities thousandths. */
export interface Article {
  readonly code: string;
  readonly name: string;
  readonly unit: readonly [text: string, code: string];
  readonly price: readonly [from: number, to: number];
  readonly quantity: readonly [from: number, to: number, step: number];
  readonly rate: string;
}

export interface Supplier {
  readonly slug: string;
  readonly name: string;
  readonly legal: string | null;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly rcs: string | null;
  readonly ape: string;
  readonly phone: string;
  /** Of its numbers: Y year, YY its two last digits, MM month, N running number padded to its width. */
  readonly numbering: string;
  /** Invoices a day, of which the running number grows. */
  readonly perDay: number;
  readonly terms: 'comptant' | '30 jours' | '30 jours fin de mois' | '45 jours fin de mois' | 'prélèvement';
  /** `delivery` some days before, `month` for the month before, `ahead` for the month that begins. */
  readonly covers: 'delivery' | 'month' | 'ahead' | 'nothing';
  readonly lines: readonly [from: number, to: number];
  readonly articles: readonly Article[];
  readonly subject?: string;
  /** Why there is no VAT, where there is none. */
  readonly exempt?: string;
  readonly look: Look;
}

const U: Article['unit'] = ['u', 'C62'];
const KG: Article['unit'] = ['kg', 'KGM'];
const H: Article['unit'] = ['h', 'HUR'];
const FORFAIT: Article['unit'] = ['forfait', 'LS'];
const MONTH: Article['unit'] = ['mois', 'MON'];

const plain = { number: 'Facture n°', date: 'Date', due: 'Échéance', delivered: 'Livraison' };
const formal = {
  number: 'N° de facture',
  date: 'Date de facture',
  due: 'Date d’échéance',
  delivered: 'Date de livraison',
};
const issued = { number: 'Numéro', date: 'Date d’émission', due: 'À régler avant le', delivered: 'Livré le' };

function article(
  code: string,
  name: string,
  unit: Article['unit'],
  euros: readonly [number, number],
  quantity: Article['quantity'],
  rate: string,
): Article {
  const price = [Math.round(euros[0] * 10_000), Math.round(euros[1] * 10_000)] as const;
  return { code, name, unit, price, quantity, rate };
}

/** Invented suppliers of a shop, a bakery or a craftsman. Telephone numbers are those kept for fiction (ARCEP). */
export const suppliers: readonly Supplier[] = [
  {
    slug: 'minoterie-trois-vallees',
    name: 'Minoterie des Trois Vallées',
    legal: 'SAS au capital de 240 000 €',
    street: '14 chemin du Moulin Neuf',
    postcode: '43000',
    city: 'Le Puy-en-Velay',
    rcs: 'Le Puy-en-Velay',
    ape: '1061A',
    phone: '04 65 71 12 40',
    numbering: 'FA-Y-NNNN',
    perDay: 3,
    terms: '30 jours fin de mois',
    covers: 'delivery',
    lines: [3, 9],
    articles: [
      article('T55-25', 'Farine de blé T55 – sac 25 kg', U, [16.9, 19.4], [4_000, 60_000, 1_000], '5.5'),
      article('T65-25', 'Farine de tradition T65 – sac 25 kg', U, [19.8, 23.6], [4_000, 40_000, 1_000], '5.5'),
      article('T80B-25', 'Farine bio T80 meule – sac 25 kg', U, [31.2, 36.5], [2_000, 20_000, 1_000], '5.5'),
      article('SEI-25', 'Farine de seigle T130 – sac 25 kg', U, [20.4, 22.9], [1_000, 12_000, 1_000], '5.5'),
      article('GRA-05', 'Mélange 6 graines – sac 5 kg', U, [14.1, 16.3], [1_000, 8_000, 1_000], '5.5'),
      article('LEV-10', 'Levure fraîche – carton 10 kg', U, [24.9, 28.7], [1_000, 6_000, 1_000], '5.5'),
      article('AME-01', 'Améliorant de panification – boîte 1 kg', U, [8.2, 9.9], [2_000, 12_000, 1_000], '20'),
      article('CONS', 'Consigne palette Europe', U, [14.5, 14.5], [1_000, 3_000, 1_000], '20'),
      article('PORT', 'Participation aux frais de transport', FORFAIT, [18, 35], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'classic', font: 'times', accent: [0.45, 0.29, 0.12], labels: formal },
  },
  {
    slug: 'lumen-energies',
    name: 'Lumen Énergies Pro',
    legal: 'SA au capital de 8 450 000 €',
    street: '220 boulevard de la Liberté',
    postcode: '59800',
    city: 'Lille',
    rcs: 'Lille Métropole',
    ape: '3514Z',
    phone: '03 53 01 20 00',
    numbering: '10NNNNNNNN',
    perDay: 41,
    terms: 'prélèvement',
    covers: 'month',
    lines: [5, 6],
    subject: 'Électricité – point de livraison 09 412 660 778 183 – option heures pleines / heures creuses',
    articles: [
      article('ABO', 'Abonnement 36 kVA', MONTH, [42.1, 58.3], [1_000, 1_000, 1_000], '20'),
      article('HP', 'Consommation heures pleines', ['kWh', 'KWH'], [0.1712, 0.2146], [900_000, 3_900_000, 1_000], '20'),
      article('HC', 'Consommation heures creuses', ['kWh', 'KWH'], [0.1287, 0.1544], [600_000, 2_600_000, 1_000], '20'),
      article('CTA', 'Contribution tarifaire d’acheminement', FORFAIT, [9.4, 16.8], [1_000, 1_000, 1_000], '20'),
      article('ACC', 'Accise sur l’électricité', ['kWh', 'KWH'], [0.0205, 0.0257], [1_500_000, 6_500_000, 1_000], '20'),
      article('CPT', 'Location du compteur', MONTH, [3.7, 3.7], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'band', font: 'helvetica', accent: [0.95, 0.55, 0.05], labels: issued },
  },
  {
    slug: 'telecom-rivage',
    name: 'Télécom Rivage Entreprises',
    legal: 'SAS au capital de 1 200 000 €',
    street: '6 quai de la Fosse',
    postcode: '44000',
    city: 'Nantes',
    rcs: 'Nantes',
    ape: '6110Z',
    phone: '02 61 91 30 30',
    numbering: 'TRYYMM-NNNNNN',
    perDay: 67,
    terms: 'prélèvement',
    covers: 'ahead',
    lines: [3, 5],
    subject: 'Abonnements et communications',
    articles: [
      article(
        'FIB-1G',
        'Fibre professionnelle 1 Gbit/s – abonnement',
        MONTH,
        [49.9, 69.9],
        [1_000, 1_000, 1_000],
        '20',
      ),
      article('GTR4', 'Garantie de rétablissement 4 heures', MONTH, [15, 15], [1_000, 1_000, 1_000], '20'),
      article('MOB-50', 'Forfait mobile 50 Go', MONTH, [14.9, 19.9], [1_000, 6_000, 1_000], '20'),
      article('IP-FIX', 'Adresse IP fixe', MONTH, [4, 4], [1_000, 1_000, 1_000], '20'),
      article('HF', 'Communications hors forfait', FORFAIT, [0.84, 17.46], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'band', font: 'helvetica', accent: [0.05, 0.4, 0.62], labels: issued },
  },
  {
    slug: 'papeterie-bellanger',
    name: 'Papeterie Bellanger',
    legal: 'SARL au capital de 15 000 €',
    street: '31 rue Saint-Aubin',
    postcode: '49100',
    city: 'Angers',
    rcs: 'Angers',
    ape: '4762Z',
    phone: '02 61 91 44 18',
    numbering: 'FYY-NNNNN',
    perDay: 6,
    terms: '30 jours',
    covers: 'delivery',
    lines: [4, 14],
    articles: [
      article('A4-80', 'Ramette papier A4 80 g – blanc', U, [4.15, 5.3], [5_000, 50_000, 5_000], '20'),
      article('TON-305', 'Toner noir compatible 305X', U, [48.9, 62], [1_000, 3_000, 1_000], '20'),
      article('CLA-L', 'Classeur à levier dos 80 mm', U, [2.35, 3.1], [5_000, 30_000, 5_000], '20'),
      article('POC-100', 'Pochettes perforées – boîte de 100', U, [5.8, 7.2], [1_000, 6_000, 1_000], '20'),
      article('STY-12', 'Stylos à bille bleus – boîte de 12', U, [4.6, 6.4], [1_000, 5_000, 1_000], '20'),
      article('ENV-C5', 'Enveloppes C5 à fenêtre – boîte de 500', U, [21.5, 26.8], [1_000, 4_000, 1_000], '20'),
      article('ETI-A4', 'Étiquettes adresse – 100 feuilles', U, [13.4, 16.9], [1_000, 4_000, 1_000], '20'),
      article('AGE-26', 'Agenda professionnel semainier', U, [12.9, 17.5], [1_000, 4_000, 1_000], '20'),
      article('LIV-CF', 'Code du travail, édition de l’année', U, [36.5, 36.5], [1_000, 1_000, 1_000], '5.5'),
      article('CAR-ND', 'Carnets autocopiants – lot de 5', U, [18.2, 22.6], [1_000, 6_000, 1_000], '20'),
    ],
    look: { layout: 'classic', font: 'helvetica', accent: [0.1, 0.28, 0.5], labels: plain },
  },
  {
    slug: 'garage-du-viaduc',
    name: 'Garage du Viaduc',
    legal: 'EURL au capital de 8 000 €',
    street: '118 route de Clermont',
    postcode: '12100',
    city: 'Millau',
    rcs: 'Rodez',
    ape: '4520A',
    phone: '05 36 49 07 52',
    numbering: 'Y/NNNN',
    perDay: 4,
    terms: 'comptant',
    covers: 'nothing',
    lines: [3, 7],
    subject: 'Renault Master – immatriculation FX-418-QD – 148 250 km',
    articles: [
      article('MO1', 'Main-d’œuvre mécanique T1', H, [58, 64], [500, 6_500, 250], '20'),
      article('MO2', 'Main-d’œuvre diagnostic électronique', H, [72, 78], [500, 2_000, 250], '20'),
      article('HUI5W30', 'Huile moteur 5W30', ['l', 'LTR'], [9.8, 12.4], [4_500, 8_200, 100], '20'),
      article('FIL-H', 'Filtre à huile', U, [11.6, 18.9], [1_000, 1_000, 1_000], '20'),
      article('PLAQ-AV', 'Jeu de plaquettes de frein avant', U, [42.3, 69.5], [1_000, 1_000, 1_000], '20'),
      article('PNE-22565', 'Pneu 225/65 R16 C – montage et équilibrage', U, [118, 149], [2_000, 4_000, 2_000], '20'),
      article('REC-DEC', 'Recyclage et traitement des déchets', FORFAIT, [3.5, 6.9], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'letter', font: 'helvetica', accent: [0.62, 0.1, 0.1], labels: plain },
  },
  {
    slug: 'roussel-associes',
    name: 'SELARL Roussel & Associés',
    legal: 'Société d’avocats au capital de 30 000 €',
    street: '9 place du Palais',
    postcode: '35000',
    city: 'Rennes',
    rcs: 'Rennes',
    ape: '6910Z',
    phone: '02 61 91 70 05',
    numbering: 'Y-MM-NNN',
    perDay: 2,
    terms: '30 jours',
    covers: 'nothing',
    lines: [2, 4],
    subject: 'Dossier : bail commercial – renouvellement',
    articles: [
      article('HON', 'Honoraires – étude et rédaction', H, [180, 220], [1_500, 9_000, 250], '20'),
      article('CONS', 'Consultation et rendez-vous', H, [180, 220], [500, 3_000, 250], '20'),
      article('FRA', 'Frais de dossier et d’ouverture', FORFAIT, [45, 90], [1_000, 1_000, 1_000], '20'),
      article('DEP', 'Frais de déplacement', ['km', 'KMT'], [0.63, 0.63], [40_000, 220_000, 1_000], '20'),
    ],
    look: { layout: 'letter', font: 'times', accent: [0.15, 0.15, 0.2], labels: formal },
  },
  {
    slug: 'vergers-sauvelade',
    name: 'EARL Les Vergers de Sauvelade',
    legal: 'EARL au capital de 22 500 €',
    street: 'Lieu-dit Larribère',
    postcode: '64150',
    city: 'Sauvelade',
    rcs: 'Pau',
    ape: '0124Z',
    phone: '05 36 49 61 13',
    numbering: 'NNNNN',
    perDay: 2,
    terms: '30 jours',
    covers: 'delivery',
    lines: [2, 6],
    articles: [
      article('POM-GOL', 'Pommes Golden cat. I – origine France', KG, [1.35, 1.95], [20_000, 160_000, 500], '5.5'),
      article('POI-CON', 'Poires Conférence cat. I – origine France', KG, [1.85, 2.6], [10_000, 80_000, 500], '5.5'),
      article('KIW-ADO', 'Kiwis de l’Adour cat. I', KG, [2.4, 3.3], [10_000, 60_000, 500], '5.5'),
      article('JUS-1L', 'Jus de pomme artisanal 1 l', U, [1.9, 2.5], [12_000, 96_000, 6_000], '5.5'),
      article('CAI-BOI', 'Cagettes bois perdues', U, [0.55, 0.7], [10_000, 40_000, 1_000], '20'),
    ],
    look: { layout: 'classic', font: 'helvetica', accent: [0.2, 0.45, 0.15], labels: plain },
  },
  {
    slug: 'lemoine-traiteur',
    name: 'Lemoine Traiteur & Réceptions',
    legal: 'SARL au capital de 50 000 €',
    street: '3 rue des Halles',
    postcode: '37000',
    city: 'Tours',
    rcs: 'Tours',
    ape: '5621Z',
    phone: '02 61 91 58 27',
    numbering: 'FV-Y-NNNN',
    perDay: 2,
    terms: '30 jours',
    covers: 'delivery',
    lines: [3, 6],
    subject: 'Réception de fin d’année',
    articles: [
      article(
        'COC-12',
        'Cocktail dînatoire 12 pièces par personne',
        ['pers.', 'C62'],
        [21.5, 27.9],
        [20_000, 80_000, 5_000],
        '10',
      ),
      article('BUF-DES', 'Buffet de desserts', ['pers.', 'C62'], [7.8, 9.6], [20_000, 80_000, 5_000], '10'),
      article('SER', 'Service – maître d’hôtel', H, [34, 39], [4_000, 12_000, 500], '20'),
      article('CHA', 'Champagne brut 75 cl', U, [24.5, 29], [6_000, 36_000, 6_000], '20'),
      article('EAU', 'Eaux minérales et jus de fruits', ['pers.', 'C62'], [2.4, 3.1], [20_000, 80_000, 5_000], '10'),
      article('VAI', 'Location de vaisselle et nappage', ['pers.', 'C62'], [4.2, 5.5], [20_000, 80_000, 5_000], '20'),
    ],
    look: { layout: 'letter', font: 'times', accent: [0.5, 0.1, 0.3], labels: issued },
  },
  {
    slug: 'emballages-ducros',
    name: 'Emballages Ducros Distribution',
    legal: 'SAS au capital de 310 000 €',
    street: 'ZA des Portes du Sud – 12 rue Gutenberg',
    postcode: '26800',
    city: 'Portes-lès-Valence',
    rcs: 'Romans',
    ape: '4649Z',
    phone: '04 65 71 88 30',
    numbering: 'FYYMMNNNNN',
    perDay: 12,
    terms: '45 jours fin de mois',
    covers: 'delivery',
    lines: [8, 40],
    articles: [
      article('SAC-KR14', 'Sachets kraft 14 × 7 × 28 – carton de 1 000', U, [28.9, 36.2], [1_000, 10_000, 1_000], '20'),
      article('SAC-KR18', 'Sachets kraft 18 × 9 × 35 – carton de 500', U, [24.7, 31], [1_000, 10_000, 1_000], '20'),
      article('BOI-P23', 'Boîtes pâtissières 23 × 23 – paquet de 50', U, [11.4, 14.6], [2_000, 20_000, 1_000], '20'),
      article('BOI-P30', 'Boîtes pâtissières 30 × 30 – paquet de 50', U, [15.9, 19.2], [2_000, 20_000, 1_000], '20'),
      article('GOB-25', 'Gobelets carton 25 cl – carton de 1 000', U, [41.3, 49.8], [1_000, 6_000, 1_000], '20'),
      article('COU-25', 'Couvercles 25 cl – carton de 1 000', U, [29.6, 34.1], [1_000, 6_000, 1_000], '20'),
      article('FIL-ETI', 'Film étirable alimentaire 45 cm × 300 m', U, [8.7, 11.3], [2_000, 12_000, 1_000], '20'),
      article('GAN-M', 'Gants nitrile taille M – boîte de 100', U, [5.4, 7.8], [5_000, 30_000, 5_000], '20'),
      article('SER-2P', 'Serviettes ouate 2 plis – carton de 2 400', U, [27.3, 33.5], [1_000, 6_000, 1_000], '20'),
      article('CAI-CAR', 'Papier caisson 60 × 40 – ramette de 500', U, [19.9, 24.4], [1_000, 5_000, 1_000], '20'),
    ],
    look: { layout: 'band', font: 'helvetica', accent: [0.2, 0.35, 0.35], labels: formal },
  },
  {
    slug: 'azur-proprete',
    name: 'Azur Propreté Services',
    legal: 'SAS au capital de 40 000 €',
    street: '54 avenue des Frères Lumière',
    postcode: '69008',
    city: 'Lyon',
    rcs: 'Lyon',
    ape: '8121Z',
    phone: '04 65 71 25 60',
    numbering: 'FAC-Y-MM-NNN',
    perDay: 2,
    terms: '30 jours',
    covers: 'month',
    lines: [1, 3],
    articles: [
      article('ENT', 'Entretien des locaux – forfait mensuel', FORFAIT, [380, 620], [1_000, 1_000, 1_000], '20'),
      article('VIT', 'Lavage des vitrines – passage', U, [38, 55], [1_000, 4_000, 1_000], '20'),
      article('CON', 'Fourniture de consommables sanitaires', FORFAIT, [24.6, 58.4], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'band', font: 'helvetica', accent: [0.1, 0.55, 0.75], labels: plain },
  },
  {
    slug: 'hygia-assurances',
    name: 'Hygia Assurances Mutuelles',
    legal: 'Société d’assurance mutuelle à cotisations variables',
    street: '1 place de la Préfecture',
    postcode: '79000',
    city: 'Niort',
    rcs: 'Niort',
    ape: '6512Z',
    phone: '05 36 49 90 00',
    numbering: 'QNNNNNNN',
    perDay: 23,
    terms: 'prélèvement',
    covers: 'ahead',
    lines: [2, 3],
    subject: 'Contrat multirisque professionnelle n° 7 204 118 P',
    exempt: 'Exonération de TVA, article 261 C, 2° du CGI',
    articles: [
      article('MRP', 'Cotisation multirisque professionnelle', MONTH, [64, 118], [1_000, 1_000, 1_000], '0'),
      article('RC', 'Responsabilité civile exploitation', MONTH, [21, 39], [1_000, 1_000, 1_000], '0'),
      article('TAX', 'Taxe sur les conventions d’assurance', FORFAIT, [7.65, 14.13], [1_000, 1_000, 1_000], '0'),
    ],
    look: { layout: 'letter', font: 'helvetica', accent: [0.05, 0.35, 0.3], labels: issued },
  },
  {
    slug: 'claire-fontanel',
    name: 'Claire Fontanel – graphiste',
    legal: null,
    street: '27 rue du Lavoir',
    postcode: '63200',
    city: 'Riom',
    rcs: null,
    ape: '7410Z',
    phone: '06 39 98 14 72',
    numbering: 'Y-NNN',
    perDay: 0.2,
    terms: '30 jours',
    covers: 'nothing',
    lines: [1, 3],
    exempt: 'TVA non applicable, art. 293 B du CGI',
    articles: [
      article('ID', 'Création d’identité visuelle', FORFAIT, [450, 900], [1_000, 1_000, 1_000], '0'),
      article('AFF', 'Mise en page d’affiche A2', U, [120, 180], [1_000, 3_000, 1_000], '0'),
      article('RET', 'Retouches et déclinaisons', H, [45, 55], [1_000, 8_000, 500], '0'),
    ],
    look: { layout: 'letter', font: 'helvetica', accent: [0.75, 0.3, 0.35], labels: plain },
  },
  {
    slug: 'laiterie-haut-jura',
    name: 'Laiterie du Haut-Jura',
    legal: 'Société coopérative agricole à capital variable',
    street: '2 route de la Fruitière',
    postcode: '39300',
    city: 'Champagnole',
    rcs: 'Lons-le-Saunier',
    ape: '1051A',
    phone: '03 53 01 77 09',
    numbering: 'LHJ NNNNNN',
    perDay: 9,
    terms: '30 jours fin de mois',
    covers: 'delivery',
    lines: [3, 8],
    articles: [
      article('BEU-AOP', 'Beurre de tourage AOP 82 % – plaque 2 kg', KG, [8.9, 11.6], [10_000, 80_000, 2_000], '5.5'),
      article('CRE-35', 'Crème liquide 35 % – 5 l', U, [17.8, 22.4], [2_000, 24_000, 1_000], '5.5'),
      article('LAI-10', 'Lait entier – bidon 10 l', U, [9.7, 11.8], [2_000, 20_000, 1_000], '5.5'),
      article('COM-12', 'Comté AOP 12 mois – pointe', KG, [14.2, 17.9], [2_000, 18_000, 250], '5.5'),
      article('FRO-BLC', 'Fromage blanc 3,2 % – seau 5 kg', U, [10.4, 12.9], [1_000, 10_000, 1_000], '5.5'),
      article('LOC-FRO', 'Mise à disposition d’une vitrine réfrigérée', MONTH, [35, 48], [1_000, 1_000, 1_000], '20'),
    ],
    look: { layout: 'classic', font: 'helvetica', accent: [0.15, 0.3, 0.6], labels: issued },
  },
  {
    slug: 'librairie-du-marche',
    name: 'Presse & Librairie du Marché',
    legal: 'SNC au capital de 7 622 €',
    street: '18 place du Marché',
    postcode: '21200',
    city: 'Beaune',
    rcs: 'Dijon',
    ape: '4762Z',
    phone: '03 53 01 26 31',
    numbering: 'N° NNNN',
    perDay: 1,
    terms: 'comptant',
    covers: 'month',
    lines: [2, 4],
    articles: [
      article('QUO', 'Quotidiens régionaux et nationaux', U, [1.3, 3.4], [20_000, 62_000, 1_000], '2.1'),
      article('HEB', 'Hebdomadaires professionnels', U, [4.5, 6.9], [4_000, 12_000, 1_000], '2.1'),
      article('LIV', 'Livres', U, [8.9, 29.9], [1_000, 5_000, 1_000], '5.5'),
      article('PAP', 'Articles de papeterie', U, [3.2, 14.8], [1_000, 8_000, 1_000], '20'),
    ],
    look: { layout: 'letter', font: 'times', accent: [0.35, 0.2, 0.1], labels: formal },
  },
];
