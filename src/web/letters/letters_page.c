/* Letters: what waits to be printed, what was printed and is to be posted, what is on its way. */
#include "app/letters/letter_text.h"
#include "app/letters/print_letters.h"
#include "app/letters/write_due_letters.h"
#include "app/words/code_text.h"
#include "app/words/err_text.h"
#include "base/limits.h"
#include "base/ref.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { ROWS_SHOWN = 80, WRITTEN_AT_ONCE = 200, BATCHES_SHOWN = 20, STOPPED_SHOWN = 100 };

static const char address[] = "/letters";

struct screen {
    struct request *r;
    struct response *out;
    struct creditor_scope scope;
    struct v_letters view;
    struct v_letters_stopped *stopped;
    int64_t batch; /* just printed; 0: none */
};

static struct screen screen_of(struct request *r, struct response *out)
{
    struct screen s = {.r = r, .out = out};
    s.scope.creditors = describe_scope(r, &s.scope.count);
    s.stopped = ARENA_ARRAY(r->arena, STOPPED_SHOWN, struct v_letters_stopped);
    return s;
}

static struct str href(struct request *r, const char *pattern, enum ref_kind kind, int64_t number)
{
    struct str ref = format_ref(r->arena, kind, number);
    return format_text(r->arena, pattern, &ref, 1);
}

static struct str number_text(struct request *r, int64_t number)
{
    struct buf b;
    buf_init(&b, r->arena, 32);
    buf_add_int(&b, number);
    return buf_str(&b);
}

/* ---- rows ---- */

static struct str about(struct request *r, const struct listed_letter *l)
{
    const struct mailing *m = &l->letter.mail;
    bool left = mailing_left(m);
    struct str day = format_day(r->arena, left ? m->sent : m->made, r->lang);
    return format_text(r->arena, tr(r->lang, left ? N_("partie le %1") : N_("écrite le %1")), &day,
                       1);
}

static struct v_letter_row fill_row(struct screen *s, const struct listed_letter *l)
{
    struct request *r = s->r;
    const struct mailing *m = &l->letter.mail;
    return (struct v_letter_row){
        .csrf = s->view.csrf,
        .ref = format_ref(r->arena, REF_DOCUMENT, l->letter.document_number),
        .href = href(r, "/documents/%1", REF_DOCUMENT, l->letter.document_number),
        .account = format_ref(r->arena, REF_ACCOUNT, l->account_number),
        .file_href = href(r, "/files/%1", REF_ACCOUNT, l->account_number),
        .debtor = l->debtor,
        .kind = str_of(letter_kind_words((enum letter_kind)m->kind, r->lang)),
        .amount =
            format_money(r->arena, (struct money){l->letter.asked_minor, l->currency}, r->lang),
        .about = about(r, l),
        .registered = l->letter.registered,
        .manager = m->state == MAILING_IS_TO_PRINT && str_is(l->letter.approval, "manager"),
        .notice = describe_notice(r, m),
        .waiting = m->state == MAILING_IS_TO_PRINT,
        .printed = m->state == MAILING_IS_PRINTED,
        .sent = mailing_left(m),
        .today = s->view.today,
        .field = number_text(r, l->letter.document_number),
        .tracking = l->letter.tracking,
    };
}

struct rows {
    struct v_letter_row *rows;
    size_t count;
    struct listed_letters letters;
};

static bool read_rows(struct screen *s, enum mailing_state state, struct rows *out, struct err *err)
{
    struct letters_wanted wanted = {.state = state, .most = PRINT_MAX, .scope = s->scope};
    if (!list_letters(s->r->app, s->r->arena, &wanted, &out->letters, err))
        return false;
    out->count = out->letters.count < ROWS_SHOWN ? out->letters.count : ROWS_SHOWN;
    out->rows = ARENA_ARRAY(s->r->arena, out->count, struct v_letter_row);
    for (size_t i = 0; i < out->count; i++)
        out->rows[i] = fill_row(s, &out->letters.rows[i]);
    return true;
}

