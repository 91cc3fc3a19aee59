/* An e-mail to the debtor of a file: a template, to whom, its words as they will leave; sent to the
 * outbox once, however often the form is sent. */
#include "app/letters/letter_text.h"
#include "app/letters/write_letter.h"
#include "app/mail/mail_way.h"
#include "app/mail/mail_words.h"
#include "base/ref.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { FORM_DIGITS_MAX = 18 };

struct screen {
    struct request *r;
    struct response *out;
    const struct http_fields *asked; /* of the address, or of the form that was refused */
    struct file_view file;
    enum dispatch_kind kind;
    struct letter_request request;
    struct mail_wish wish;
    struct written_letter letter;
    struct v_mail_write view;
};

static struct str text_of(const struct screen *s, const char *name)
{
    struct str text = http_field(s->asked, name);
    return text.p == NULL ? STR("") : str_trim(text);
}

/* What the list of the day asks for, when that goes by e-mail; else the statement. */
static enum dispatch_kind suggested(const struct file_view *file)
{
    enum mailing_kind letter;
    enum dispatch_kind kind;
    if (letter_of_action(file->work.action, &letter) &&
        dispatch_kind_parse(str_of(mailing_kind_code(letter)), &kind))
        return kind;
    return DISPATCH_STATEMENT;
}

static bool read_wish(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct str kind = text_of(s, "kind");
    struct file_query query = {.ref = r->parameter};
    query.scope = describe_scope(r, &query.scope_count);
    if (!show_file(r->app, r->arena, &query, &s->file, err))
        return false;
    s->kind = suggested(&s->file);
    if (kind.n > 0 && !dispatch_kind_parse(kind, &s->kind))
        return err_set_field(err, ERR_UNKNOWN_REF, "kind", kind);
    s->wish = (struct mail_wish){.copies = text_of(s, "copies").n > 0,
                                 .copies_only = s->kind == DISPATCH_COPY,
                                 .manager = role_set_has(r->user.roles, ROLE_MANAGER),
                                 .to = text_of(s, "to")};
    s->request = (struct letter_request){
        .query = query,
        .wish = {.kind = MAILING_STATEMENT, .items = text_of(s, "items"), .deadline = DAY_NONE},
        .mail = &s->wish};
    return s->kind == DISPATCH_COPY ||
           mailing_kind_parse(str_of(dispatch_kind_code(s->kind)), &s->request.wish.kind) ||
           err_set_field(err, ERR_UNKNOWN_REF, "kind", kind);
}

/* ---- the page ---- */

static struct str here(struct screen *s, const char *pattern)
{
    struct str ref = format_ref(s->r->arena, REF_ACCOUNT, s->file.account_number);
    return format_text(s->r->arena, pattern, &ref, 1);
}

static void fill_kinds(struct screen *s)
{
    struct request *r = s->r;
    struct v_mail_write_kinds *rows =
        ARENA_ARRAY(r->arena, DISPATCH_KIND_COUNT, struct v_mail_write_kinds);
    for (int k = 0; k < DISPATCH_KIND_COUNT; k++) {
        struct link l;
        link_begin(&l, r->arena, arena_cstr(r->arena, here(s, "/mails/write/%1")));
        link_text(&l, "kind", str_of(dispatch_kind_code((enum dispatch_kind)k)));
        rows[k] = (struct v_mail_write_kinds){
            .href = link_end(&l),
            .text = str_of(dispatch_kind_words((enum dispatch_kind)k, r->lang)),
            .on = s->kind == (enum dispatch_kind)k};
    }
    s->view.kinds = rows;
    s->view.kinds_count = DISPATCH_KIND_COUNT;
}

static void fill_addresses(struct screen *s)
{
    struct request *r = s->r;
    struct mail_addresses all = mail_addresses(&s->file, r->arena);
    struct str person = describe_fact(&s->file, "person");
    struct v_mail_write_addresses *rows =
        ARENA_ARRAY(r->arena, all.count, struct v_mail_write_addresses);
    for (size_t i = 0; i < all.count; i++) {
        struct str args[] = {all.rows[i], person};
        rows[i] = (struct v_mail_write_addresses){
            .address = all.rows[i],
            .text =
                person.n > 0 && i == 0 ? format_text(r->arena, "%1 · %2", args, 2) : all.rows[i],
            .on = str_eq(all.rows[i], s->letter.mail.to)};
    }
    s->view.addresses = rows;
    s->view.addresses_count = all.count;
}

static void fill_preview(struct screen *s)
{
    struct request *r = s->r;
    const struct mail_text *mail = &s->letter.mail;
    struct v_mail_write_files *files =
        ARENA_ARRAY(r->arena, mail->file_count, struct v_mail_write_files);
    for (size_t i = 0; i < mail->file_count; i++)
        files[i] = (struct v_mail_write_files){mail->files[i].name};
    s->view.ready = true;
    s->view.subject = mail->subject;
    s->view.text = mail->text;
    s->view.files = files;
    s->view.files_count = mail->file_count;
    fill_addresses(s);
}

