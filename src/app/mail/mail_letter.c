#include "mail_letter.h"

#include "app/letters/letter_words.h"
#include "base/limits.h"
#include "base/ref.h"
#include "mail_server.h"
#include "store/document_store.h"

struct making {
    const struct mail_source *from;
    struct letter_view view;
    struct letter_row *rows; /* of the copies */
    struct documents documents;
    struct document_items links;
    const struct document **attached; /* the copies among out->files */
    size_t attached_count;
    struct mail_text *out;
};

/* ---- where to ---- */

static bool holds(const struct mail_addresses *all, struct str address)
{
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->rows[i], address))
            return true;
    }
    return false;
}

struct mail_addresses mail_addresses(const struct file_view *file, struct arena *a)
{
    struct mail_addresses out = {.rows = ARENA_ARRAY(a, file->fact_count, struct str)};
    for (size_t i = file->fact_count; i > 0; i--) {
        struct str address = str_trim(file->facts[i - 1].value);
        if (str_is(file->facts[i - 1].kind, "email") && address.n > 0 && !holds(&out, address))
            out.rows[out.count++] = address;
    }
    return out;
}

static bool choose_address(const struct mail_source *from, struct str *out, struct err *err)
{
    struct mail_addresses all = mail_addresses(from->file, from->arena);
    *out = all.count > 0 ? all.rows[0] : STR("");
    if (from->wish->to.n == 0)
        return true;
    *out = from->wish->to;
    return holds(&all, *out) || err_set_field(err, ERR_MAIL_ADDRESS, "to", str_cut_utf8(*out, 60));
}

/* ---- copies ---- */

/* The newest that a person confirmed; NULL: none. */
static const struct document *copy_of(const struct making *m, int64_t item_id)
{
    const struct document *found = NULL;
    for (size_t i = 0; i < m->links.count; i++) {
        const struct document_item *link = &m->links.rows[i];
        if (link->item_id != item_id || link->state != LINK_CONFIRMED)
            continue;
        for (size_t k = 0; k < m->documents.count; k++) {
            const struct document *d = &m->documents.rows[k];
            if (d->id == link->document_id && d->kind == DOCUMENT_INVOICE_COPY && !d->withdrawn)
                found = d;
        }
    }
    return found;
}

static bool attach(struct making *m, const struct document *d, struct err *err)
{
    struct mime_file *file = &m->out->files[m->out->file_count];
    for (size_t i = 0; i < m->attached_count; i++) {
        if (m->attached[i] == d)
            return true; /* one document about several items */
    }
    m->attached[m->attached_count++] = d;
    *file = (struct mime_file){.name = d->file, .mime = d->mime};
    if (!document_read_body(m->from->app->db, m->from->arena, d, &file->body, err))
        return false;
    m->out->file_count++;
    return true;
}

static void add_row(struct making *m, const struct walked_item *item)
{
    struct arena *a = m->from->arena;
    struct currency currency = m->from->file->account.currency;
    m->rows[m->view.item_count++] = (struct letter_row){
        .number = item->piece,
        .issued = letter_short_day(a, item->issued),
        .due = letter_short_day(a, item->due.day),
        .principal = letter_money(a, (struct money){item->open_minor, currency})};
}

static bool attach_copies(struct making *m, struct err *err)
{
    const struct walked_account *account = &m->from->file->account;
    bool only = m->from->wish->copies_only;
    m->attached = ARENA_ARRAY(m->from->arena, account->item_count, const struct document *);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        bool wanted = m->from->asked[i] && (m->from->named || item->open_minor > 0);
        const struct document *copy = wanted ? copy_of(m, item->id) : NULL;
        if (wanted && copy == NULL && only && m->from->named)
            return err_set_field(err, ERR_NO_COPY, "items", item->piece);
        if (copy == NULL)
            continue;
        if (!attach(m, copy, err))
            return false;
        if (only)
            add_row(m, item);
    }
    return !only || m->view.item_count > 0 || err_set_field(err, ERR_NO_COPY, "items", STR(""));
}

static bool add_copies(struct making *m, struct err *err)
{
    const struct mail_source *from = m->from;
    struct db *db = from->app->db;
    int64_t debtor = from->file->account.key.debtor_id;
    if (!from->wish->copies && !from->wish->copies_only)
        return true;
    if (from->wish->copies_only) { /* a copy asks for nothing */
        m->rows = ARENA_ARRAY(from->arena, from->file->account.item_count, struct letter_row);
        m->view.items = m->rows;
        m->view.item_count = 0;
        m->view.claimed = m->view.reminded = false;
        m->view.disputed = m->view.interest = m->view.indemnity = STR("");
    }
    return documents_of_debtor(db, from->arena, debtor, &m->documents, err) &&
           document_items_of_debtor(db, from->arena, debtor, &m->links, err) &&
           attach_copies(m, err);
}

/* ---- the message ---- */

void mail_id_begin(struct buf *out, int64_t form)
{
    buf_add_c(out, "relance.");
    buf_add_int(out, form);
    buf_add_char(out, '.');
}

static struct str message_id(const struct making *m, struct str from_address)
{
    struct buf id;
    ptrdiff_t at = str_find(from_address, '@');
    buf_init(&id, m->from->arena, LIMIT_NAME_BYTES);
    int64_t form = m->from->wish->form;
    mail_id_begin(&id, form != 0 ? form : id_next(m->from->app->ids));
    buf_add_int(&id, m->from->file->account_number);
    buf_add(&id, str_slice(from_address, (size_t)at, from_address.n));
    return buf_str(&id);
}

static enum letter_mail kind_of(const struct mail_source *from)
{
    if (from->wish->copies_only)
        return LETTER_MAIL_COPY;
    return from->view->kind == LETTER_STATEMENT ? LETTER_MAIL_STATEMENT : LETTER_MAIL_REMINDER;
}

static bool compose(struct making *m, const struct letter *letter, struct err *err)
{
    const struct mail_source *from = m->from;
    struct mail_text *out = m->out;
    struct mime_person sender;
    struct buf body;
    if (!mail_server_from(from->app, from->arena, &sender, err))
        return false;
    out->subject = letter->title;
    out->text = letter_mail_text(letter, from->arena);
    out->id = message_id(m, sender.address);
    struct mime_message message = {
        .from = {sender.name.n > 0 ? sender.name : m->view.sender_name, sender.address},
        .to = {from->file->account.name, out->to},
        .subject = out->subject,
        .text = out->text,
        .id = out->id,
        .at_ms = from->app->now_ms,
        .files = out->files,
        .file_count = out->file_count,
    };
    if (mime_address_ok(m->view.contact_email))
        message.reply_to = m->view.contact_email;
    buf_init(&body, from->arena, LIMIT_DOCUMENT_BYTES);
    bool ok = mime_compose(&message, &body, err);
    out->body = buf_str(&body);
    return ok;
}

bool mail_letter_make(const struct mail_source *from, struct letter *letter, struct mail_text *out,
                      struct err *err)
{
    struct making m = {.from = from, .view = *from->view, .out = out};
    *out = (struct mail_text){0};
    if (!choose_address(from, &out->to, err))
        return false;
    out->files = ARENA_ARRAY(from->arena, from->file->account.item_count + 1, struct mime_file);
    if (!from->wish->copies_only)
        out->files[out->file_count++] = from->letter;
    return add_copies(&m, err) &&
           letter_mail_build(&m.view, kind_of(from), from->arena, letter, err) &&
           compose(&m, letter, err);
}
