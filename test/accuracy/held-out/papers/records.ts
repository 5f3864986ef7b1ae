import { two } from '../sixth/kit.ts';
import { form, letter, paper, SANS, SERIF } from './kit.ts';

const TITLED = `${SERIF} h2{text-align:center}`;

/** Contracts, certificates, bank papers, papers of staff and of meetings. */
export const records = [
  paper('energy-plan', 'échéancier', ['Voltéa Énergies', 'Gaz des Plaines'], (b, no, second) => {
    const part = Math.round(b.gross / 10);
    return {
      css: SANS,
      body: form(
        b,
        second ? 'Votre calendrier de mensualités' : 'Votre échéancier de paiement',
        `Contrat n° ${no} – édité le ${b.own()}`,
        `<table><tr><th>Date de prélèvement<th>Montant TTC${Array.from({ length: 10 }, (_, n) => `<tr><td>${b.other('debit', b.after(30 * n + 12), 'slash')}<td>${b.money(n === 9 ? b.gross - 9 * part : part)} €`).join('')}<tr><td>Total TTC<td>${b.money(b.gross)} €</table><p>Votre facture de régularisation sera établie vers le ${b.other('next', b.after(350))}.`,
      ),
    };
  }),
  paper(
    'tax-proof',
    'attestation',
    ['Direction des finances de l’Isère', 'Jardins et Services 38'],
    (b, no, second) => ({
      css: TITLED,
      body: `<b>${b.seller.name}</b><br>${b.seller.street}, ${b.seller.town}<h2>${second ? 'ATTESTATION FISCALE ANNUELLE' : 'ATTESTATION DE RÉGULARITÉ FISCALE'}</h2><p>${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}<p>Référence : ${no}<br>Il est certifié que la société désignée ci-dessus ${second ? 'a versé au titre de l’année écoulée la somme de' : 'a acquitté la TVA due au'} ${second ? '' : `${b.other('period', b.after(-20))}, soit`} ${b.money(b.gross)} € TTC.<p>Fait à ${b.seller.city}, le ${b.own()}`,
    }),
  ),
  paper('cover-proof', 'attestation', ['Assurances Duguay', 'Mutuelle du Bâtiment Ouest'], (b, no, second) => ({
    css: TITLED,
    number: `P${no}`,
    body: `<b>${b.seller.name}</b><br>${b.seller.street}, ${b.seller.town} – RCS ${b.seller.siren}<h2>${second ? 'Attestation de responsabilité décennale' : 'Attestation d’assurance'}</h2><p>Assuré : ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}<p>Contrat n° P${no}, valable du ${b.other('period', b.after(3))} au ${b.other('period', b.after(368))}.<br>Plafond de garantie : ${b.money(b.gross)} € TTC par sinistre.<p>${b.seller.city}, le ${b.own()}`,
  })),
  paper('rental-contract', 'contrat', ['Locamat Centre', 'Foncière des Halles'], (b, no, second) => ({
    css: TITLED,
    number: `L${no}`,
    body: `<h2>${second ? 'BAIL DÉROGATOIRE' : `CONTRAT DE LOCATION N° L${no}`}</h2><p>Entre ${b.seller.name}, ${b.seller.street}, ${b.seller.town}, RCS ${b.seller.siren}, le bailleur,<br>et ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}, le locataire.${second ? `<p>Réf. L${no}` : ''}<p>Article 1 – Durée : du ${b.other('period', b.after(15))} au ${b.other('period', b.after(379))}.<p>Article 2 – Loyer : ${b.money(b.net)} € HT, TVA ${b.money(b.tax)} €, soit ${b.money(b.gross)} € TTC, payable sur facture le ${b.other('due', b.after(20))}.<p>Fait à ${b.seller.city}, le ${b.own()}`,
  })),
  paper('amendment', 'avenant', ['Restauration Collective Ligérienne', 'Parc Auto Gestion'], (b, no, second) => ({
    css: TITLED,
    body: `<h2>${second ? `Modification n° 1 du contrat ${no}` : `AVENANT N° 2 AU CONTRAT ${no}`}</h2><p>Entre ${b.seller.name}, ${b.seller.street}, ${b.seller.town}, SIREN ${b.seller.siren},<br>et ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}.<p>Les parties conviennent de porter le montant annuel à ${b.money(b.net)} € HT, TVA ${b.rate} % ${b.money(b.tax)} €, total TTC ${b.money(b.gross)} €, avec effet au ${b.other('service', b.after(30))}.<p>Date : ${b.own()}`,
  })),
  paper('payslip', 'bulletin de paie', ['Boulangerie Fauvel', 'Garage du Viaduc'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'BULLETIN DE SALAIRE' : 'Bulletin de paie',
      `Matricule ${no} – paiement le ${b.own()}<br>Entrée : ${b.other('contract', b.after(-900))}`,
      `<table><tr><th>Rubrique<th>Base<th>Taux<th>Montant<tr><td>Salaire de base<td>151,67<td>12,40<td>${b.money(188_071)}<tr><td>Sécurité sociale plafonnée<td>1 880,71<td>6,90<td>-129,77<tr><td>Total brut<td><td><td>${b.money(b.gross)}<tr><td><b>Net à payer</b><td><td><td><b>${b.money(b.net)} €</b></table>`,
    ),
  })),
  paper(
    'bank-lines',
    'relevé bancaire',
    ['Banque Populaire des Alpes', 'Crédit Rural de l’Ouest'],
    (b, no, second) => ({
      css: SANS,
      number: no,
      body: form(
        b,
        second ? 'Extrait de compte' : 'Votre compte courant professionnel',
        `N° ${no} – ${second ? 'solde au' : 'Date :'} ${b.own('slash')}`,
        `<table><tr><th>Date<th>Libellé<th>Débit<th>Crédit${Array.from({ length: 22 }, (_, n) => `<tr><td>${b.other('payment', b.after(n - 24), 'slash')}<td>${['PRLV SEPA VOLTEA FACTURE 44', 'VIR FACTURE 2023', 'CB CARREFOUR', 'CHQ 00081'][n % 4]}${n}<td>${n % 4 === 1 ? '' : b.money(4_210 + n * 733)}<td>${n % 4 === 1 ? b.money(90_310 + n * 91) : ''}`).join('')}<tr><td><td>Nouveau solde<td><td>${b.money(b.gross)} €</table>`,
      ),
    }),
  ),
  paper('bank-letter', 'courrier', ['Banque Lamartine', 'Crédit Rural de l’Ouest'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Cher client,<p>${second ? `Le prélèvement de ${b.money(b.gross)} € présenté le ${b.other('debit', b.after(-3))}, motif « facture ${no} », a été rejeté faute de provision suffisante. Les frais s’élèvent à 20,00 €.` : `Nous vous confirmons l’ouverture d’une ligne d’escompte de ${b.money(b.gross)} € utilisable jusqu’au ${b.other('validity', b.after(365))}. Première remise enregistrée : facture n° ${no} du ${b.other('previous', b.after(-8))}.`}<p>Votre conseiller reste à votre écoute.`,
      'Le directeur d’agence',
    ),
  })),
  paper(
    'loan-table',
    'tableau d’amortissement',
    ['Banque Populaire des Alpes', 'Crédit-Bail Océane'],
    (b, no, second) => {
      const part = Math.round(b.gross / 12);
      return {
        css: SANS,
        body: form(
          b,
          second ? 'Plan de remboursement' : 'Tableau d’amortissement',
          `Prêt n° ${no} – date d’édition : ${b.own()}`,
          `<table><tr><th>Échéance<th>Capital<th>Intérêts<th>Montant TTC${Array.from({ length: 12 }, (_, n) => `<tr><td>${b.other('due', b.after(30 * n + 25), 'slash')}<td>${b.money(part - 900 + n * 40)}<td>${b.money(900 - n * 40)}<td>${b.money(part)}`).join('')}<tr><td>Total<td><td><td>${b.money(b.gross)} €</table>`,
        ),
      };
    },
  ),
  paper('premises-state', 'état des lieux', ['Foncière des Halles', 'Cabinet Immo Sévigné'], (b, no, second) => ({
    css: TITLED,
    body: `<b>${b.seller.name}</b>, ${b.seller.street}, ${b.seller.town}<h2>${second ? 'Constat d’entrée' : 'ÉTAT DES LIEUX DE SORTIE'}</h2><p>Locataire : ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}<br>Date : ${b.own()} – bail du ${b.other('contract', b.after(second ? -2 : -1_100))}<p>Dépôt de garantie : ${b.money(b.gross)} € TTC, réglé par facture n° ${no}.<table><tr><th>Pièce<th>Sol<th>Murs<tr><td>Bureau 1<td>bon<td>usagé<tr><td>Réserve<td>neuf<td>bon</table>`,
  })),
  paper('memo', 'note interne', ['Fromagerie Lestrade', 'Groupe Héliance'], (b, no, second) => ({
    css: TITLED,
    body: `<b>${b.seller.name}</b><h2>${second ? 'NOTE DE SERVICE' : 'Note interne'}</h2><p>De : direction financière<br>À : ${b.buyer.name}, comptabilité, ${b.buyer.town}<br>Date : ${b.own()}<p>La facture n° ${no} du ${b.other('previous', b.after(-22))} (${b.money(b.gross)} € TTC) doit être affectée au chantier de Bray. Merci de la régler avant le ${b.other('due', b.after(9))}.`,
  })),
  paper('meeting-call', 'convocation', ['Coopérative Agri-Sud', 'Syndic Beaulieu Gestion'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>${second ? 'Cher copropriétaire' : 'Cher sociétaire'},<p>Vous êtes convié à l’assemblée générale qui se tiendra le ${b.other('meeting', b.after(21))} à 18 h.<p>Ordre du jour : approbation des comptes clos le ${b.other('period', b.after(-60))} ; ratification de la facture n° ${no} de ravalement, ${b.money(b.gross)} € TTC ; questions diverses.`,
      'Le président',
      second ? '' : 'convocation à l’assemblée générale ordinaire',
    ),
  })),
  paper('situation-notice', 'avis de situation', ['Insee Sirene', 'Urssaf Bretagne'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'Situation de votre compte cotisant' : 'Avis de situation au répertoire Sirene',
      `Situation au ${b.own()} – référence ${no}`,
      `<table><tr><td>Dénomination<td>${b.buyer.name}<tr><td>Activité depuis<td>${b.other('registration', b.after(-2_600))}<tr><td>${second ? 'Total à payer' : 'Capital'}<td>${b.money(b.gross)} €</table>`,
    ),
  })),
  paper('expert-report', 'rapport', ['Cabinet Expertises Morin', 'Texalliance Sinistres'], (b, no, second) => ({
    css: TITLED,
    body: `<b>${b.seller.name}</b><br>${b.seller.street}, ${b.seller.town}<h2>${second ? 'Procès-verbal de constatations' : 'RAPPORT D’EXPERTISE'}</h2><p>Assuré : ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}<br>Date du sinistre : ${b.other('service', b.after(-33))}<br>Date du rapport : ${b.own()}<p>Dommages suivant facture n° ${no} du ${b.other('previous', b.after(-8))} :<table><tr><td>Montant HT<td>${b.money(b.net)} €<tr><td>TVA<td>${b.money(b.tax)} €<tr><td>Montant TTC<td>${b.money(b.gross)} €</table>`,
  })),
  paper('hours-sheet', 'relevé d’heures', ['Intérim Vallée', 'Sûreté Grand Ouest'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'Feuille de présence' : 'Relevé d’heures',
      `Mission n° ${no} – ${second ? 'établie le' : 'semaine close le'} ${b.own()}`,
      `<table><tr><th>Jour<th>Matin<th>Après-midi<th>Heures${Array.from({ length: 5 }, (_, n) => `<tr><td>${b.other('work', b.after(n - 6), 'slash')}<td>8:${two(n * 7)}-12:00<td>13:30-17:00<td>7,${n}`).join('')}</table><p>À facturer, total TTC : ${b.money(b.gross)} €. Visa du client :`,
    ),
  })),
  paper('bank-change', 'courrier', ['Imprimerie Gallois', 'Nettoyage Azur'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Madame, Monsieur,<p>Nos coordonnées bancaires changent à compter du ${b.other('service', b.after(10))}. ${second ? 'Nous vous remercions de mettre à jour vos fichiers.' : 'Merci de ne plus utiliser l’ancien compte.'}<p>Nouvel IBAN : ${b.seller.iban}<p>Sont concernées les factures non encore réglées, dont la facture n° ${no} du ${b.other('previous', b.after(-15))} de ${b.money(b.gross)} € TTC.`,
      'Le service comptable',
      second ? 'changement de domiciliation bancaire' : '',
    ),
  })),
];
