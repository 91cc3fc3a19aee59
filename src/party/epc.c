#include "epc.h"

#include "base/text.h"
#include "creditor_ref.h"
#include "iban.h"

static size_t characters(struct str utf8)
{
    size_t n = 0;
    uint32_t code;
    while (utf8_next(&utf8, &code)) {
        n++;
    }
    return n;
}

static bool field_check(const char *field, struct str s, size_t max, struct err *err)
{
    size_t bad_at;
    if (!utf8_valid(s, &bad_at) || text_has_control(s) || str_find(s, '\t') >= 0) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, field, s);
    }
    if (characters(s) > max) {
        return err_set_field(err, ERR_TOO_LONG, field, s);
    }
    return true;
}

static bool looks_like_rf(struct str s)
{
    return s.n > 2 && str_is_nocase(str_slice(s, 0, 2), "RF") && s.p[2] >= '0' && s.p[2] <= '9';
}

/* The reference as it is written, in `kept` when it is an RF. */
static bool reference_check(struct str *reference, char kept[RF_CHARACTERS_MAX + 1],
                            struct err *err)
{
    if (!field_check("reference", *reference, EPC_REFERENCE_MAX, err)) {
        return false;
    }
    if (looks_like_rf(*reference)) {
        if (rf_check(*reference, kept) != ID_OK) {
            return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "reference", *reference);
        }
        *reference = str_of(kept);
    }
    return true;
}

static bool transfer_check(const struct epc_transfer *t, struct err *err)
{
    if (t->name.n == 0) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "name", t->name);
    }
    if (!field_check("name", t->name, EPC_NAME_MAX, err) ||
        !field_check("text", t->text, EPC_TEXT_MAX, err)) {
        return false;
    }
    if (t->amount_minor < EPC_AMOUNT_MINOR_MIN || t->amount_minor > EPC_AMOUNT_MINOR_MAX) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "amount", STR("0.01 ... 999999999.99"));
    }
    if (t->reference.n > 0 && t->text.n > 0) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "text", t->text);
    }
    return true;
}

bool epc_payload(const struct epc_transfer *t, struct buf *out, struct err *err)
{
    char iban[IBAN_CHARACTERS_MAX + 1];
    char rf[RF_CHARACTERS_MAX + 1];
    struct epc_transfer kept = *t;
    kept.name = str_trim(t->name);
    kept.text = str_trim(t->text);
    kept.reference = str_trim(t->reference);
    if (!transfer_check(&kept, err) || !reference_check(&kept.reference, rf, err)) {
        return false;
    }
    if (iban_check(t->iban, iban) != ID_OK || !iban_is_sepa(str_of(iban))) {
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "iban", t->iban);
    }
    struct buf payload;
    buf_init(&payload, out->arena, EPC_PAYLOAD_BYTES_MAX);
    buf_add_c(&payload, "BCD\n002\n1\nSCT\n\n");
    buf_add(&payload, kept.name);
    buf_add_c(&payload, "\n");
    buf_add_c(&payload, iban);
    buf_add_c(&payload, "\nEUR");
    buf_add_amount(&payload, eur(kept.amount_minor));
    if (kept.reference.n > 0) {
        buf_add_c(&payload, "\n\n");
        buf_add(&payload, kept.reference);
    } else if (kept.text.n > 0) {
        buf_add_c(&payload, "\n\n\n");
        buf_add(&payload, kept.text);
    }
    if (payload.full) {
        return err_set_field(err, ERR_TOO_LONG, "payload", kept.text);
    }
    buf_add(out, buf_str(&payload));
    return true;
}
