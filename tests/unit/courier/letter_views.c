#include "letter_views.h"

static const struct str business[] = {
    STR_INIT("Brasserie des Quais, SARL"),
    STR_INIT("À l’attention de la gérance"),
    STR_INIT("27, quai de la Fosse"),
    STR_INIT("44000 Nantes"),
};
static const struct str public_body[] = {
    STR_INIT("Commune de Saint-Rieul"),
    STR_INIT("Service des finances"),
    STR_INIT("1, place de la Mairie"),
    STR_INIT("44999 Saint-Rieul"),
};
static const struct str consumer[] = {
    STR_INIT("Madame Jeanne Deux"),
    STR_INIT("Appartement 12, escalier B"),
    STR_INIT("4, rue des Tanneurs"),
    STR_INIT("35000 Rennes"),
};
static const struct {
    const struct str *lines;
    size_t count;
} addresses[LETTER_DEBTOR_COUNT] = {
    [LETTER_BUSINESS] = {business, COUNT_OF(business)},
    [LETTER_PUBLIC] = {public_body, COUNT_OF(public_body)},
    [LETTER_CONSUMER] = {consumer, COUNT_OF(consumer)},
};

static const struct letter_row items[] = {
    {STR_INIT("MT-10482"), STR_INIT("01/08/2026"), STR_INIT("15/09/2026"), STR_INIT("2 342,36 €"),
     STR_INIT("500,00 €"), STR_INIT("1 842,36 €"), STR_INIT("1 842,36 €"), STR_INIT("69 jours"),
     STR_INIT("43,19 €"), STR_INIT("40,00 €"), STR_INIT("1 925,55 €"), STR_INIT("")},
    {STR_INIT("MT-10617"), STR_INIT("31/08/2026"), STR_INIT("15/10/2026"), STR_INIT("2 067,90 €"),
     STR_INIT("0,00 €"), STR_INIT("2 067,90 €"), STR_INIT("2 067,90 €"), STR_INIT("39 jours"),
     STR_INIT("27,40 €"), STR_INIT("40,00 €"), STR_INIT("2 135,30 €"), STR_INIT("")},
};
static const struct letter_row credits[] = {
    {.number = STR_INIT("AV-311"),
     .issued = STR_INIT("20/10/2026"),
     .principal = STR_INIT("120,00 €")},
};
static const struct str remarks[] = {
    STR_INIT(
        "La date de réception de la facture MT-10617 n’est pas connue : les intérêts moratoires "
        "ne courent que de cette date."),
};

static void send_as(struct letter_view *v)
{
    bool mandate = v->capacity == LETTER_MANDATE;
    bool factor = v->capacity == LETTER_FACTOR;
    v->sender_name = mandate  ? STR("Sémaphore Recouvrement")
                     : factor ? STR("Affacturage de l’Estuaire")
                              : STR("Maison Tréhorel");
    v->sender_activity = mandate  ? STR("Société de recouvrement amiable de créances")
                         : factor ? STR("Société d’affacturage")
                                  : STR("Équipements de cuisine professionnelle");
    v->sender_address = mandate ? STR("8, quai des Antilles, 44200 Nantes")
                                : STR("3, rue du Port-Maria, 56100 Lorient");
    v->sender_legal = STR("SAS au capital de 40 000 €, RCS Nantes 093 172 559, TVA "
                          "FR64093172559");
    v->privacy_contact = STR("droits@semaphore-recouvrement.example");
    v->contact_name = STR("Claire Le Goff");
    v->contact_title = mandate ? STR("Chargée de recouvrement") : STR("Comptabilité clients");
    v->contact_phone = STR("02 61 91 40 12");
    v->contact_hours = STR("de 9 h à 17 h 30");
    v->contact_email = STR("c.legoff@semaphore-recouvrement.example");
    v->payee_name = mandate
                        ? STR("Sémaphore Recouvrement, compte dédié aux fonds reçus pour autrui")
                        : v->sender_name;
    v->cheque_payee = factor ? STR("") : v->sender_name;
    if (mandate || factor) {
        v->creditor_name = STR("Maison Tréhorel");
        v->creditor_address = STR("3, rue du Port-Maria, 56100 Lorient");
    }
    if (mandate) {
        v->mandate_date = STR("12 novembre 2026");
        v->sender_notice = STR("Assurance de responsabilité professionnelle et déclaration au "
                               "procureur de la République, article R124-2.");
    }
    if (mandate && v->kind != LETTER_FIRST && v->kind != LETTER_FORMAL_NOTICE) {
        v->first_letter_reference = STR("PO-2026-0412");
        v->first_letter_date = STR("14 novembre 2026");
    }
    if (factor) {
        v->assignment_date = STR("3 août 2026");
    }
}

