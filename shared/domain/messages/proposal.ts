/**
 * Where each field of a proposed entry comes from, what of it is uncertain, what is missing, and why there is none.
 * Amounts are in the currency of the invoice.
 */
export const proposalMessages = {
  // --- No proposal ------------------------------------------------------------------------------------------------
  PROPOSAL_NOT_FILED: {
    fr: 'Le document n’est classé dans aucun exercice : classez-le d’abord.',
    en: 'The document is filed in no exercice: file it first.',
  },
  PROPOSAL_NO_DATA: {
    fr: 'Le document ne porte pas de facture électronique : l’écriture est à saisir.',
    en: 'The document carries no e-invoice: the entry is to be typed.',
  },
  PROPOSAL_NOT_AN_INVOICE: {
    fr: 'Type {type} : ce n’est pas une facture qui se comptabilise (facture pro forma).',
    en: 'Type {type}: this is no invoice to be booked (pro forma invoice).',
  },
  PROPOSAL_CURRENCY: {
    fr: 'Facture en {currency} : seules les factures en euros sont proposées.',
    en: 'The invoice is in {currency}: entries are proposed for invoices in euros only.',
  },
  PROPOSAL_TOTALS_MISSING: {
    fr: 'La facture ne donne pas assez de totaux (HT {net}, TVA {vat}, TTC {gross}).',
    en: 'The invoice does not give enough totals (net {net}, VAT {vat}, gross {gross}).',
  },
  PROPOSAL_TOTALS_CONTRADICT: {
    fr: 'Les totaux se contredisent : HT {net} + TVA {vat} ne font pas {gross}.',
    en: 'The totals contradict each other: net {net} + VAT {vat} is not {gross}.',
  },
  PROPOSAL_BREAKDOWN_CONTRADICTS: {
    fr: 'La ventilation de TVA (bases {bases}, TVA {sum}) contredit les totaux (TVA {vat}, TTC {gross}).',
    en: 'The VAT breakdown (bases {bases}, VAT {sum}) contradicts the totals (VAT {vat}, gross {gross}).',
  },
  PROPOSAL_AMOUNT_TOO_LARGE: {
    fr: 'Un montant dépasse ce qu’une écriture peut porter ({amount}).',
    en: 'An amount is beyond what an entry can hold ({amount}).',
  },
  PROPOSAL_NOTHING_TO_BOOK: {
    fr: 'Le total de la facture est nul : il n’y a rien à comptabiliser.',
    en: 'The total of the invoice is zero: there is nothing to book.',
  },

  // --- What it is -------------------------------------------------------------------------------------------------
  PROPOSAL_BUYER_IS_DOSSIER: {
    fr: 'L’acheteur est le dossier : c’est un achat.',
    en: 'The buyer is the dossier: this is a purchase.',
  },
  PROPOSAL_SELLER_IS_DOSSIER: {
    fr: 'Le vendeur est le dossier : c’est une vente.',
    en: 'The seller is the dossier: this is a sale.',
  },
  PROPOSAL_DOSSIER_UNIDENTIFIED: {
    fr: 'Ni SIREN ni numéro de TVA du dossier ne sont connus : un achat est supposé.',
    en: 'Neither a SIREN nor a VAT number of the dossier is known: a purchase is assumed.',
  },
  PROPOSAL_PARTY_NOT_DOSSIER: {
    fr: 'Ni le vendeur ni l’acheteur ne sont identifiés comme le dossier ({siren}) : un achat est supposé.',
    en: 'Neither seller nor buyer is identified as the dossier ({siren}): a purchase is assumed.',
  },
  PROPOSAL_BOTH_PARTIES: {
    fr: 'Le vendeur et l’acheteur sont tous deux le dossier : un achat est supposé.',
    en: 'Seller and buyer are both the dossier: a purchase is assumed.',
  },
  PROPOSAL_CREDIT_NOTE: {
    fr: 'C’est un avoir : les sens sont inversés.',
    en: 'This is a credit note: the sides are swapped.',
  },
  PROPOSAL_CREDIT_NOTE_OF: {
    fr: 'C’est un avoir sur la facture {number} : les sens sont inversés.',
    en: 'This is a credit note on invoice {number}: the sides are swapped.',
  },
  PROPOSAL_CORRECTIVE: {
    fr: 'Facture rectificative de {number} : vérifiez que celle-ci n’est pas déjà comptabilisée.',
    en: 'A corrected invoice of {number}: check that the latter is not booked already.',
  },
  PROPOSAL_CURRENCY_ASSUMED: {
    fr: 'La facture ne dit pas sa devise : l’euro est supposé.',
    en: 'The invoice does not say its currency: euros are assumed.',
  },

  // --- Journal, date, piece ---------------------------------------------------------------------------------------
  PROPOSAL_JOURNAL_BY_TYPE: {
    fr: 'Journal {journal}, de type {type} dans le PAR.',
    en: 'Journal {journal}, of type {type} in the PAR.',
  },
  PROPOSAL_JOURNAL_SEVERAL: {
    fr: 'Journal {journal}, le premier de type {type} dans le PAR ; il y a aussi {others}.',
    en: 'Journal {journal}, the first of type {type} in the PAR; there are also {others}.',
  },
  PROPOSAL_JOURNAL_BY_CODE: {
    fr: 'Journal {journal}, d’après son code : le PAR ne dit pas son type.',
    en: 'Journal {journal}, by its code: the PAR does not say its type.',
  },
  PROPOSAL_JOURNAL_MISSING: {
    fr: 'Le PAR n’a pas de journal de type {type}.',
    en: 'The PAR has no journal of type {type}.',
  },
  PROPOSAL_DATE_OF_INVOICE: {
    fr: 'Date de la facture ({date}).',
    en: 'Date of the invoice ({date}).',
  },
  PROPOSAL_DATE_MOVED: {
    fr: 'La facture du {date} est hors de l’exercice {exercice} où elle est classée : date ramenée dans l’exercice.',
    en: 'The invoice of {date} is outside exercice {exercice} where it is filed: the date is brought inside it.',
  },
  PROPOSAL_DATE_MISSING: {
    fr: 'La facture n’a pas de date certaine : indiquez la date comptable.',
    en: 'The invoice has no certain date: give the accounting date.',
  },
  PROPOSAL_PIECE: {
    fr: 'Numéro de la facture ({number}).',
    en: 'Number of the invoice ({number}).',
  },
  PROPOSAL_PIECE_SHORTENED: {
    fr: 'Fin du numéro {number}, qui dépasse {max} caractères ; il est en entier dans la référence.',
    en: 'End of number {number}, which is over {max} characters; the reference has it whole.',
  },
  PROPOSAL_PIECE_NONE: {
    fr: 'La facture n’a pas de numéro dont tirer une pièce.',
    en: 'The invoice has no number to take a piece from.',
  },
  PROPOSAL_LABEL_SPELLED: {
    fr: 'Des caractères de « {name} » n’ont pas d’équivalent dans ISACOMPTA et sont omis.',
    en: 'Characters of “{name}” have no equivalent in ISACOMPTA and are left out.',
  },

  // --- The third party --------------------------------------------------------------------------------------------
  PROPOSAL_THIRD_PARTY_BY_SIREN: {
    fr: 'Tiers {account} du PAR, de SIREN {siren}.',
    en: 'Third party {account} of the PAR, of SIREN {siren}.',
  },
  PROPOSAL_THIRD_PARTY_BY_VAT: {
    fr: 'Tiers {account} du PAR, de numéro de TVA {vat}.',
    en: 'Third party {account} of the PAR, of VAT number {vat}.',
  },
  PROPOSAL_THIRD_PARTY_SEVERAL: {
    fr: 'Tiers {account} ; le PAR en a d’autres de même identité ({others}).',
    en: 'Third party {account}; the PAR has others of the same identity ({others}).',
  },
  PROPOSAL_THIRD_PARTY_LAST_USED: {
    fr: 'Compte {account}, utilisé pour ce tiers le {date}.',
    en: 'Account {account}, used for this third party on {date}.',
  },
  PROPOSAL_THIRD_PARTY_BY_NAME: {
    fr: 'Tiers {account} du PAR, de même nom ({name}) mais sans SIREN ni numéro de TVA.',
    en: 'Third party {account} of the PAR, of the same name ({name}) but without SIREN or VAT number.',
  },
  PROPOSAL_THIRD_PARTY_COLLECTIVE: {
    fr: 'Compte collectif {account} : {name} n’est pas un tiers du PAR.',
    en: 'Collective account {account}: {name} is no third party of the PAR.',
  },
  PROPOSAL_THIRD_PARTY_MISSING: {
    fr: '{name} n’est pas un tiers du PAR, qui n’a pas de compte collectif {prefix}.',
    en: '{name} is no third party of the PAR, which has no collective account {prefix}.',
  },
  PROPOSAL_AMOUNT_GROSS: {
    fr: 'Total TTC de la facture.',
    en: 'Gross total of the invoice.',
  },
  PROPOSAL_AMOUNT_ADDED: {
    fr: 'HT {net} + TVA {vat} : la facture ne donne pas de total TTC.',
    en: 'Net {net} + VAT {vat}: the invoice gives no gross total.',
  },
  PROPOSAL_DUE_DATE: {
    fr: 'Échéance de la facture ({date}).',
    en: 'Due date of the invoice ({date}).',
  },
  PROPOSAL_PREPAID: {
    fr: '{paid} sont déjà payés selon la facture : échus à sa date, le reste ({payable}) le {date}.',
    en: '{paid} is paid already by what the invoice says: due on its date, the rest ({payable}) on {date}.',
  },
  PROPOSAL_PAID: {
    fr: 'La facture se dit payée : pas d’échéance.',
    en: 'The invoice says that it is paid: no due date.',
  },
  PROPOSAL_PAYABLE_DIFFERS: {
    fr: 'La facture demande {payable} et non son total : l’échéance porte le total.',
    en: 'The invoice asks for {payable} and not its total: the due date bears the total.',
  },

  // --- Charge or product ------------------------------------------------------------------------------------------
  PROPOSAL_ACCOUNT_LAST_USED: {
    fr: 'Compte {account}, utilisé pour ce tiers le {date}.',
    en: 'Account {account}, used for this third party on {date}.',
  },
  PROPOSAL_ACCOUNT_GONE: {
    fr: 'Le compte {account}, utilisé le {date} pour ce tiers, n’est plus dans le PAR : {first} est proposé.',
    en: 'Account {account}, used for this third party on {date}, is no longer in the PAR: {first} is proposed.',
  },
  PROPOSAL_ACCOUNT_FIRST: {
    fr: 'Première écriture de ce tiers : {account} est le premier compte de ce genre dans le PAR, à vérifier.',
    en: 'First entry of this third party: {account} is the first account of its kind in the PAR, to be checked.',
  },
  PROPOSAL_ACCOUNT_MISSING: {
    fr: 'Le PAR n’a pas de compte de classe {class} à proposer.',
    en: 'The PAR has no account of class {class} to propose.',
  },
  PROPOSAL_ADVANCE: {
    fr: 'Facture d’acompte : compte d’avances {account}.',
    en: 'A prepayment invoice: account for advances {account}.',
  },
  PROPOSAL_ADVANCE_NO_ACCOUNT: {
    fr: 'Facture d’acompte, mais le PAR n’a pas de compte {prefix} : {account} est proposé.',
    en: 'A prepayment invoice, but the PAR has no account {prefix}: {account} is proposed.',
  },
  PROPOSAL_AMOUNT_BASE: {
    fr: 'Base HT au taux de {rate} %.',
    en: 'Net amount at the rate of {rate} %.',
  },
  PROPOSAL_AMOUNT_NET: {
    fr: 'Total HT de la facture.',
    en: 'Net total of the invoice.',
  },
  PROPOSAL_ROUNDING: {
    fr: 'Écart d’arrondi de {amount} entre les totaux de la facture, porté sur cette ligne.',
    en: 'A rounding difference of {amount} between the totals of the invoice, put on this line.',
  },

  // --- VAT --------------------------------------------------------------------------------------------------------
  PROPOSAL_AMOUNT_VAT: {
    fr: 'TVA à {rate} % de la facture.',
    en: 'VAT at {rate} % of the invoice.',
  },
  PROPOSAL_AMOUNT_VAT_TOTAL: {
    fr: 'Total de TVA de la facture.',
    en: 'VAT total of the invoice.',
  },
  PROPOSAL_VAT_CODE: {
    fr: 'Code TVA {code} du PAR, à {rate} %.',
    en: 'VAT code {code} of the PAR, at {rate} %.',
  },
  PROPOSAL_VAT_CODE_LAST_USED: {
    fr: 'Code TVA {code} à {rate} %, utilisé pour ce tiers le {date}.',
    en: 'VAT code {code} at {rate} %, used for this third party on {date}.',
  },
  PROPOSAL_VAT_CODE_SEVERAL: {
    fr: 'Code TVA {code}, le premier à {rate} % dans le PAR ; il y a aussi {others}.',
    en: 'VAT code {code}, the first at {rate} % in the PAR; there are also {others}.',
  },
  PROPOSAL_VAT_CODE_MISSING: {
    fr: 'Le PAR n’a pas de code TVA à {rate} % de type {kind}.',
    en: 'The PAR has no VAT code at {rate} % of type {kind}.',
  },
  PROPOSAL_VAT_ACCOUNT: {
    fr: 'Compte {account} du code TVA {code}.',
    en: 'Account {account} of VAT code {code}.',
  },
  PROPOSAL_VAT_ACCOUNT_FIRST: {
    fr: 'Premier compte {prefix} du PAR : {account}, à vérifier.',
    en: 'First account {prefix} of the PAR: {account}, to be checked.',
  },
  PROPOSAL_VAT_ACCOUNT_MISSING: {
    fr: 'Le PAR n’a pas de compte de TVA {prefix}.',
    en: 'The PAR has no VAT account {prefix}.',
  },
  PROPOSAL_NO_VAT: {
    fr: 'Sans TVA selon la facture.',
    en: 'Without VAT by what the invoice says.',
  },
  PROPOSAL_REVERSE_CHARGE: {
    fr: 'Sans TVA d’un vendeur étranger ou en autoliquidation : ajoutez la TVA que l’acheteur doit (4452 et 44566).',
    en: 'Without VAT from a foreign seller or under reverse charge: add the VAT that the buyer owes (4452 and 44566).',
  },
  PROPOSAL_RATE_DEDUCED: {
    fr: 'La facture ne ventile pas sa TVA : le taux de {rate} % se déduit des totaux.',
    en: 'The invoice does not break its VAT down: the rate of {rate} % follows from the totals.',
  },
  PROPOSAL_VAT_NOT_SPLIT: {
    fr: 'La facture ne ventile pas sa TVA et aucun taux du PAR ne l’explique seul : à répartir par taux.',
    en: 'The invoice does not break its VAT down and no rate of the PAR explains it alone: to be split by rate.',
  },
  PROPOSAL_BREAKDOWN_UNUSABLE: {
    fr: 'La ventilation de TVA de la facture est incomplète : ses totaux sont utilisés.',
    en: 'The VAT breakdown of the invoice is incomplete: its totals are used.',
  },
  PROPOSAL_VAT_RATE_DIFFERS: {
    fr: 'La TVA de {vat} n’est pas {rate} % de {base} : reprise telle quelle, à vérifier.',
    en: 'VAT of {vat} is not {rate} % of {base}: taken as it is, to be checked.',
  },
  PROPOSAL_SAME_INVOICE: {
    fr: 'Doublon possible : vérifiez que l’autre document ({document}) n’est pas déjà comptabilisé.',
    en: 'Possible duplicate: check that the other document ({document}) is not booked already.',
  },
} as const;
