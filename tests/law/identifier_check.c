#include "party/creditor_ref.h"
#include "party/iban.h"
#include "party/siren.h"
#include "table.h"

enum { PARTS_MAX = 3 };

static enum id_fault check_value(struct str kind, struct str value, char *out)
{
    if (str_is(kind, "siren")) {
        return siren_check(value, out);
    }
    if (str_is(kind, "siret")) {
        return siret_check(value, out);
    }
    if (str_is(kind, "vat-fr")) {
        return vat_fr_check(value, out);
    }
    if (str_is(kind, "iban")) {
        return iban_check(value, out);
    }
    if (str_is(kind, "rib")) {
        return rib_check(value, out);
    }
    return str_is(kind, "rf") ? rf_check(value, out) : ics_check(value, out);
}

static enum id_fault make_value(struct str kind, const struct str part[PARTS_MAX], char *out)
{
    struct rib_parts rib = {part[0], part[1], part[2]};
    struct ics_parts ics = {part[0], part[1], part[2]};
    if (str_is(kind, "siren")) {
        return siren_make(part[0], out);
    }
    if (str_is(kind, "siret")) {
        return siret_make(part[0], part[1], out);
    }
    if (str_is(kind, "vat-fr")) {
        return vat_fr_make(part[0], out);
    }
    if (str_is(kind, "iban")) {
        return iban_fr_make(&rib, out);
    }
    if (str_is(kind, "rib")) {
        return rib_make(&rib, out);
    }
    return str_is(kind, "rf") ? rf_make(part[0], out) : ics_make(&ics, out);
}

/* do: check or make; the parts of a make are separated by blanks. */
void check_identifier(struct table_row *row)
{
    char out[64] = "";
    struct str value = row_text(row, "value");
    struct str parts[PARTS_MAX] = {{"", 0}, {"", 0}, {"", 0}};
    enum id_fault fault;
    if (str_is(row_text(row, "do"), "check")) {
        fault = check_value(row_text(row, "kind"), value, out);
    } else {
        for (size_t i = 0; i < PARTS_MAX && str_split(&value, ' ', &parts[i]); i++) {
        }
        fault = make_value(row_text(row, "kind"), parts, out);
    }
    row_expect(row, "expected", str_of(fault == ID_OK ? out : id_fault_code(fault)));
}
