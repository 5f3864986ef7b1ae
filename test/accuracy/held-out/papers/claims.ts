import { pageFoot, two } from '../sixth/kit.ts';
import { form, letter, paper, SANS, SERIF } from './kit.ts';

/** Papers that ask for, announce or acknowledge a payment of invoices that came before. */
export const claims = [
  paper('plain-dunning', 'relance', ['SARL Menuiserie Charpin', 'Aquiclim Services'], (b, no, second) => ({
    css: SERIF,
    body: second
      ? letter(
          b,
          `<p>Bonjour,<p>Je me permets de revenir vers vous au sujet de la facture n° ${no} du ${b.other('previous', b.after(-51))}, d’un montant de ${b.money(b.gross)} € TTC, dont l’échéance était fixée au ${b.other('due', b.after(-21))}.<p>À ce jour, aucun paiement ne nous est parvenu. Pourriez-vous nous indiquer à quelle date il interviendra ?<p>Vous en remerciant par avance, je vous souhaite une bonne journée.`,
          'Sandrine Poulain<br>Comptabilité clients',
        )
      : letter(
          b,
          `<p>Madame, Monsieur,<p>L’examen de votre compte fait apparaître que notre facture n° ${no} du ${b.other('previous', b.after(-64))} n’a toujours pas été honorée, bien que son échéance soit dépassée depuis le ${b.other('due', b.after(-34))}.<p>Montant TTC : ${b.money(b.gross)} €<p>Nous vous saurions gré de bien vouloir procéder à son paiement par retour de courrier, sur notre compte ${b.seller.iban}.<p>Dans cette attente, nous vous prions de croire, Madame, Monsieur, à l’assurance de nos sentiments distingués.`,
          'Le gérant<br>P. Charpin',
        ),
  })),
  paper(
    'bailiff-demand',
    'mise en demeure',
    ['SELARL Vasseur Huissiers de Justice', 'Étude Combes et Roy'],
    (b, no, second) => ({
      css: SERIF,
      body: letter(
        b,
        `<p>Madame, Monsieur,<p>${second ? 'Je suis chargé par ma cliente, la société NORDEC, de recouvrer à votre encontre les sommes suivantes :' : `Agissant à la demande de la société NORDEC, je vous mets en demeure de payer sous huit jours les sommes détaillées ci-dessous, dues au titre d’une facture du ${b.other('previous', b.after(-120))} :`}<table><tr><td>Facture n° ${no}${second ? ` du ${b.other('previous', b.after(-120))}` : ''}<td>${b.money(b.gross - 4_000)} €<tr><td>Indemnité forfaitaire de recouvrement<td>40,00 €<tr><td>Total TTC à payer<td>${b.money(b.gross)} €</table><p>À défaut de paiement avant le ${b.other('due', b.after(8))}, une procédure judiciaire sera engagée à votre encontre, dont les frais resteront à votre charge.`,
        'L’huissier de justice',
        second ? '' : 'mise en demeure de payer',
        `Dossier n° ${b.serial}/VR – à rappeler dans toute correspondance`,
      ),
    }),
  ),
  paper('bill-list', 'relevé', ['Négoce Matériaux Ardéchois', 'Quincaillerie Belmont'], (b, no, second) => {
    const shares = [0.22, 0.31, 0.17].map((p) => Math.round(b.gross * p));
    const rest = b.gross - shares.reduce((sum, n) => sum + n, 0);
    return {
      css: SANS,
      body: form(
        b,
        second ? 'Situation de votre compte' : 'Relevé de factures',
        `Compte n° 411${b.serial} – ${second ? 'au' : 'arrêté au'} ${b.own()}`,
        `<table><tr><th>Date<th>Pièce<th>Échéance<th>Montant TTC${[...shares, rest].map((n, i) => `<tr><td>${b.other('previous', b.after(i * 6 - 27), 'slash')}<td>Facture ${i === 3 ? no : `${no.slice(0, -1)}${i}`}<td>${b.other('due', b.after(i * 6 + 18), 'slash')}<td>${b.money(n)}`).join('')}<tr><td><td><b>Total TTC</b><td><td><b>${b.money(b.gross)} €</b></table><p>Mode de règlement : ${second ? 'virement' : 'L.C.R. magnétique'} au ${b.other('due', b.after(31))}.`,
      ),
    };
  }),
  paper('remittance-slip', 'bordereau de remise', ['Crédit Rural de l’Ouest', 'Banque Lamartine'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'Remise d’effets à l’encaissement' : 'Bordereau de remise de chèques',
      `Remise n° ${no} du ${b.own('slash')}<br>Compte à créditer : ${b.buyer.name}, ${b.seller.iban}`,
      `<table><tr><th>Tiré<th>Motif<th>Montant${[0.4, 0.35].map((p, n) => `<tr><td>${['SCI DES PINS', 'GARAGE LEROUX'][n]}<td>Facture n° ${2_140 + n} du ${b.other('previous', b.after(-40 - n), 'slash')}<td>${b.money(Math.round(b.gross * p))}`).join('')}<tr><td>MAIRIE DE BRAY<td>Facture n° 2155<td>${b.money(b.gross - Math.round(b.gross * 0.4) - Math.round(b.gross * 0.35))}<tr><td><b>Total de la remise</b><td>3 ${second ? 'effets' : 'chèques'}<td><b>${b.money(b.gross)} €</b></table><p class=b>Signature du client</p>`,
    ),
  })),
  paper('transfer-notice', 'avis de virement', ['Centrale Sud Distribution', 'Groupe Héliance'], (b, no, second) => ({
    css: SANS,
    body: second
      ? form(
          b,
          'Avis de virement',
          `Date de valeur : ${b.own()}<br>Référence : VIR${b.serial}`,
          `<table><tr><th>Votre facture<th>Du<th>Montant TTC<tr><td>${no}<td>${b.other('previous', b.after(-44), 'slash')}<td>${b.money(b.gross)}<tr><td><b>Total viré</b><td><td><b>${b.money(b.gross)} €</b></table>`,
        )
      : letter(
          b,
          `<p>Cher fournisseur,<p>Nous vous informons que nous avons procédé ce jour au virement de ${b.money(b.gross)} € sur votre compte bancaire, en paiement de :<table><tr><th>Facture n°<th>Date facture<th>Net payé<tr><td>${no}<td>${b.other('previous', b.after(-38), 'slash')}<td>${b.money(b.gross)} €</table><p>Total TTC : ${b.money(b.gross)} €<p>Pour toute question : fournisseurs@centrale-sud.example`,
          'Le service trésorerie',
        ),
  })),
  paper('debit-notice', 'avis de prélèvement', ['Enerlia Gaz', 'Mutuelle des Métiers'], (b, no, second) => ({
    css: SANS,
    body: second
      ? letter(
          b,
          `<p>Madame, Monsieur,<p>Conformément au mandat SEPA que vous avez signé le ${b.other('contract', b.after(-400))} (RUM ${b.serial}X7), nous vous informons que la somme de ${b.money(b.gross)} € sera prélevée sur votre compte le ${b.other('debit', b.after(12))}.<table><tr><td>Référence facture<td>${no}<tr><td>Date de facture<td>${b.other('previous', b.after(-3))}<tr><td>Montant TTC<td>${b.money(b.gross)} €</table><p>Merci de vérifier que votre compte est suffisamment approvisionné.`,
          'Votre service clients',
        )
      : form(
          b,
          'Avis de prélèvement SEPA',
          `Émis le ${b.own()}<br>RUM : ENL${b.serial}0 – ICS : FR12ZZZ${b.serial}`,
          `<table><tr><th>Facture<th>Date de prélèvement<th>Montant TTC<tr><td>${no}<td>${b.other('debit', b.due)}<td>${b.money(b.gross)} €</table>`,
        ),
  })),
  paper('factor-notice', 'cession de créance', ['Nord Sud Factor', 'Mercure Affacturage'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Madame, Monsieur,<p>Votre fournisseur, la société NORDEC, nous a transféré la créance qu’il détient sur vous au titre de la facture suivante :<p>${second ? `Numéro de facture : ${no}<br>Date de facture : ${b.other('previous', b.after(-9))}<br>Date d’échéance : ${b.other('due', b.after(36))}<br>Montant TTC : ${b.money(b.gross)} €` : `Facture n° ${no} du ${b.other('previous', b.after(-9))}, d’un montant de ${b.money(b.gross)} € TTC, payable le ${b.other('due', b.after(36))}`}<p>En conséquence, seul un paiement entre nos mains sera libératoire. Nos coordonnées bancaires : ${b.seller.iban}.`,
      'La direction des opérations',
      second ? 'notification de subrogation' : '',
    ),
  })),
  paper(
    'payment-thanks',
    'accusé de règlement',
    ['Formation Plus Conseil', 'Cuisines Pro Atlantique'],
    (b, no, second) => ({
      css: SERIF,
      body: letter(
        b,
        `<p>Madame, Monsieur,<p>${second ? `Votre règlement de ${b.money(b.gross)} € nous est bien parvenu le ${b.other('payment', b.after(-2))}. Il solde la facture n° ${no} datée du ${b.other('previous', b.after(-32))}.` : `Nous accusons réception de votre chèque n° 00${b.serial}81 d’un montant de ${b.money(b.gross)} € TTC, en paiement de notre facture n° ${no} du ${b.other('previous', b.after(-32))}, et vous en remercions.`}<p>Nous restons à votre disposition et vous prions d’agréer nos salutations distinguées.`,
        'Le service comptable',
      ),
    }),
  ),
  paper('bill-dispute', 'contestation', ['Brasserie du Port SARL', 'Transports Jaubert'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Madame, Monsieur,<p>Nous avons reçu votre facture n° ${no} du ${b.other('previous', b.after(-14))}, d’un montant de ${b.money(b.gross)} € TTC.<p>${second ? 'Le tarif appliqué n’est pas celui de votre offre' : 'Les quantités facturées ne correspondent pas à celles livrées'} le ${b.other('delivery', b.after(-20))}. Nous vous demandons d’établir un avoir dans les meilleurs délais et suspendons le paiement jusque-là.`,
      'La direction',
      second ? `votre facture n° ${no}` : `contestation de la facture n° ${no}`,
    ),
  })),
  paper('bill-mail', 'message', ['Novalis Télécom', 'Hébergement Lumen'], (b, no, second) => ({
    css: `@page{size:A4;margin:14mm} body{font:10pt/1.5 'Liberation Sans'} .e{border-bottom:1px solid #999;padding-bottom:3mm}`,
    footer: pageFoot(`https://messagerie.example/u/0/?ik=${b.serial}`, 'Page'),
    body: `<div class=e><b>${second ? 'Votre nouvelle facture est disponible' : `Votre facture ${b.seller.name}`}</b><br>De : ${b.seller.name} &lt;ne-pas-repondre@exemple.fr&gt;<br>À : comptabilite@exemple.fr<br>${second ? 'Envoyé le' : 'Date :'} ${b.own()} à 08:${two(b.serial % 60)}</div><p>Bonjour,<p>La facture n° ${no} ${second ? `du ${b.other('previous', b.after(-1))} ` : ''}de ${b.buyer.name} est disponible dans votre espace client.<p>Montant TTC : ${b.money(b.gross)} €<br>Date de prélèvement : ${b.other('debit', b.after(14))}<p><u>Télécharger ma facture</u><p>À bientôt,<br>L’équipe ${b.seller.name}`,
  })),
  paper('bill-parcel', 'bordereau d’envoi', ['Holding Garance', 'Comptoir Vinicole'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'Bordereau de transmission' : 'Bordereau d’envoi',
      `${b.seller.city}, le ${b.own()}`,
      `<table><tr><th>Désignation des pièces<th>Nombre<th>Observations<tr><td>Facture n° ${no} du ${b.other('previous', b.after(-11))}<br>Montant TTC : ${b.money(b.gross)} €<td>1<td>Pour règlement<tr><td>Attestation d’assurance<td>1<td>Pour attribution</table><p>Reçu le : ......................... Signature :`,
    ),
  })),
];
