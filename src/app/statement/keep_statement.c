#include "keep_statement.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "statement_paper.h"
#include "store/document_store.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 1024 };

/* "releve_C-000042-X_2026-11-23.pdf" */
static struct str file_name(struct arena *a, const struct account_statement *s)
{
    struct buf out;
    buf_init(&out, a, LIMIT_NAME_BYTES);
    buf_add_c(&out, "releve_");
    buf_add_ref(&out, REF_ACCOUNT, s->file.account_number);
    buf_add_char(&out, '_');
    buf_add_day(&out, s->on);
    buf_add_c(&out, ".pdf");
    return buf_str(&out);
}

static bool note(struct app *app, struct arena *a, const struct account_statement *s,
                 const struct document_made *made, struct err *err)
{
    struct buf body;
    struct buf ref;
    struct json j;
    struct currency currency = s->file.account.currency;
    buf_init(&body, a, BODY_BYTES_MAX);
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_DOCUMENT, made->number);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "account", s->file.account.key.account_id);
    json_text(&j, "document", buf_str(&ref));
    json_amount(&j, "ledger", (struct money){s->views.ledger_minor, currency});
    json_amount(&j, "claim", (struct money){statement_total(&s->views), currency});
    json_amount(&j, "asked", (struct money){s->asked_minor, currency});
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = s->file.account.key.debtor_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = STR("statement_sent"),
                                  .body = buf_str(&body)};
    return journal_append(app->db, &entry, NULL, err);
}

static bool keep(struct app *app, struct arena *a, const struct account_statement *s,
                 struct kept_statement *out, struct err *err)
{
    struct new_document doc = {.key = s->file.account.key,
                               .kind = DOCUMENT_STATEMENT,
                               .file = file_name(a, s),
                               .mime = STR("application/pdf"),
                               .body = out->pdf,
                               .made = s->on,
                               .at_ms = app->now_ms,
                               .actor_id = app->actor_id,
                               .as_sent = true};
    struct document_made made;
    if (!document_add(app->db, app->ids, &doc, &made, err))
        return false;
    out->document_id = made.id;
    out->number = made.number;
    return note(app, a, s, &made, err);
}

bool keep_statement(struct app *app, struct arena *a, const struct keep_request *request,
                    struct kept_statement *out, struct err *err)
{
    struct account_statement s;
    struct buf pdf;
    struct statement_paper paper = {
        .wish = {.reader = {request->lang, app->today}, .to_debtor = true},
        .instant_ms = app->now_ms,
    };
    *out = (struct kept_statement){0};
    buf_init(&pdf, a, LIMIT_DOCUMENT_BYTES);
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = show_statement_within(app, a, &request->query, &s, err) &&
              statement_paper_write(a, &s, &paper, &pdf, err);
    out->pdf = buf_str(&pdf);
    ok = ok && keep(app, a, &s, out, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
