/* Facts of an account beside its books: documents (never their bodies), e-mails and what people
 * said of the file. */
#include "base/buf.h"
#include "fact_lines.h"
#include "gen/work_sql.h"
#include "store/document_store.h"
#include "store/mail_store.h"

static struct str hash_text(struct arena *a, const struct document_hash *hash)
{
    static const char digits[] = "0123456789abcdef";
    struct buf out;
    buf_init(&out, a, sizeof hash->bytes * 2);
    for (size_t i = 0; i < sizeof hash->bytes; i++) {
        buf_add_char(&out, digits[hash->bytes[i] >> 4]);
        buf_add_char(&out, digits[hash->bytes[i] & 15]);
    }
    return buf_str(&out);
}

static bool export_document(struct fact_lines *e, const struct document *doc,
                            const struct document_items *links, struct err *err)
{
    struct json *j = fact_begin(e, "document");
    json_text(j, "account", e->ref);
    json_text(j, "id", fact_ref(e, REF_DOCUMENT, doc->number));
    json_bool(j, "of_debtor", doc->account_id == 0);
    json_cstr(j, "kind", document_kind_code(doc->kind));
    json_cstr(j, "state", doc->withdrawn ? "withdrawn" : "standing");
    json_bool(j, "as_sent", doc->as_sent);
    json_text(j, "file", doc->file);
    json_text(j, "mime", doc->mime);
    json_int(j, "bytes", doc->bytes);
    json_text(j, "hash", hash_text(&e->scratch, &doc->hash));
    json_day(j, "made", doc->made);
    json_id(j, "by", doc->actor_id);
    if (doc->import_id != 0)
        json_text(j, "import", fact_import(e, doc->import_id));
    else
        json_null(j, "import");
    json_array(j, "items");
    for (size_t i = 0; i < links->count; i++) {
        const struct document_item *link = &links->rows[i];
        if (link->document_id != doc->id)
            continue;
        json_object(j, NULL);
        json_id(j, "item", link->item_id);
        json_cstr(j, "state", document_link_code(link->state));
        json_cstr(j, "how", document_how_code(link->how));
        json_object_end(j);
    }
    json_array_end(j);
    return fact_end(e, err);
}

/* Those of the debtor as a whole stand with each of his accounts. */
static bool export_documents(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct documents documents;
    struct document_items links = {0};
    if (!documents_of_debtor(e->app->db, &e->scratch, key.debtor_id, &documents, err) ||
        (documents.count > 0 &&
         !document_items_of_debtor(e->app->db, &e->scratch, key.debtor_id, &links, err)))
        return false;
    for (size_t i = 0; i < documents.count; i++) {
        const struct document *doc = &documents.rows[i];
        if ((doc->account_id == 0 || doc->account_id == key.account_id) &&
            !export_document(e, doc, &links, err))
            return false;
    }
    return true;
}

static bool export_work_words(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct q_work_word_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_work_word_by_account_open(e->app->db, &in, &rows, err))
        return false;
    struct q_work_word_by_account_row row;
    while (q_work_word_by_account_more(&rows, &row, &ok, err)) {
        struct json *j = fact_begin(e, "work_word");
        json_text(j, "account", e->ref);
        json_text(j, "kind", row.kind);
        json_day(j, "on", (struct day){(int32_t)row.on_day});
        json_day(j, "through",
                 row.through_day.has ? (struct day){(int32_t)row.through_day.v} : DAY_NONE);
        json_text(j, "why", row.why);
        ok = fact_end(e, err);
    }
    db_done(&rows);
    return ok;
}

static bool export_mails(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_mails mails;
    if (!mails_of_account(e->app->db, &e->scratch, key, &mails, err))
        return false;
    for (size_t i = 0; i < mails.count; i++) {
        const struct stored_mail *m = &mails.rows[i];
        struct json *j = fact_begin(e, "mail");
        json_text(j, "account", e->ref);
        json_id(j, "id", m->id);
        if (m->letter_id != 0)
            json_id(j, "letter", m->letter_id);
        else
            json_null(j, "letter");
        json_cstr(j, "kind", dispatch_kind_code(m->kind));
        json_cstr(j, "state", dispatch_state_code(m->state));
        json_text(j, "to", m->address);
        json_text(j, "message_id", m->message_id);
        json_text(j, "document", fact_ref(e, REF_DOCUMENT, m->document_number));
        json_day(j, "made", m->made);
        json_day(j, "claimed", m->claimed);
        json_int(j, "tries", m->tries);
        json_text(j, "reply", m->reply);
        json_id(j, "by", m->actor_id);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

bool export_account_papers(struct fact_lines *e, struct account_key key, struct err *err)
{
    return export_documents(e, key, err) && export_work_words(e, key, err) &&
           export_mails(e, key, err);
}