static void fill_why(struct screen *s)
{
    struct describe_reasons why = describe_not_written(s->r, &s->letter);
    struct v_mail_write_why *rows = ARENA_ARRAY(s->r->arena, why.count, struct v_mail_write_why);
    for (size_t i = 0; i < why.count; i++)
        rows[i] = (struct v_mail_write_why){why.rows[i]};
    s->view.why = rows;
    s->view.why_count = why.count;
}

static struct str pending_advice(const struct screen *s)
{
    return str_of(
        tr(s->r->lang, N_("Attendez qu’il parte, ou retirez-le dans « Lettres » ou « E-mails ».")));
}

static void fill_failure(struct screen *s, const struct err *failure)
{
    struct request *r = s->r;
    form_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    if (failure->code == ERR_CHANGED_MEANWHILE)
        s->out->status = 409;
    if (failure->code == ERR_LETTER_PENDING)
        s->view.advice = pending_advice(s);
    if (s->view.why_count > 0) { /* they say it better than the sentence about all of them */
        s->view.error = str_of(tr(r->lang, N_("Cet e-mail ne peut pas partir.")));
        s->view.advice = STR("");
    }
}

/* The same document waits or was sent: said before it is written again. One letter at a time waits,
 * so another cannot be sent; copies of invoices may be. */
static void fill_earlier(struct screen *s, const struct err *failure)
{
    struct request *r = s->r;
    const struct earlier_letter *e = &s->letter.earlier;
    if (e->document_number == 0 || (failure != NULL && failure->code == ERR_LETTER_PENDING))
        return;
    struct str args[] = {format_day(r->arena, e->on, r->lang),
                         format_ref(r->arena, REF_DOCUMENT, e->document_number)};
    const char *text = e->waits ? N_("Il y en a déjà un qui attend, écrit le %1.")
                                : N_("Le même est déjà parti le %1.");
    s->view.earlier = format_text(r->arena, tr(r->lang, text), args, 1);
    s->view.earlier_ref = args[1];
    s->view.earlier_href =
        format_text(r->arena, e->by_mail ? "/mails/%1" : "/documents/%1", &args[1], 1);
    s->view.may_send = !e->waits || s->kind == DISPATCH_COPY;
    if (!s->view.may_send)
        s->view.earlier_advice = pending_advice(s);
}

/* A number of this form's own: whatever is sent with it a second time was sent already. */
static struct str form_number(struct screen *s)
{
    struct buf b;
    buf_init(&b, s->r->arena, 32);
    buf_add_int(&b, id_next(s->r->app->ids));
    return buf_str(&b);
}

static bool show(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_mail_write *v = &s->view;
    struct err refused = {0};
    s->request.preview = s->request.words = true;
    s->request.query.seen = (struct str){0};
    *v = (struct v_mail_write){.debtor = s->file.account.name,
                               .about = describe_about(r, &s->file),
                               .file_href = here(s, "/files/%1"),
                               .action = here(s, "/mails/write/%1"),
                               .kind = str_of(dispatch_kind_code(s->kind)),
                               .form = form_number(s),
                               .seen = s->file.seen,
                               .items = s->request.wish.items,
                               .may_send = true,
                               .may_copy = s->kind != DISPATCH_COPY,
                               .copies = s->wish.copies};
    shell_fill(r, s->out, SHELL_MAILS, str_of(tr(r->lang, N_("Écrire un e-mail"))), &v->page);
    v->csrf = session_csrf(r, s->out, CSRF_SESSION);
    fill_kinds(s);
    if (write_letter(r->app, r->arena, &s->request, &s->letter, &refused))
        fill_preview(s);
    else if (!form_refused(&refused)) {
        *err = refused;
        return false;
    }
    fill_why(s);
    fill_earlier(s, failure);
    if (failure != NULL || err_is(&refused))
        fill_failure(s, failure != NULL ? failure : &refused);
    view_mail_write(&s->out->body, v, r->lang);
    return true;
}

bool mail_write_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out, .asked = &r->query};
    return read_wish(&s, err) && show(&s, NULL, err);
}

/* ---- sent ---- */

/* The number the page gave; 0: it is none. */
static int64_t form_of(struct str text)
{
    int64_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || i == FORM_DIGITS_MAX)
            return 0;
        n = n * 10 + (text.p[i] - '0');
    }
    return n;
}

static void go_to(struct screen *s, int64_t document)
{
    struct str ref = format_ref(s->r->arena, REF_DOCUMENT, document);
    response_redirect(s->out, format_text(s->r->arena, "/mails/%1?done=1", &ref, 1));
}

bool mail_write_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out, .asked = &r->form};
    struct err failure = {0};
    struct stored_mail written;
    if (!read_wish(&s, err))
        return false;
    s.wish.form = form_of(http_field(&r->form, "form"));
    s.request.query.seen = http_field(&r->form, "seen");
    if (write_letter(r->app, r->arena, &s.request, &s.letter, &failure)) {
        go_to(&s, s.letter.document_number);
        return true;
    }
    if (!form_refused(&failure)) {
        *err = failure;
        return false;
    }
    struct form_sent sent = {s.request.query, s.wish.form};
    if (!mail_of_form(r->app, r->arena, &sent, &written, err))
        return false;
    if (s.wish.form != 0 && written.id != 0) {
        go_to(&s, written.document_number);
        return true;
    }
    return show(&s, &failure, err);
}