/* One line for each batch that has something to post. */
static void fill_batches(struct screen *s, const struct listed_letters *letters)
{
    struct v_letters_batches *rows =
        ARENA_ARRAY(s->r->arena, BATCHES_SHOWN, struct v_letters_batches);
    size_t count = 0;
    for (size_t i = 0; i < letters->count && count < BATCHES_SHOWN; i++) {
        struct str number = number_text(s->r, letters->rows[i].letter.batch);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || str_eq(rows[k].number, number);
        if (known)
            continue;
        rows[count++] = (struct v_letters_batches){
            .number = number,
            .text = format_text(s->r->arena, tr(s->r->lang, N_("Lot %1 (PDF)")), &number, 1),
            .href = format_text(s->r->arena, "/letters/batch/%1", &number, 1)};
    }
    s->view.batches = rows;
    s->view.batches_count = count;
}

/* Letters that are on their way, or presented and not yet taken: their days are still to come. */
static bool fill_lists(struct screen *s, struct err *err)
{
    struct rows waiting, printed, sent, presented;
    struct v_letters *v = &s->view;
    if (!read_rows(s, MAILING_IS_TO_PRINT, &waiting, err) ||
        !read_rows(s, MAILING_IS_PRINTED, &printed, err) ||
        !read_rows(s, MAILING_IS_SENT, &sent, err) ||
        !read_rows(s, MAILING_IS_PRESENTED, &presented, err))
        return false;
    struct v_letter_row *way =
        ARENA_ARRAY(s->r->arena, sent.count + presented.count, struct v_letter_row);
    for (size_t i = 0; i < sent.count; i++)
        way[i] = sent.rows[i];
    for (size_t i = 0; i < presented.count; i++)
        way[sent.count + i] = presented.rows[i];
    v->waiting = waiting.rows;
    v->waiting_count = waiting.count;
    v->waiting_n = (int64_t)waiting.letters.count;
    v->waiting_text = format_count(s->r->arena, v->waiting_n, s->r->lang);
    v->printed = printed.rows;
    v->printed_count = printed.count;
    v->printed_n = (int64_t)printed.letters.count;
    v->printed_text = format_count(s->r->arena, v->printed_n, s->r->lang);
    v->sent = way;
    v->sent_count = sent.count + presented.count;
    v->sent_n = (int64_t)(sent.letters.count + presented.letters.count);
    v->sent_text = format_count(s->r->arena, v->sent_n, s->r->lang);
    v->any = v->waiting_n + v->printed_n + v->sent_n > 0;
    fill_batches(s, &printed.letters);
    return true;
}

/* failure: of what was just asked, or NULL. */
static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct str done = s->view.done;
    shell_fill(r, s->out, SHELL_LETTERS, str_of(tr(r->lang, N_("Lettres"))), &s->view.page);
    s->view.csrf = session_csrf(r, s->out, CSRF_SESSION);
    s->view.today = format_iso_day(r->arena, r->app->today);
    s->view.done = done;
    s->view.stopped = s->stopped;
    s->view.exports =
        (struct v_exports){.workbook = STR("/letters.xlsx"), .text = STR("/letters.csv")};
    if (!fill_lists(s, err))
        return false;
    if (s->batch != 0) {
        struct str number = number_text(r, s->batch);
        s->view.batch_href = format_text(r->arena, "/letters/batch/%1", &number, 1);
    }
    if (failure != NULL)
        form_failure(r, s->out, failure, &s->view.error, &s->view.advice);
    view_letters(&s->out->body, &s->view, r->lang);
    return true;
}

bool letters_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    if (http_field(&r->query, "done").p != NULL)
        s.view.done = str_of(tr(r->lang, N_("C’est noté.")));
    return answer(&s, NULL, err);
}

/* ---- acts ---- */

static void stop(struct screen *s, int64_t account, struct str debtor, struct str why)
{
    if (s->view.stopped_count == STOPPED_SHOWN)
        return;
    s->stopped[s->view.stopped_count++] = (struct v_letters_stopped){
        .ref = format_ref(s->r->arena, REF_ACCOUNT, account),
        .href = href(s->r, "/files/%1", REF_ACCOUNT, account),
        .debtor = debtor,
        .why = why,
    };
}

static void stop_writing(struct screen *s, const struct written_letter *letter, struct str debtor)
{
    struct describe_reasons why = describe_not_written(s->r, letter);
    for (size_t i = 0; i < why.count; i++)
        stop(s, letter->account_number, debtor, why.rows[i]);
}

