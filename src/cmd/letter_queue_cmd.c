/* relance letter list, day, batch. */
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "app/letters/letter_text.h"
#include "app/letters/letters_json.h"
#include "app/letters/print_letters.h"
#include "app/letters/write_due_letters.h"
#include "app/open_app.h"
#include "app/system/save_file.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

enum { LIST_MAX = 10000 };

/* ---- one letter ---- */

static struct day last_day(const struct mailing *m)
{
    struct day day = day_max(m->made, day_max(m->printed, m->sent));
    return day_max(day, day_max(m->presented, day_max(m->received, m->returned)));
}

/* One row each; what came last stands behind its state. */
static void letters_text(struct cmd *c, const struct listed_letters *letters)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lllrlll");
    for (size_t i = 0; i < letters->count; i++) {
        const struct listed_letter *l = &letters->rows[i];
        const struct mailing *m = &l->letter.mail;
        buf_add_ref(&t.cell, REF_DOCUMENT, l->letter.document_number);
        columns_next(&t);
        buf_add_ref(&t.cell, REF_ACCOUNT, l->account_number);
        columns_next(&t);
        columns_text(&t, letter_kind_words((enum letter_kind)m->kind, c->lang));
        buf_add_money_lang(&t.cell, (struct money){l->letter.asked_minor, l->currency}, c->lang);
        columns_next(&t);
        buf_add_c(&t.cell, mailing_state_words(m->state, c->lang));
        buf_add_char(&t.cell, ' ');
        buf_add_day_lang(&t.cell, last_day(m), c->lang);
        if (m->why < MAILING_RETURN_COUNT) {
            buf_add_c(&t.cell, ", ");
            buf_add_c(&t.cell, mailing_return_words(m->why, c->lang));
        }
        columns_next(&t);
        buf_add(&t.cell, l->letter.tracking);
        columns_next(&t);
        buf_add(&t.cell, l->debtor);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static void letters_json(struct cmd *c, struct json *j, const struct listed_letters *letters)
{
    json_array(j, "letters");
    for (size_t i = 0; i < letters->count; i++) {
        json_object(j, NULL);
        listed_letter_json(j, &c->arena, &letters->rows[i]);
        json_object_end(j);
    }
    json_array_end(j);
}

/* ---- list ---- */

static int run_list(struct cmd *c)
{
    struct letters_wanted wanted = {.state = MAILING_IS_TO_PRINT, .most = LIST_MAX};
    struct listed_letters letters;
    struct app *app = NULL;
    struct str state = cmd_value(c, "state");
    if (state.p != NULL && !mailing_state_parse(state, &wanted.state))
        return cmd_bad_value(c, "state", state);
    if (!cmd_int(c, "batch", &wanted.batch) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = list_letters(app, &c->arena, &wanted, &letters, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        letters_json(c, &j, &letters);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    letters_text(c, &letters);
    if (letters.count == 0)
        buf_add_c(&c->out, cmd_tr(c, N_("Aucune lettre.\n")));
    return EXIT_DONE;
}

static const struct cmd_option list_options[] = {
    {"state", "ÉTAT", 0,
     N_("to_print (sinon), printed, sent, presented, received, returned ou cancelled")},
    {"batch", "N", 0, N_("les lettres de ce lot")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter_list = {
    .name = "letter list",
    .arguments = "",
    .options = list_options,
    .summary = N_("la file d’impression, ou les lettres dans un état"),
    .help = N_("Exemple : relance letter list --state sent"),
    .run = run_list,
};

/* ---- the day's letters ---- */

static void due_json(struct cmd *c, const struct due_letters *due)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "written", (int64_t)due->written);
    json_int(&j, "waiting", (int64_t)due->waiting);
    json_array(&j, "letters");
    for (size_t i = 0; i < due->count; i++) {
        const struct due_letter *row = &due->rows[i];
        json_object(&j, NULL);
        json_text(&j, "ref", ref_str(&c->arena, REF_ACCOUNT, row->account_number));
        json_text(&j, "debtor", row->debtor);
        json_cstr(&j, "kind", mailing_kind_code(row->kind));
        if (row->document_number != 0)
            json_text(&j, "document", ref_str(&c->arena, REF_DOCUMENT, row->document_number));
        else
            json_null(&j, "document");
        json_currency(&j, "currency", row->asked.currency);
        json_amount(&j, "asked", row->asked);
        json_cstr(&j, "code", row->code == ERR_NONE ? NULL : err_code_text(row->code));
        json_cstr(&j, "field", row->arg.n > 0 ? arena_cstr(&c->arena, row->arg) : NULL);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void due_text(struct cmd *c, const struct due_letters *due)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lllrll");
    for (size_t i = 0; i < due->count; i++) {
        const struct due_letter *row = &due->rows[i];
        bool written = row->document_number != 0;
        buf_add_ref(&t.cell, REF_ACCOUNT, row->account_number);
        columns_next(&t);
        columns_text(&t, letter_kind_words((enum letter_kind)row->kind, c->lang));
        if (written)
            buf_add_ref(&t.cell, REF_DOCUMENT, row->document_number);
        columns_next(&t);
        if (written)
            buf_add_money_lang(&t.cell, row->asked, c->lang);
        columns_next(&t);
        buf_add(&t.cell, row->debtor);
        columns_next(&t);
        if (!written)
            buf_add(&t.cell, letter_refusal(&c->arena, row->code, row->arg, c->lang));
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
    buf_add_int(&c->out, (int64_t)due->written);
    buf_add_c(&c->out, cmd_tr(c, N_(" à imprimer, ")));
    buf_add_int(&c->out, (int64_t)due->waiting);
    buf_add_c(&c->out, cmd_tr(c, N_(" qui attendaient déjà\n")));
}

static int run_day_letters(struct cmd *c)
{
    struct due_request request = {.creditor = cmd_value(c, "creditor")};
    struct due_letters due;
    struct app *app = NULL;
    int64_t most = 0;
    struct str kind = cmd_value(c, "kind");
    request.one_kind = kind.p != NULL;
    if (request.one_kind && !mailing_kind_parse(kind, &request.kind))
        return cmd_bad_value(c, "kind", kind);
    if (!cmd_int(c, "limit", &most) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    request.most = most > PRINT_MAX ? PRINT_MAX : (size_t)most;
    bool ok = write_due_letters(app, &c->arena, &request, &due, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        due_json(c, &due);
    else
        due_text(c, &due);
    return EXIT_DONE;
}

static const struct cmd_option day_options[] = {
    {"kind", "KIND", 0, N_("seulement ces lettres : relance-1, mise-en-demeure…")},
    {"creditor", "CODE", 0, N_("seulement ce créancier")},
    {"limit", "N", 0, N_("au plus N lettres (1 000)")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter_day = {
    .name = "letter day",
    .arguments = "",
    .options = day_options,
    .summary = N_("écrit les lettres que demande la liste du jour"),
    .help = N_("Chaque lettre est gardée et attend dans la file d’impression ; ce qui manque à un "
               "dossier n’arrête pas les autres.\n"
               "Exemple : relance letter day --kind relance-1"),
    .run = run_day_letters,
};

/* ---- printing ---- */

static void stopped_json(struct cmd *c, struct json *j, const struct printed_batch *batch)
{
    json_array(j, "stopped");
    for (size_t i = 0; i < batch->stopped_count; i++) {
        const struct stopped_letter *s = &batch->stopped[i];
        json_object(j, NULL);
        json_text(j, "document",
                  ref_str(&c->arena, REF_DOCUMENT, s->listed.letter.document_number));
        json_text(j, "ref", ref_str(&c->arena, REF_ACCOUNT, s->listed.account_number));
        json_cstr(j, "code", err_code_text(s->code));
        json_cstr(j, "block", s->block != BLOCK_COUNT ? block_code(s->block) : NULL);
        json_object_end(j);
    }
    json_array_end(j);
}

static void batch_json(struct cmd *c, const struct printed_batch *batch)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (batch->batch != 0)
        json_int(&j, "batch", batch->batch);
    else
        json_null(&j, "batch");
    json_int(&j, "printed", (int64_t)batch->letters.count);
    json_int(&j, "for_manager", (int64_t)batch->for_manager);
    letters_json(c, &j, &batch->letters);
    stopped_json(c, &j, batch);
    json_object_end(&j);
    json_end(&j);
}

static void batch_text(struct cmd *c, const struct printed_batch *batch)
{
    if (batch->batch != 0) {
        buf_add_c(&c->out, cmd_tr(c, N_("Lot ")));
        buf_add_int(&c->out, batch->batch);
        buf_add_c(&c->out, cmd_tr(c, N_(" : lettres à mettre sous pli : ")));
        buf_add_int(&c->out, (int64_t)batch->letters.count);
        buf_add_char(&c->out, '\n');
    }
    letters_text(c, &batch->letters);
    for (size_t i = 0; i < batch->stopped_count; i++) {
        const struct stopped_letter *s = &batch->stopped[i];
        buf_add_c(&c->out, cmd_tr(c, N_("arrêtée : ")));
        buf_add(&c->out, ref_str(&c->arena, REF_DOCUMENT, s->listed.letter.document_number));
        buf_add_c(&c->out, "  ");
        struct str block = s->block != BLOCK_COUNT ? str_of(block_code(s->block)) : STR("");
        buf_add(&c->out, letter_refusal(&c->arena, s->code, block, c->lang));
        buf_add_char(&c->out, '\n');
    }
}

static int run_batch(struct cmd *c)
{
    struct print_request request = {
        .letters = c->arguments, .count = c->argument_count, .manager = true};
    struct printed_batch batch;
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    struct letters_wanted again = {0};
    if (!cmd_int(c, "again", &again.batch) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = cmd_has(c, "again") ? print_again(app, &c->arena, &again, &batch, &c->err)
                                  : print_letters(app, &c->arena, &request, &batch, &c->err);
    ok = ok && (batch.letters.count == 0 || save_bytes(&c->arena, path, batch.pdf, &c->err));
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        batch_json(c, &batch);
    else
        batch_text(c, &batch);
    return EXIT_DONE;
}

static const struct cmd_option batch_options[] = {
    {"out", "FICHIER", OPT_REQUIRED, N_("le PDF de toutes les lettres")},
    {"again", "N", 0, N_("refait le PDF du lot N, sans rien prendre dans la file")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter_batch = {
    .name = "letter batch",
    .arguments = "[P-…]",
    .arguments_max = -1,
    .options = batch_options,
    .summary = N_("imprime la file en un PDF, après un dernier contrôle de chaque lettre"),
    .help = N_("Sans référence, toutes les lettres qui attendent (1 000 au plus). Une lettre qui "
               "ne peut plus partir est retirée de la file et nommée.\n"
               "Exemple : relance letter batch --out lot.pdf"),
    .run = run_batch,
};
