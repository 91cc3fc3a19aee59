#include "wire_customer.h"

#include "party/siren.h"

void wire_table_summary(const struct table_summary *s, struct wire_record *out)
{
    wire_begin(out, WIRE_TABLE_SUMMARY);
    wire_number(out, s->rows);
    wire_number(out, s->refused);
    wire_number(out, (int64_t)s->encoding);
    wire_number(out, s->separator);
    wire_number(out, s->columns);
}

bool wire_to_table_summary(const struct wire_record *r, struct table_summary *out, struct err *err)
{
    ASSERT(r->kind == WIRE_TABLE_SUMMARY);
    const int64_t *n = r->numbers;
    if (n[0] < 1 || n[0] > LIMIT_FILE_LINES || n[1] < 0 || n[1] > n[0] || n[2] < ENC_UTF8 ||
        n[2] > ENC_CP850 || n[3] < 0 || n[3] > 127 || n[4] < 0 || n[4] > LIMIT_COLUMNS)
        return err_set(err, ERR_CHILD_LIED, "table summary");
    *out = (struct table_summary){.rows = n[0],
                                  .refused = n[1],
                                  .encoding = (enum encoding)n[2],
                                  .separator = (char)n[3],
                                  .columns = (int)n[4]};
    return true;
}

void wire_customer(const struct customer_record *c, struct wire_record *out)
{
    wire_begin(out, WIRE_CUSTOMER);
    wire_number(out, c->line);
    wire_number(out, (int64_t)c->type);
    wire_number(out, (int64_t)c->terms);
    wire_number(out, (int64_t)c->body);
    wire_text(out, c->account);
    wire_text(out, c->name);
    wire_text(out, c->siren);
    wire_text(out, c->siret);
    wire_text(out, c->vat);
    wire_text(out, c->street);
    wire_text(out, c->postcode);
    wire_text(out, c->city);
    wire_text(out, c->country);
    wire_text(out, c->phone);
    wire_text(out, c->mobile);
    wire_text(out, c->email);
    wire_text(out, c->contact);
    wire_text(out, c->contact_role);
    wire_text(out, c->terms_text);
}

static bool identifiers_fit(struct str siren, struct str siret)
{
    char made[SIRET_DIGITS + 1];
    return (siren.n == 0 || (siren.n == SIREN_DIGITS && siren_check(siren, made) == ID_OK)) &&
           (siret.n == 0 || (siret.n == SIRET_DIGITS && siret_check(siret, made) == ID_OK));
}

static bool customer_fits(const struct wire_record *r)
{
    static const size_t bytes_max[15] = {
        LIMIT_REF_BYTES,   LIMIT_NAME_BYTES, SIREN_DIGITS,     SIRET_DIGITS,     LIMIT_REF_BYTES,
        LIMIT_LABEL_BYTES, LIMIT_REF_BYTES,  LIMIT_NAME_BYTES, LIMIT_NAME_BYTES, LIMIT_REF_BYTES,
        LIMIT_REF_BYTES,   LIMIT_NAME_BYTES, LIMIT_NAME_BYTES, LIMIT_NAME_BYTES, LIMIT_LABEL_BYTES};
    const int64_t *n = r->numbers;
    for (int i = 0; i < 15; i++) {
        if (r->texts[i].n > bytes_max[i])
            return false;
    }
    return r->texts[0].n > 0 && r->texts[1].n > 0 && n[0] >= 1 && n[0] <= LIMIT_FILE_LINES &&
           n[1] >= 0 && n[1] < CUSTOMER_TYPE_COUNT && n[2] >= 0 && n[2] < LAW_TERM_COUNT &&
           n[3] >= 0 && n[3] < BODY_COUNT && identifiers_fit(r->texts[2], r->texts[3]);
}

bool wire_to_customer(const struct wire_record *r, struct customer_record *out, struct err *err)
{
    ASSERT(r->kind == WIRE_CUSTOMER);
    if (!customer_fits(r))
        return err_set(err, ERR_CHILD_LIED, "customer");
    const struct str *t = r->texts;
    *out = (struct customer_record){
        .line = r->numbers[0],
        .account = t[0],
        .name = t[1],
        .type = (enum customer_type)r->numbers[1],
        .siren = t[2],
        .siret = t[3],
        .vat = t[4],
        .street = t[5],
        .postcode = t[6],
        .city = t[7],
        .country = t[8],
        .phone = t[9],
        .mobile = t[10],
        .email = t[11],
        .contact = t[12],
        .contact_role = t[13],
        .terms_text = t[14],
        .terms = (enum law_term)r->numbers[2],
        .body = (enum customer_body)r->numbers[3],
    };
    return true;
}
