/* E-mails: what waits, what is uncertain or was refused and wants a person's word, what has left;
 * and each one as it was sent. */
#include "app/mail/mail_words.h"
#include "app/mail/outbox.h"
#include "base/ref.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { ROWS_SHOWN = 100, COUNTED_MOST = 1000 };

static const char address[] = "/mails";

static const enum dispatch_state done_with[] = {DISPATCH_IS_ACCEPTED, DISPATCH_IS_STOPPED};

static const char *const tab_names[DISPATCH_STATE_COUNT] = {
    [DISPATCH_IS_QUEUED] = N_("En attente"),    [DISPATCH_IS_CLAIMED] = N_("En cours"),
    [DISPATCH_IS_ACCEPTED] = N_("Acceptés"),    [DISPATCH_IS_REFUSED] = N_("Refusés"),
    [DISPATCH_IS_UNCERTAIN] = N_("Incertains"), [DISPATCH_IS_STOPPED] = N_("Arrêtés"),
};
static const char *const tones[DISPATCH_STATE_COUNT] = {
    [DISPATCH_IS_QUEUED] = "",     [DISPATCH_IS_CLAIMED] = "acc",   [DISPATCH_IS_ACCEPTED] = "grn",
    [DISPATCH_IS_REFUSED] = "red", [DISPATCH_IS_UNCERTAIN] = "amb", [DISPATCH_IS_STOPPED] = "out",
};

struct screen {
    struct request *r;
    struct response *out;
    struct creditor_scope scope;
    struct v_mails view;
    struct str csrf;
    bool one; /* a filter names one state */
    enum dispatch_state state;
};

static struct screen screen_of(struct request *r, struct response *out)
{
    struct screen s = {.r = r, .out = out};
    s.scope.creditors = describe_scope(r, &s.scope.count);
    s.one = dispatch_state_parse(http_field(&r->query, "state"), &s.state);
    return s;
}

static struct str href(struct request *r, const char *pattern, enum ref_kind kind, int64_t number)
{
    struct str ref = format_ref(r->arena, kind, number);
    return format_text(r->arena, pattern, &ref, 1);
}

static struct str state_href(struct request *r, const char *path, const char *state)
{
    struct link l;
    link_begin(&l, r->arena, path);
    link_text(&l, "state", str_of(state));
    return link_end(&l);
}

static struct str tab_href(struct request *r, const char *state)
{
    return state_href(r, address, state);
}

/* ---- the list ---- */

static struct v_mail_row fill_row(struct screen *s, const struct listed_mail *l)
{
    struct request *r = s->r;
    const struct stored_mail *m = &l->mail;
    bool left = day_is(m->claimed);
    struct str day = format_day(r->arena, left ? m->claimed : m->made, r->lang);
    struct str reply = mail_reply_words(r->arena, m->reply, r->lang);
    return (struct v_mail_row){
        .csrf = s->csrf,
        .ref = format_ref(r->arena, REF_DOCUMENT, m->document_number),
        .href = href(r, "/mails/%1", REF_DOCUMENT, m->document_number),
        .account = format_ref(r->arena, REF_ACCOUNT, l->account_number),
        .file_href = href(r, "/files/%1", REF_ACCOUNT, l->account_number),
        .debtor = l->debtor,
        .kind = str_of(dispatch_kind_words(m->kind, r->lang)),
        .about = format_text(r->arena, tr(r->lang, left ? N_("remis le %1") : N_("écrit le %1")),
                             &day, 1),
        .address = m->address,
        .tone = str_of(tones[m->state]),
        .state = str_of(dispatch_state_words(m->state, r->lang)),
        .reply = reply.n > 0 ? reply : (struct str){0},
        .uncertain = m->state == DISPATCH_IS_UNCERTAIN,
        .refused = m->state == DISPATCH_IS_REFUSED,
        .write_href = href(r, "/mails/write/%1", REF_ACCOUNT, l->account_number),
        .again = dispatch_may_again(m->state, l->letter),
        .queued = m->state == DISPATCH_IS_QUEUED,
    };
}

/* Its tab, and its rows when they are shown. */
static bool fill_state(struct screen *s, enum dispatch_state state, struct v_mails_tabs *tab,
                       struct err *err)
{
    struct request *r = s->r;
    bool ended = !mail_is_to_do(state);
    bool shown = s->one ? s->state == state : !ended;
    struct listed_mails mails = {0};
    struct mails_wanted wanted = {.state = state,
                                  .most = ended ? ROWS_SHOWN + 1 : COUNTED_MOST,
                                  .newest = ended,
                                  .scope = s->scope};
    if ((shown || !ended) && !list_mails(r->app, r->arena, &wanted, &mails, err))
        return false;
    struct str args[] = {str_of(tr(r->lang, tab_names[state])),
                         format_count(r->arena, (int64_t)mails.count, r->lang)};
    const char *text = mails.count < COUNTED_MOST ? "%1 %2" : "%1 %2+";
    *tab = (struct v_mails_tabs){.href = tab_href(r, dispatch_state_code(state)),
                                 .text = ended ? args[0] : format_text(r->arena, text, args, 2),
                                 .on = s->one && s->state == state};
    struct v_mail_row *rows = (struct v_mail_row *)(uintptr_t)s->view.rows;
    for (size_t i = 0; shown && i < mails.count; i++) {
        if (s->view.rows_count < ROWS_SHOWN)
            rows[s->view.rows_count++] = fill_row(s, &mails.rows[i]);
        else
            s->view.more = true;
        s->view.count++;
    }
    return true;
}

