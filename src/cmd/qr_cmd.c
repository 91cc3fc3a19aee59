/* relance qr: the payment code of a letter (EPC069-12). */
#include "app/letters/make_qr.h"
#include "base/json.h"
#include "base/money.h"
#include "commands.h"

static const struct cmd_option options[] = {
    {"name", "N", OPT_REQUIRED, N_("bénéficiaire, 70 caractères au plus")},
    {"iban", "I", OPT_REQUIRED, N_("IBAN du bénéficiaire, zone SEPA")},
    {"amount", "A", OPT_REQUIRED, N_("montant en euros, de 0.01 à 999999999.99")},
    {"reference", "RF", 0, N_("référence structurée, 35 caractères au plus")},
    {"text", "T", 0, N_("texte libre, 140 caractères au plus ; exclut --reference")},
    {"payload", NULL, 0, N_("le texte du code au lieu de son image")},
    {"out", "FILE", 0, N_("fichier PNG (ou SVG si le nom finit par .svg)")},
    {NULL, NULL, 0, NULL},
};

static bool read_transfer(struct cmd *c, struct epc_transfer *t)
{
    struct amount_style style = {0, true, false};
    struct str reference = cmd_value(c, "reference");
    struct str text = cmd_value(c, "text");
    t->name = cmd_value(c, "name");
    t->iban = cmd_value(c, "iban");
    t->reference = reference.p == NULL ? STR("") : reference;
    t->text = text.p == NULL ? STR("") : text;
    if (!amount_parse(cmd_value(c, "amount"), style, 2, &t->amount_minor, &c->err)) {
        err_at(&c->err, 0, 0, "amount");
        return false;
    }
    return true;
}

static bool print_payload(struct cmd *c, const struct epc_transfer *t)
{
    struct buf payload;
    buf_init(&payload, &c->arena, EPC_PAYLOAD_BYTES_MAX);
    if (!epc_payload(t, &payload, &c->err)) {
        return false;
    }
    if (!c->json) {
        buf_add(&c->out, buf_str(&payload));
        return true;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "payload", buf_str(&payload));
    json_object_end(&j);
    json_end(&j);
    return true;
}

static int run(struct cmd *c)
{
    struct epc_transfer t;
    struct str file = cmd_value(c, "out");
    bool done = read_transfer(c, &t);
    if (done && file.p != NULL) {
        done = make_qr_file(&t, arena_cstr(&c->arena, file), &c->arena, &c->err);
    }
    if (done && (c->json || cmd_has(c, "payload"))) {
        done = print_payload(c, &t);
    } else if (done && file.p == NULL) {
        done = make_qr_svg(&t, &c->out, &c->err);
    }
    return done ? EXIT_DONE : cmd_fail(c);
}

const struct command cmd_qr = {
    .name = "qr",
    .arguments = "",
    .options = options,
    .summary = N_("Code QR de paiement (EPC069-12), en SVG, en PNG ou en texte."),
    .help = N_("Sans --payload ni --out, l’image SVG sort sur la sortie standard.\n"
               "\n"
               "Exemple : relance qr --name \"Atelier Martin\" \\\n"
               "  --iban FR7630006000011234567890189 --amount 6495.70 \\\n"
               "  --reference RF18539007547034 --out code.png"),
    .run = run,
};
