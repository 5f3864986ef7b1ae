import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DateKind } from '../../../shared/domain/page/date-kinds.ts';
import { fold } from '../../../shared/domain/page/fold.ts';
import { readLabel } from '../../../shared/domain/page/read-label.ts';

/** Labels as invoices have them, one a line of these lists. */
const OWN = `Date de facture|Date facture|Date fact.|Date facturation|Dt facture|Facturé le|Facture du|Facture n° 12 du
Facture n°F-12 en date du|Facture N° 12, le|Votre facture du|Facture émise le|Facture établie le|Facture en date du
Document émis le|Émise le|Émis le|n° FA04206 – Clermont-Ferrand, le|Établie le|Émission le|Date émission|Date d’émission|Date émission facture
Date d’établissement|Date de la pièce|Date pièce|Date doc.|Date du document|Date|DATE :|Le|Lyon, le|Fait à Lyon, le
Date et heure|Date d’avoir|Avoir n° 12 du|Note d’honoraires du|Quittance établie le|Date du ticket|Date de l’avis
Facture acquittée du|Facture d’acompte du|Facture de solde n° 3 du|Facture définitive du|Facture électronique émise le
Facture créée le|Invoice date|Date of issue|Issued on|Dated|Billing date|Tax date|Rechnungsdatum|Datum|Rechnung vom
Ausgestellt am|Factuurdatum|Data fattura|Fecha de factura`;
/**
 * Labels of the French templates of invoice2data (github.com/invoice-x/invoice2data, src/invoice2data/extract/templates/fr), of
 * the PDF models of Dolibarr, and of titles of public bodies.
 */
const OWN_PUBLIC = `Facture 10012345678 du|Facture d’accès au service du|Facture d’accès au service n° 123 du|À la date du
Ma facture d’électricité du|Votre facture N° A12 du|Emise le :|Date d'emission :|Date facturation :|Date de facturation:
Facture du :|Paris, le mardi|Nyons, le lundi|Facturation du|Facture de régularisation du|Facture de clôture n° 3 du
Facture établie par nos soins le|Date Fac.|D. facture|Dte facture :|Date de mise en facturation|Date du jour|Document du
Pièce n° 12 du|Appel de fonds du|Décompte du|Titre de recettes n° 12 du|Date d’émission du titre|Émis et rendu exécutoire le
Dressée le|Datée du|Facture validée le|Facture transmise le|Data|Data da fatura|Fecha|Lyon, ce|À Lyon, ce`;
/** "Facture" with another document or another invoice behind it. */
const OF_ANOTHER = `Facture proforma du|Facture de votre commande du|Facture initiale du|Facture impayée du|Facture de référence du
Facture selon devis du|Pour une facture du|Facture correspondant à la livraison du|Facture relative au contrat du|Terme du contrat|Fin du bail`;
const DUE = `Échéance|Date d’échéance|Échéance au|Éch.|Payable le|Payable avant le|À payer le|À payer au plus tard le
À régler le|Règlement au|Règlement attendu le|Date limite|Date limite de paiement|Paiement attendu le|Paiement pour le
Exigible le|Due date|Due on|Pay by|Payment due|Fällig am|Zahlbar bis|Vervaldatum|Net à payer au|Réglable le
Solde à payer le|Sera prélevé le|Prélèvement le|Date de prélèvement|LCR au|Traite au|30 jours date de facture
Virement 30 jours date de facture|45 jours nets à compter de la date de facture|30 jours fin de mois date d’émission`;
const OTHER = `Commande du|Votre commande du|V/commande du|Cde n° 12 du|BC n° 12 du|Bon n° 3 du|Devis n° 12 du|Devis accepté le
Contrat du|Bail du|Mandat signé le|Livraison le|Livré le|BL n° 12 du|Enlevé le|Retrait le|Reçu le|Arrivée|Départ
Période du|Mois de|Date de début|Date de fin|Prestation du|Intervention du|Travaux du|Mission du|Session du|Audience du
Jugement du|Souscrit le|Valable jusqu’au|Né le|1re mise en circulation|Relevé le|Ancien relevé|Prochaine facture le
Facture précédente du|Facture d’origine du|Annule la facture du|Suite à votre facture du|Solde antérieur au|Payé le
Acompte reçu le|Chèque du|Tarifs au|Loi du|À compter du|Date d’effet|Parution du|Signé le|Fermé du|Attestation établie le
Logiciel certifié du|Paiement 30 jours date de facture. Décret du|Date sinistre|Date BAT|Date restitution|O.R. ouvert le|Trajet du|Contrôlé le|Imprimé le|Date comptable
Date de valeur|Order date|Shipped on|Billing period|Paid on|Bestelldatum|Lieferdatum|Leverdatum|Permis du|Procès-verbal du`;

const kindOf = (label: string): DateKind | null => readLabel(fold(`${label} `).text)?.kind ?? null;
const all = (list: string) => list.split(/[|\n]/);

test('labels of the date of issue, of due dates and of other dates', () => {
  const own: readonly (DateKind | null)[] = ['issue', 'credit', 'document', 'plain'];
  assert.deepEqual(
    all(OWN).filter((label) => !own.includes(kindOf(label))),
    [],
  );
  assert.deepEqual(
    all(OWN_PUBLIC).filter((label) => !own.includes(kindOf(label))),
    [],
  );
  assert.deepEqual(
    all(OF_ANOTHER).filter((label) => own.includes(kindOf(label))),
    [],
  );
  assert.deepEqual(
    all(DUE).filter((label) => !['due', 'debit'].includes(kindOf(label) ?? '')),
    [],
  );
  assert.deepEqual(
    all(OTHER).filter((label) => own.includes(kindOf(label)) || kindOf(label) === null),
    [],
  );
});