static void fill_words(struct screen *s)
{
    struct v_mails *v = &s->view;
    enum lang lang = s->r->lang;
    v->heading = str_of(tr(lang, s->one ? tab_names[s->state] : N_("À suivre")));
    if (s->one && !mail_is_to_do(s->state) && v->more) /* nobody counts what is done with */
        v->count = ROWS_SHOWN;
    v->count_text = format_count(s->r->arena, v->count, lang);
    v->empty = str_of(tr(lang, s->one ? N_("Aucun e-mail n’en est là.")
                                      : N_("Rien n’attend. Les e-mails s’écrivent depuis la page "
                                           "d’un dossier.")));
    if (s->one && s->state == DISPATCH_IS_UNCERTAIN && v->rows_count > 0)
        v->note =
            str_of(tr(lang, N_("Cherchez le Message-ID dans les messages envoyés, ou demandez "
                               "au débiteur.")));
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_mails *v = &s->view;
    size_t tabs = 0;
    v->rows = ARENA_ARRAY(r->arena, ROWS_SHOWN, struct v_mail_row);
    struct v_mails_tabs *tab =
        ARENA_ARRAY(r->arena, 1 + MAILS_TO_DO + COUNT_OF(done_with), struct v_mails_tabs);
    struct str done = v->done;
    shell_fill(r, s->out, SHELL_MAILS, str_of(tr(r->lang, N_("E-mails"))), &v->page);
    s->csrf = session_csrf(r, s->out, CSRF_SESSION);
    tab[tabs++] =
        (struct v_mails_tabs){tab_href(r, ""), str_of(tr(r->lang, N_("À suivre"))), !s->one};
    for (size_t i = 0; i < MAILS_TO_DO + COUNT_OF(done_with); i++) {
        enum dispatch_state state = i < MAILS_TO_DO ? mails_to_do[i] : done_with[i - MAILS_TO_DO];
        if (!fill_state(s, state, &tab[tabs++], err))
            return false;
    }
    v->tabs = tab;
    v->tabs_count = tabs;
    v->done = done;
    const char *one = s->one ? dispatch_state_code(s->state) : "";
    v->exports = (struct v_exports){.workbook = state_href(r, "/mails.xlsx", one),
                                    .text = state_href(r, "/mails.csv", one)};
    fill_words(s);
    if (failure != NULL)
        form_failure(r, s->out, failure, &v->error, &v->advice);
    view_mails(&s->out->body, v, r->lang);
    return true;
}

bool mails_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    if (http_field(&r->query, "done").p != NULL)
        s.view.done = str_of(tr(r->lang, N_("C’est noté.")));
    return answer(&s, NULL, err);
}

bool mails_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct stored_mail mail;
    struct err failure = {0};
    struct mail_said said = {.mail = http_field(&r->form, "mail"), .scope = s.scope};
    struct str act = http_field(&r->form, "act");
    if (!mail_word_parse(act, &said.word))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (mail_say(r->app, r->arena, &said, &mail, &failure)) {
        response_redirect(out, STR("/mails?done=1"));
        return true;
    }
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}

/* ---- one as it was sent ---- */

bool mail_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = screen_of(r, out);
    struct mail_asked asked = {r->parameter, s.scope};
    struct shown_mail shown;
    if (!show_mail(r->app, r->arena, &asked, &shown, err))
        return false;
    const struct stored_mail *m = &shown.mail;
    struct v_mail view = {.title = str_of(dispatch_kind_words(m->kind, r->lang)),
                          .debtor = shown.debtor,
                          .file_href = href(r, "/files/%1", REF_ACCOUNT, shown.account_number),
                          .tone = str_of(tones[m->state]),
                          .state = str_of(dispatch_state_words(m->state, r->lang)),
                          .address = m->address,
                          .subject = m->subject,
                          .made = format_moment(r->arena, m->made_ms, r->lang),
                          .message_id = m->message_id,
                          .document = href(r, "/documents/%1", REF_DOCUMENT, m->document_number),
                          .uncertain = m->state == DISPATCH_IS_UNCERTAIN,
                          .ref = format_ref(r->arena, REF_DOCUMENT, m->document_number)};
    if (m->claimed_ms.has)
        view.claimed = format_moment(r->arena, m->claimed_ms.v, r->lang);
    if (m->reply.n > 0)
        view.reply = mail_reply_words(r->arena, m->reply, r->lang);
    if (shown.text.n > 0)
        view.text = shown.text;
    if (http_field(&r->query, "done").p != NULL)
        view.done = str_of(tr(r->lang, N_("L’e-mail est gardé ; il part avec le prochain envoi.")));
    shell_fill(r, out, SHELL_MAILS, view.title, &view.page);
    view.csrf = session_csrf(r, out, CSRF_SESSION);
    view_mail(&out->body, &view, r->lang);
    return true;
}