static bool write_day(struct screen *s, struct err *failure)
{
    struct due_request request = {.scope = s->scope, .most = WRITTEN_AT_ONCE};
    struct due_letters due;
    struct request *r = s->r;
    if (!write_due_letters(r->app, r->arena, &request, &due, failure))
        return false;
    for (size_t i = 0; i < due.count; i++) {
        const struct due_letter *row = &due.rows[i];
        if (row->code != ERR_NONE)
            stop(s, row->account_number, row->debtor,
                 letter_refusal(r->arena, row->code, row->arg, r->lang));
    }
    struct str n = format_count(r->arena, (int64_t)due.written, r->lang);
    s->view.done = format_text(r->arena,
                               format_plural(r->lang, (int64_t)due.written, N_("%1 lettre écrite."),
                                             N_("%1 lettres écrites.")),
                               &n, 1);
    return true;
}

static bool print_chosen(struct screen *s, bool all, struct err *failure)
{
    struct request *r = s->r;
    struct str *letters = ARENA_ARRAY(r->arena, r->form.count, struct str);
    struct print_request request = {.letters = letters,
                                    .scope = s->scope,
                                    .manager = role_set_has(r->user.roles, ROLE_MANAGER)};
    struct printed_batch batch;
    for (size_t i = 0; !all && i < r->form.count; i++) {
        if (str_is(r->form.fields[i].name, "letter"))
            letters[request.count++] = r->form.fields[i].value;
    }
    if (!all && request.count == 0)
        return err_set_field(failure, ERR_OPTION_MISSING, "letter", STR(""));
    if (!print_letters(r->app, r->arena, &request, &batch, failure))
        return false;
    for (size_t i = 0; i < batch.stopped_count; i++) {
        const struct stopped_letter *stopped = &batch.stopped[i];
        struct str block =
            stopped->block != BLOCK_COUNT ? str_of(block_code(stopped->block)) : STR("");
        stop(s, stopped->listed.account_number, stopped->listed.debtor,
             letter_refusal(r->arena, stopped->code, block, r->lang));
    }
    struct str n = format_count(r->arena, (int64_t)batch.letters.count, r->lang);
    s->batch = batch.batch;
    s->view.done =
        format_text(r->arena,
                    format_plural(r->lang, (int64_t)batch.letters.count, N_("%1 lettre imprimée."),
                                  N_("%1 lettres imprimées.")),
                    &n, 1);
    if (batch.for_manager > 0)
        s->view.done = str_of(tr(r->lang, N_("Des lettres attendent l’accord d’un responsable.")));
    return true;
}

static bool day_of(struct request *r, struct day *out, struct err *failure)
{
    struct str text = http_field(&r->form, "on");
    return day_parse_iso(text, out, failure);
}

static bool say(struct screen *s, struct str letter, const struct mailing_step *step,
                struct err *failure)
{
    struct request *r = s->r;
    struct letter_told told;
    struct letter_said said = {
        .letter = letter, .step = *step, .why = http_field(&r->form, "why"), .scope = s->scope};
    if (step->to == MAILING_IS_SENT)
        said.tracking = http_field(&r->form, "tracking");
    return letter_say(r->app, r->arena, &said, &told, failure);
}

/* Registered letters are told one by one, each with its number. */
static bool say_batch(struct screen *s, const struct mailing_step *step, struct err *failure)
{
    struct request *r = s->r;
    struct letters_wanted wanted = {.batch = http_field_int(&r->form, "batch", 0),
                                    .scope = s->scope};
    struct listed_letters letters;
    if (wanted.batch == 0)
        return err_set_field(failure, ERR_UNKNOWN_LETTER, "batch", http_field(&r->form, "batch"));
    if (!list_letters(r->app, r->arena, &wanted, &letters, failure))
        return false;
    for (size_t i = 0; i < letters.count; i++) {
        const struct stored_letter *l = &letters.rows[i].letter;
        if (l->registered || l->mail.state != MAILING_IS_PRINTED)
            continue;
        if (!say(s, format_ref(r->arena, REF_DOCUMENT, l->document_number), step, failure))
            return false;
    }
    return true;
}

