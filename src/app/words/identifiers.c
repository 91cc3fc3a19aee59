#include "identifiers.h"

#include "base/check.h"
#include "party/creditor_ref.h"
#include "party/iban.h"
#include "party/siren.h"

static enum id_fault make_siren(const struct str p[ID_PARTS_MAX], char *out)
{
    return siren_make(p[0], out);
}

static enum id_fault make_siret(const struct str p[ID_PARTS_MAX], char *out)
{
    return siret_make(p[0], p[1], out);
}

static enum id_fault make_iban(const struct str p[ID_PARTS_MAX], char *out)
{
    struct rib_parts parts = {p[0], p[1], p[2]};
    return iban_fr_make(&parts, out);
}

static enum id_fault make_rib(const struct str p[ID_PARTS_MAX], char *out)
{
    struct rib_parts parts = {p[0], p[1], p[2]};
    return rib_make(&parts, out);
}

static enum id_fault make_vat_fr(const struct str p[ID_PARTS_MAX], char *out)
{
    return vat_fr_make(p[0], out);
}

static enum id_fault make_rf(const struct str p[ID_PARTS_MAX], char *out)
{
    return rf_make(p[0], out);
}

static enum id_fault make_ics(const struct str p[ID_PARTS_MAX], char *out)
{
    struct ics_parts parts = {p[0], p[1], p[2]};
    return ics_make(&parts, out);
}

const struct id_kind id_kinds[] = {
    {"siren", "SIREN", siren_check, make_siren, 1, "8 DIGITS", {N_("8 premiers chiffres")}},
    {"siret",
     "SIRET",
     siret_check,
     make_siret,
     2,
     "SIREN NIC",
     {N_("SIREN"), N_("4 premiers chiffres du NIC")}},
    {"iban",
     "IBAN",
     iban_check,
     make_iban,
     3,
     "BANK BRANCH ACCOUNT",
     {N_("Code banque"), N_("Code guichet"), N_("Numéro de compte")}},
    {"rib",
     "RIB",
     rib_check,
     make_rib,
     3,
     "BANK BRANCH ACCOUNT",
     {N_("Code banque"), N_("Code guichet"), N_("Numéro de compte")}},
    {"vat-fr", "TVA (FR)", vat_fr_check, make_vat_fr, 1, "SIREN", {N_("SIREN")}},
    {"rf",
     "RF (ISO 11649)",
     rf_check,
     make_rf,
     1,
     "TEXT",
     {N_("Référence, 21 caractères au plus")}},
    {"ics",
     "ICS",
     ics_check,
     make_ics,
     3,
     "COUNTRY BUSINESS NATIONAL",
     {N_("Pays"), N_("Code activité (ZZZ)"), N_("Identifiant national")}},
};
const size_t id_kind_count = COUNT_OF(id_kinds);

static const char *const fault_texts[ID_FAULT_COUNT] = {
    [ID_OK] = N_("valable"),
    [ID_EMPTY] = N_("rien n’est écrit"),
    [ID_CHARACTERS] = N_("un caractère n’a pas sa place ici"),
    [ID_LENGTH] = N_("la longueur n’est pas la bonne"),
    [ID_COUNTRY] = N_("le pays n’est pas connu"),
    [ID_CHECKSUM] = N_("la clé de contrôle est fausse : un caractère est mal recopié"),
    [ID_SIREN] = N_("le SIREN qu’il contient n’est pas valable"),
    [ID_RIB_KEY] = N_("la clé RIB qu’il contient est fausse"),
};

const struct id_kind *id_kind_find(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(id_kinds); i++) {
        if (str_is_nocase(name, id_kinds[i].name))
            return &id_kinds[i];
    }
    return NULL;
}

const char *id_fault_text(enum id_fault fault, enum lang lang)
{
    ASSERT(fault < ID_FAULT_COUNT);
    return tr(lang, fault_texts[fault]);
}
