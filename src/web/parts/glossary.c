#include "glossary.h"

static const struct {
    const char *id, *word, *meaning;
} words[GLOSSARY_COUNT] = {
    [GLOSSARY_FILE] = {"w-file", N_("Dossier"),
                       N_("Un débiteur chez un créancier : l’unité de travail.")},
    [GLOSSARY_OVERDUE] = {"w-overdue", N_("Échu"),
                          N_("Ce qui devait être payé avant aujourd’hui.")},
    [GLOSSARY_NET_OVERDUE] = {"w-net", N_("Échu net"),
                              N_("Le principal échu, moins les avoirs et règlements qui n’ont pas "
                                 "encore été affectés.")},
    [GLOSSARY_UNALLOCATED] = {"w-unallocated", N_("À affecter"),
                              N_("Un avoir ou un règlement reçu qui n’est pas encore posé sur une "
                                 "facture. On le pointe avant d’appeler.")},
    [GLOSSARY_MATCHING] = {"w-matching", N_("Pointage"),
                           N_("Rapprocher un règlement de la facture qu’il paie.")},
    [GLOSSARY_ALLOCATION] = {"w-allocation", N_("Affectation"),
                             N_("Un crédit posé sur un débit. Elle ne s’efface pas : elle se "
                                "contre-passe.")},
    [GLOSSARY_AGEING] = {"w-ageing", N_("Balance âgée"),
                         N_("Ce qui reste dû, rangé par jours de retard.")},
    [GLOSSARY_DISPUTE] = {"w-dispute", N_("Litige"),
                          N_("Le client conteste une facture ou une part. Cela ne dit rien de sa "
                             "solvabilité.")},
    [GLOSSARY_DOUBTFUL] = {"w-doubtful", N_("Client douteux"),
                           N_("Un jugement sur la solvabilité du client ; le compte 416 le "
                              "constate.")},
    [GLOSSARY_PRE_LITIGATION] = {"w-pre", N_("Précontentieux"),
                                 N_("Jusqu’où vont nos démarches : une étape du dossier, pas un "
                                    "reproche au client.")},
    [GLOSSARY_PROMISE] = {"w-promise", N_("Promesse"),
                          N_("Date, montant, moyen, factures, personne : les cinq, sinon "
                             "l’engagement est incomplet et ne suspend rien.")},
    [GLOSSARY_INCOMPLETE] = {"w-incomplete", N_("Engagement incomplet"),
                             N_("Moins de cinq parties : on rappelle sous deux jours ouvrés.")},
    [GLOSSARY_PLAN] = {"w-plan", N_("Échéancier"),
                       N_("Un paiement en plusieurs dates, sans nouvelle dette.")},
    [GLOSSARY_HOLD] = {"w-hold", N_("Mise en attente"),
                       N_("Rien n’est demandé jusqu’à un jour, pour une raison ; elle finit "
                          "d’elle-même.")},
    [GLOSSARY_GATE] = {"w-gate", N_("Garde-fou"),
                       N_("Ce qui dit, avant tout contact, si la loi et la maison le permettent.")},
    [GLOSSARY_PENALTIES] = {"w-penalties", N_("Pénalités"),
                            N_("Les intérêts de retard, du lendemain de l’échéance, au taux "
                               "convenu ou à celui de la loi.")},
    [GLOSSARY_INDEMNITY] = {"w-indemnity", N_("Indemnité de 40 €"),
                            N_("Par facture payée en retard par un professionnel ou un acheteur "
                               "public ; jamais par un consommateur.")},
    [GLOSSARY_LEDGER_VIEW] = {"w-ledger", N_("Vue comptable"),
                              N_("Ce que disent les livres du créancier : le principal seul.")},
    [GLOSSARY_CLAIM_VIEW] = {"w-claim", N_("Vue juridique"),
                             N_("Ce que la loi permet de réclamer au même jour : intérêts, "
                                "indemnité et imputation légale des mêmes paiements.")},
    [GLOSSARY_IMPUTATION] = {"w-imputation", N_("Imputation"),
                             N_("Ce qu’un paiement éteint d’abord : frais, intérêts, principal.")},
    [GLOSSARY_FORMAL_NOTICE] = {"w-notice", N_("Mise en demeure"),
                                N_("La lettre qui somme de payer. Elle ne coupe pas la "
                                   "prescription.")},
    [GLOSSARY_LIMITATION] = {"w-limitation", N_("Prescription"),
                             N_("Passé ce délai, la dette ne peut plus être réclamée en justice.")},
    [GLOSSARY_ASSUMED] = {"w-assumed", N_("Échéance présumée"),
                          N_("Trente jours après la facture, faute de mieux : principal seul, et "
                             "personne n’est appelé.")},
    [GLOSSARY_LEVEL] = {"w-level", N_("Niveau"),
                        N_("Le rang de la relance qu’une facture mérite par son âge.")},
    [GLOSSARY_VALUE] = {"w-value", N_("Valeur d’une minute"),
                        N_("Le montant, fois la chance qu’un appel ajoute, par minute qu’il "
                           "prend : l’ordre de la liste.")},
    [GLOSSARY_RUN] = {"w-run", N_("Passage du jour"),
                      N_("Le calcul qui décide, une fois par jour, quoi faire de chaque dossier.")},
    [GLOSSARY_PRE_DUE] = {"w-predue", N_("Appel avant échéance"),
                          N_("Facture reçue, bonne à payer ? Une politesse, pas une relance.")},
    [GLOSSARY_CAPACITY] = {"w-capacity", N_("Qualité"),
                           N_("En quel nom l’on demande : le sien, sous mandat pour un autre, ou "
                              "comme factor qui a acheté la créance.")},
    [GLOSSARY_MANDATE] = {"w-mandate", N_("Mandat"),
                          N_("La convention écrite sans laquelle rien n’est entrepris pour le "
                             "compte d’autrui (C. proc. civ. exéc. R124-3).")},
    [GLOSSARY_PAYEE] = {"w-payee", N_("Bénéficiaire"),
                        N_("Qui est payé, et sur quel compte. Un changement ne compte qu’une fois "
                           "confirmé par une seconde personne.")},
    [GLOSSARY_LETTERHEAD] = {"w-letterhead", N_("En-tête"),
                             N_("Qui écrit : ce que portent la tête et le pied des lettres.")},
    [GLOSSARY_RULES] = {"w-rules", N_("Règles"),
                        N_("Scénarios (niveaux, écarts, canaux, seuils) et priorités de la "
                           "maison, en texte, par versions.")},
    [GLOSSARY_STAND_IN] = {"w-stand-in", N_("Remplacement"),
                           N_("Qui a sur sa liste, ces jours-là, les dossiers d’une personne "
                              "absente ; ils restent à elle.")},
};

struct v_term glossary_term(const struct request *r, enum glossary_word word, const char *label)
{
    return (struct v_term){.id = str_of(words[word].id),
                           .word = str_of(tr(r->lang, label != NULL ? label : words[word].word)),
                           .meaning = str_of(tr(r->lang, words[word].meaning))};
}
