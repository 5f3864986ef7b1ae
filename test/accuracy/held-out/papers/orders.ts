import { form, goods, letter, paper, SANS, SERIF } from './kit.ts';

/** Papers that come before an invoice, or with the goods. */
export const orders = [
  paper('signed-quote', 'devis', ['Électricité Ramond', 'Agence Pixel Vert'], (b, no, second) => ({
    css: SANS,
    number: `D${no}`,
    body: form(
      b,
      second ? 'Proposition commerciale' : `Devis accepté n° D${no}`,
      `${second ? `Réf. D${no}<br>` : ''}Date : ${b.own()}<br>Offre valable jusqu’au ${b.other('validity', b.after(30))}`,
      `${goods(b)}<p>Acompte de 30 % à la commande, solde à réception de facture.<p class=b>Bon pour accord, le ${b.other('signature', b.after(6))}<br>Signature et cachet :`,
    ),
  })),
  paper('pro-forma', 'proforma', ['Export Méca Lyon', 'Verrerie d’Argonne'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'FACTURE PROFORMA' : 'Facture pro forma',
      `N° ${no} – Date : ${b.own()}`,
      `${goods(b, 'Net à payer TTC')}<p>Conditions : paiement avant expédition prévue le ${b.other('delivery', b.after(20))}.`,
    ),
  })),
  paper('draft-bill', 'projet', ['Bureau d’études Sylvain', 'Atelier Nord Façades'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? `Facture provisoire n° ${no}` : `Projet de facture n° ${no}`,
      `Date : ${b.own()}<br>${second ? 'Document de travail, à valider avant émission' : 'Pour validation par vos soins avant facturation définitive'}`,
      goods(b),
    ),
  })),
  paper('web-order', 'commande', ['Bureau-Direct.example', 'La Boutique du Froid'], (b, no, second) => ({
    css: SANS,
    body: `<div class=w><b style="font-size:15pt">${b.seller.name}</b><span>${second ? 'Récapitulatif' : ''}</span></div><h1>${second ? `Votre commande ${no}` : 'Merci pour votre commande !'}</h1><p>Bonjour ${b.buyer.name},<p>${second ? 'Nous préparons votre colis.' : `Votre commande n° ${no} a bien été enregistrée le ${b.own()}.`}${second ? `<br>Passée le ${b.own()}` : ''}${goods(b, 'Total de la commande TTC')}<p>Livraison prévue le ${b.other('delivery', b.after(4))}. Votre facture sera disponible dans votre compte après l’expédition.<p><b>Adresse de facturation</b><br>${b.buyer.name}<br>${b.buyer.street}<br>${b.buyer.town}<p><small>${b.seller.name} – ${b.seller.street}, ${b.seller.town} – SIRET ${b.seller.siret} – TVA ${b.seller.vat}</small>`,
  })),
  paper('order-receipt', 'commande', ['Fonderies du Bugey', 'Textiles Vosgiens'], (b, no, second) => ({
    css: SANS,
    number: `C${no}`,
    body: form(
      b,
      second ? 'Accusé de réception de commande' : 'A.R.C.',
      `Notre réf. : C${no}<br>Date : ${b.own()}<br>Votre commande du ${b.other('order', b.after(-3))}`,
      `${goods(b, 'Net à payer')}<p>Départ usine : ${b.other('delivery', b.after(28))}. Facturation à l’expédition, 30 jours fin de mois.`,
    ),
  })),
  paper('delivery-list', 'bon de livraison', ['Grossiste Alim 35', 'Logi-Froid Express'], (b, no, second) => ({
    css: SANS,
    number: `BL${no}`,
    body: form(
      b,
      second ? 'Bordereau d’expédition' : 'Bordereau de livraison',
      `N° BL${no} – ${second ? 'Expédié le' : 'Date'} : ${b.own()}`,
      `${goods(b, 'Total TTC')}<p><b>FACTURE À SUIVRE</b> – Marchandise reçue en bon état le : ..........`,
    ),
  })),
  paper('return-slip', 'bon de retour', ['Pièces Auto Sarthe', 'Mobilier Contract'], (b, no, second) => ({
    css: SANS,
    body: form(
      b,
      second ? 'Autorisation de retour marchandise' : 'Bon de retour',
      `RMA ${b.serial} – ${b.own()}<br>Facture d’origine : ${no} du ${b.other('previous', b.after(-12))}`,
      `${goods(b, 'Valeur TTC')}<p>Motif : ${second ? 'erreur de référence' : 'produit défectueux'}. L’avoir sera établi après contrôle, sous 15 jours.`,
    ),
  })),
  paper('service-slip', 'bon d’intervention', ['Ascenseurs Quercy', 'Clim & Froid 64'], (b, no, second) => ({
    css: SANS,
    number: `I${no}`,
    body: form(
      b,
      second ? 'Compte rendu d’intervention' : 'Bon d’intervention',
      `N° I${no}<br>Date d’intervention : ${b.own()} – Technicien : M. Haddad`,
      `<p>Arrivée 8 h 40, départ 11 h 15. Remplacement du pressostat, contrôle d’étanchéité.${goods(b, 'Montant TTC estimé')}<p>Prochaine visite : ${b.other('service', b.after(180))}. Une facture vous sera adressée.<p class=b>Signature du client : lu et approuvé`,
    ),
  })),
  paper('site-acceptance', 'procès-verbal', ['Constructions Delorme', 'Toitures de l’Aven'], (b, no, second) => ({
    css: SERIF,
    body: `<b>${b.seller.name}</b> – ${b.seller.street}, ${b.seller.town}<h2 style="text-align:center">${second ? 'PV de levée des réserves' : 'PROCÈS-VERBAL DE RÉCEPTION DES TRAVAUX'}</h2><p>Maître d’ouvrage : ${b.buyer.name}, ${b.buyer.street}, ${b.buyer.town}<br>Marché du ${b.other('contract', b.after(-160))} – montant TTC : ${b.money(b.gross)} €<p>Les travaux, objet de la facture n° ${no} du ${b.other('previous', b.after(-10))}, ont été examinés en présence des parties. La réception est prononcée ${second ? 'sans réserve' : 'avec réserves'} avec effet au ${b.other('service', b.after(-1))}.<p>Fait à ${b.buyer.city}, le ${b.own()}, en deux exemplaires.`,
  })),
  paper('tender', 'appel d’offres', ['Commune de Saint-Loup', 'Syndicat des Eaux du Val'], (b, no, second) => ({
    css: SERIF,
    number: `M${no}`,
    body: `<b>${b.seller.name}</b><br>${b.seller.street}, ${b.seller.town}<h2>${second ? 'Règlement de la consultation' : 'Avis d’appel public à la concurrence'}</h2><p>Marché n° M${no} : entretien des bâtiments. Montant estimatif TTC : ${b.money(b.gross)} €.<p>Date d’envoi du présent avis : ${b.own()}<br>Date limite de réception des offres : ${b.other('validity', b.after(30))}<p>Les factures sont déposées sur Chorus Pro ; le délai de paiement est de 30 jours.`,
  })),
  paper('contract-cover', 'courrier', ['Sécurit’Alarme', 'Loc’Imprim'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Madame, Monsieur,<p>Veuillez trouver ci-joint ${second ? 'les conditions particulières de votre abonnement' : 'votre contrat en deux exemplaires, dont un à nous retourner signé'}.<p>Votre première facture, n° ${no}, d’un montant de ${b.money(b.gross)} € TTC, sera émise le ${b.other('next', b.after(10))} et prélevée le ${b.other('debit', b.after(20))}.`,
      'Votre conseiller',
      second ? '' : 'votre contrat de télésurveillance',
    ),
  })),
  paper('price-change', 'courrier', ['Propreté Rhône Services', 'Eaux Claires Fontaines'], (b, no, second) => ({
    css: SERIF,
    body: letter(
      b,
      `<p>Cher client,<p>${second ? `Comme le prévoit l’article 7 de votre contrat, nos prix seront révisés de 3,2 % le ${b.other('service', b.after(45))}.` : `L’évolution du coût de l’énergie nous conduit à adapter nos tarifs à compter du ${b.other('service', b.after(45))}.`}<table><tr><th>Prestation<th>Prix TTC actuel<th>Prix TTC futur<tr><td>Forfait mensuel<td>${b.money(Math.round(b.gross / 1.032))} €<td>${b.money(b.gross)} €</table><p>À titre d’exemple, votre dernière facture n° ${no} du ${b.other('previous', b.after(-17))} s’élevait à ${b.money(Math.round(b.gross / 1.032))} € TTC.`,
      'La direction commerciale',
      second ? 'révision annuelle des prix' : 'évolution de nos tarifs',
    ),
  })),
];