static void claim_rest(struct letter_view *v)
{
    v->interest = STR("70,59 €");
    v->interest_terms =
        v->debtor == LETTER_PUBLIC
            ? STR("au taux de 10,40 % l’an, depuis le lendemain de l’expiration du délai de "
                  "paiement")
            : STR("au taux de 12,40 % l’an applicable au second semestre 2026, depuis le "
                  "lendemain de chaque échéance");
    v->law_principal = STR("3 910,26 €");
    v->indemnity = STR("80,00 €");
    v->total = STR("4 060,85 €");
}

struct letter_view sample_view(enum letter_kind kind, enum letter_capacity capacity,
                               enum letter_debtor debtor)
{
    bool notice = kind == LETTER_FORMAL_NOTICE || kind == LETTER_FIRST;
    struct letter_view v = {.kind = kind, .capacity = capacity, .debtor = debtor};
    send_as(&v);
    v.reference = STR("PO-2026-0467");
    v.delivery =
        kind == LETTER_FORMAL_NOTICE ? STR("Lettre recommandée avec avis de réception") : STR("");
    v.customer_number = STR("411QUAIS");
    v.place_date = STR("Nantes, le 23 novembre 2026");
    v.salutation = debtor == LETTER_CONSUMER ? STR("Madame") : STR("Madame, Monsieur");
    v.reminder_date = kind == LETTER_REMINDER_2 || kind == LETTER_FORMAL_NOTICE
                          ? STR("2 novembre 2026")
                          : STR("");
    v.basis = STR("deux livraisons d’équipements de cuisine, commandées les 10 juillet et 12 août "
                  "2026, reçues sans réserve et facturées à 45 jours");
    v.as_of = STR("23 novembre 2026");
    v.original_total = STR("4 410,26 €");
    v.paid_total = STR("500,00 €");
    v.principal = STR("3 910,26 €");
    v.balance = STR("3 910,26 €");
    v.asked = STR("3 910,26 €");
    v.deadline = STR("mardi 8 décembre 2026");
    v.payee_iban = STR("FR76 9999 9000 4100 0182 6403 785");
    v.payment_reference = STR("RF50 PO20 2604 67");
    v.payment_payload = STR("BCD\n002\n1\nSCT\n\nSémaphore Recouvrement\n"
                            "FR7699999000410001826403785\nEUR3910.26\n\nRF50PO20260467");
    v.address = addresses[debtor].lines;
    v.address_count = addresses[debtor].count;
    v.items = items;
    v.item_count = COUNT_OF(items);
    if (debtor != LETTER_CONSUMER && (notice || kind == LETTER_STATEMENT)) {
        claim_rest(&v);
        v.claimed = notice;
        v.asked = notice ? v.total : v.asked;
        v.payment_payload = notice ? STR("BCD\n002\n1\nSCT\n\nSémaphore Recouvrement\n"
                                         "FR7699999000410001826403785\nEUR4060.85\n\n"
                                         "RF50PO20260467")
                                   : v.payment_payload;
    }
    v.reminded = !notice && kind != LETTER_STATEMENT && debtor != LETTER_CONSUMER;
    if (debtor == LETTER_CONSUMER) {
        v.mediator = STR("Médiation des Rives, 5, cours des Halles, 35000 Rennes, "
                         "mediation-rives.example");
    }
    if (kind == LETTER_STATEMENT) {
        v.credits = credits;
        v.credit_count = COUNT_OF(credits);
        v.credit_total = STR("120,00 €");
        v.balance = v.asked = STR("3 790,26 €");
        v.remarks = remarks;
        v.remark_count = debtor == LETTER_PUBLIC ? COUNT_OF(remarks) : 0;
    }
    return v;
}
