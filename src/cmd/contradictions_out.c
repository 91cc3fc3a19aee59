#include "contradictions_out.h"

void contradictions_json(struct json *j, const struct import_report *r)
{
    json_array(j, "contradictions");
    for (size_t i = 0; i < r->contradiction_count; i++) {
        const struct import_contradiction *c = &r->contradictions[i];
        json_object(j, NULL);
        json_cstr(j, "kind", c->kind);
        json_text(j, "ref", c->ref);
        json_text(j, "item", c->item);
        json_id(j, "item_id", c->item_id);
        if (c->credit_id != 0)
            json_id(j, "credit_id", c->credit_id);
        if (c->id != 0)
            json_id(j, "id", c->id);
        if (c->number != 0)
            json_int(j, "number", c->number);
        json_day(j, "on", c->on);
        json_currency(j, "currency", c->currency);
        json_amount(j, "before", (struct money){c->before_minor, c->currency});
        json_amount(j, "after", (struct money){c->after_minor, c->currency});
        json_object_end(j);
    }
    json_array_end(j);
}

static const struct {
    const char *kind, *text;
} contradiction_texts[] = {
    {"allocation", N_("affectation faite à la main, que les livres ne suivent plus")},
    {"reopened", N_("plus ouverte qu’on ne le pensait")},
    {"hand_entry", N_("saisie à la main, soldée par la liste")},
    {"promise", N_("promesse sur une pièce que le fichier change")},
    {"plan", N_("échéancier sur une pièce que le fichier change")},
    {"dispute", N_("litige en cours sur une pièce soldée")},
};
enum { CONTRADICTIONS_SHOWN = 20 };

/* For a person to look at, one by one: "C-000001-G  F1  promesse n° 2 …: 120,00 € puis 0,00 €". */
static void contradiction_line(struct cmd *c, const struct import_contradiction *row)
{
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, row->ref);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, row->item);
    buf_add_c(&c->out, "  ");
    for (size_t i = 0; i < COUNT_OF(contradiction_texts); i++) {
        if (strcmp(row->kind, contradiction_texts[i].kind) == 0)
            buf_add_c(&c->out, cmd_tr(c, contradiction_texts[i].text));
    }
    if (row->number > 0) {
        buf_add_c(&c->out, cmd_tr(c, N_(", nº ")));
        buf_add_int(&c->out, row->number);
    }
    buf_add_c(&c->out, cmd_tr(c, N_(" : ")));
    buf_add_money_fr(&c->out, (struct money){row->before_minor, row->currency});
    buf_add_c(&c->out, cmd_tr(c, N_(" avant, ")));
    buf_add_money_fr(&c->out, (struct money){row->after_minor, row->currency});
    buf_add_c(&c->out, cmd_tr(c, N_(" après\n")));
}

void contradictions_text(struct cmd *c, const struct import_report *r)
{
    if (r->contradiction_count == 0)
        return;
    buf_add_c(&c->out, cmd_tr(c, N_("  à vérifier, une par une :\n")));
    for (size_t i = 0; i < r->contradiction_count && i < CONTRADICTIONS_SHOWN; i++)
        contradiction_line(c, &r->contradictions[i]);
    if (r->contradiction_count > CONTRADICTIONS_SHOWN)
        buf_add_c(&c->out, cmd_tr(c, N_("  et d’autres : --json les donne toutes\n")));
}