static bool step_of(struct request *r, struct str act, struct mailing_step *step,
                    struct err *failure)
{
    struct str state = http_field(&r->form, "state");
    *step = (struct mailing_step){MAILING_IS_SENT, r->app->today, MAILING_RETURN_COUNT};
    if (str_is(act, "cancel")) {
        step->to = MAILING_IS_CANCELLED;
        return true;
    }
    if (!day_of(r, &step->on, failure))
        return false;
    if (!str_is(act, "told"))
        return true;
    if (mailing_return_parse(state, &step->why))
        step->to = MAILING_IS_RETURNED;
    else if (!mailing_state_parse(state, &step->to) ||
             (step->to != MAILING_IS_PRESENTED && step->to != MAILING_IS_RECEIVED))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "state", state);
    return true;
}

/* A letter about one file, from its page. */
static bool make_one(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct letter_request request = {.query = {.ref = http_field(&r->form, "ref"),
                                               .scope = s->scope.creditors,
                                               .scope_count = s->scope.count},
                                     .wish = {.deadline = DAY_NONE}};
    struct written_letter letter;
    if (!mailing_kind_parse(http_field(&r->form, "kind"), &request.wish.kind))
        return err_set_field(failure, ERR_BAD_OPTION_VALUE, "kind", http_field(&r->form, "kind"));
    if (write_letter(r->app, r->arena, &request, &letter, failure))
        return true;
    stop_writing(s, &letter, request.query.ref);
    return false;
}

/* *shown: the answer is this page with what came of it, not the page again. */
static bool act_on(struct screen *s, bool *shown, struct err *failure)
{
    struct request *r = s->r;
    struct str act = http_field(&r->form, "act");
    struct mailing_step step;
    *shown = str_is(act, "write") || str_is(act, "print") || str_is(act, "print-all");
    if (str_is(act, "write"))
        return write_day(s, failure);
    if (*shown)
        return print_chosen(s, str_is(act, "print-all"), failure);
    if (str_is(act, "make"))
        return make_one(s, failure);
    if (str_is(act, "sent-batch"))
        return step_of(r, act, &step, failure) && say_batch(s, &step, failure);
    if (str_is(act, "sent") || str_is(act, "told") || str_is(act, "cancel"))
        return step_of(r, act, &step, failure) &&
               say(s, http_field(&r->form, "letter"), &step, failure);
    return err_set_field(failure, ERR_BAD_OPTION_VALUE, "act", act);
}

bool letters_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct err failure = {0};
    bool shown = false;
    if (act_on(&s, &shown, &failure)) {
        struct link l;
        if (shown)
            return answer(&s, NULL, err);
        link_begin(&l, r->arena, address);
        link_text(&l, "done", STR("1"));
        response_redirect(out, link_end(&l));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}

/* ---- files ---- */

static void send_pdf(struct response *out, struct str pdf, struct str name)
{
    buf_add(&out->body, pdf);
    out->type = "application/pdf";
    out->file_name = name;
}

bool letters_batch(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct letters_wanted wanted = {.scope = s.scope};
    struct printed_batch batch;
    struct str n = r->parameter;
    for (size_t i = 0; i < n.n && n.n <= 15 && n.p[i] >= '0' && n.p[i] <= '9'; i++)
        wanted.batch = wanted.batch * 10 + (n.p[i] - '0');
    if (!print_again(r->app, r->arena, &wanted, &batch, err))
        return false;
    send_pdf(out, batch.pdf, format_text(r->arena, "lettres-lot-%1.pdf", &n, 1));
    return true;
}

bool letter_preview(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct letter_request request = {
        .query = {.ref = r->parameter, .scope = s.scope.creditors, .scope_count = s.scope.count},
        .wish = {.deadline = DAY_NONE},
        .preview = true};
    struct written_letter letter = {0};
    struct err failure = {0};
    struct str kind = http_field(&r->query, "kind");
    if (!mailing_kind_parse(kind, &request.wish.kind))
        return err_set_field(err, ERR_UNKNOWN_REF, "kind", kind);
    if (write_letter(r->app, r->arena, &request, &letter, &failure)) {
        send_pdf(out, letter.pdf, format_text(r->arena, "apercu-%1.pdf", &kind, 1));
        return true;
    }
    if (letter.gap_count == 0 && failure.code != ERR_CONTACT_BLOCKED) {
        *err = failure;
        return false;
    }
    stop_writing(&s, &letter, r->parameter);
    return answer(&s, &failure, err);
}
