/* "Why is my debtor not here?": asked from the search, or from the page of an import. */
#include "app/imports/why_absent.h"

#include "app/words/err_text.h"
#include "base/limits.h"
#include "import_words.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

struct screen {
    struct request *r;
    struct absent_answer answer;
    struct v_why view;
};

/* What each answer is called, and how its sentence goes: %1 name, %2 number, %3 creditor, %4
 * amount, %5 file, %6 line. */
static const struct {
    const char *tone, *tag, *text;
} sayings[] = {
    [ABSENT_HERE] = {"grn", N_("il est là"),
                     N_("%1, client %2 de %3, a un dossier où %4 restent ouverts.")},
    [ABSENT_SETTLED] = {"", N_("soldé"),
                        N_("%1, client %2 de %3, a un dossier où plus rien n’est ouvert : il n’est "
                           "sur aucune liste à relancer.")},
    [ABSENT_OTHER_NAME] = {"amb", N_("autre nom"),
                           N_("Un nom proche est là : %1, client %2 de %3, %4 ouverts.")},
    [ABSENT_ELSEWHERE] = {"amb", N_("autre créancier"),
                          N_("%1 est là, mais chez %3, sous le numéro %2.")},
    [ABSENT_UNDONE] = {"amb", N_("import annulé"),
                       N_("%1, client %2 de %3, venait de %5, qui a été annulé.")},
    [ABSENT_WITHDRAWN] =
        {"", N_("plus rien"),
         N_("%1, client %2 de %3, est connu par %5, mais rien de lui ne compte plus : "
            "ses pièces sont soldées ou retirées.")},
    [ABSENT_REFUSED] = {"red", N_("ligne refusée"), N_("%5, ligne %6 (%1, client %2) :")},
    [ABSENT_ROW] = {"acc", N_("dans le fichier"), N_("%5, ligne %6 : %1, client %2, %4.")},
    [ABSENT_ROW_EMPTY] =
        {"amb", N_("rien d’ouvert"),
         N_("%5, ligne %6 : %1, client %2, sans rien d’ouvert ; une telle ligne ne "
            "fait pas de dossier.")},
    [ABSENT_NOT_IN_FILE] =
        {"", N_("pas dans ce fichier"),
         N_("%5 n’a aucune ligne de lui que Relance puisse lire ; les titres, les "
            "totaux et les sous-totaux ne comptent pas.")},
};

static struct str or_dash(struct str text) { return text.n > 0 ? text : STR("–"); }

static struct str number_path(struct request *r, const char *before, int64_t number)
{
    struct buf path;
    buf_init(&path, r->arena, 64);
    buf_add_c(&path, before);
    buf_add_int(&path, number);
    return buf_str(&path);
}

static void set_detail(struct request *r, const struct absent_reason *why, struct v_why_rows *to)
{
    struct buf text;
    if (err_is(&why->refused)) {
        buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
        err_sentence(&why->refused, (struct str){0}, r->lang, &text);
        buf_add_char(&text, ' ');
        err_advice(&why->refused, r->lang, &text);
        to->detail = buf_str(&text);
    } else if (why->waits) {
        to->detail = str_of(tr(r->lang, N_("Cet import n’est pas encore pris.")));
    }
}

/* Links that lead somewhere for this person only. */
static void set_links(struct request *r, const struct absent_reason *why, struct v_why_rows *to)
{
    bool imports = right_given(r->user.roles, RIGHT_IMPORT);
    if (why->account_number != 0 && why->why != ABSENT_UNDONE && why->why != ABSENT_WITHDRAWN) {
        struct str ref = format_ref(r->arena, REF_ACCOUNT, why->account_number);
        to->href = format_text(r->arena, "/files/%1", &ref, 1);
        to->link = ref;
    }
    if (imports && why->import_number != 0) {
        struct str ref = format_ref(r->arena, REF_IMPORT, why->import_number);
        to->more_href = format_text(r->arena, "/imports/%1", &ref, 1);
        to->more = ref;
    } else if (imports && why->job_number != 0) {
        to->more_href = number_path(r, "/imports/", why->job_number);
        to->more = str_of(tr(r->lang, N_("Voir cet import")));
    }
}

static void fill_rows(struct screen *s)
{
    struct request *r = s->r;
    struct v_why_rows *rows = ARENA_ARRAY(r->arena, s->answer.count, struct v_why_rows);
    for (size_t i = 0; i < s->answer.count; i++) {
        const struct absent_reason *why = &s->answer.rows[i];
        const struct str args[] = {
            or_dash(why->name),
            or_dash(why->ledger_number),
            or_dash(why->creditor),
            format_money(r->arena, (struct money){why->open_minor, why->currency}, r->lang),
            or_dash(why->file),
            format_count(r->arena, why->line, r->lang),
        };
        rows[i].tone = str_of(sayings[why->why].tone);
        rows[i].tag = str_of(tr(r->lang, sayings[why->why].tag));
        rows[i].text =
            format_text(r->arena, tr(r->lang, sayings[why->why].text), args, COUNT_OF(args));
        set_detail(r, why, &rows[i]);
        set_links(r, why, &rows[i]);
    }
    s->view.rows = rows;
    s->view.rows_count = s->answer.count;
}

bool why_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r};
    const struct absent_query query = {
        .text = str_trim(http_field(&r->query, "q")),
        .scope = import_scope(r),
        .job_number =
            right_given(r->user.roles, RIGHT_IMPORT) ? http_field_int(&r->query, "job", 0) : 0,
        .folder = r->spool,
    };
    if (!why_absent(r->app, r->arena, &query, &s.answer, err))
        return false;
    shell_fill(r, out, SHELL_SEARCH,
               str_of(tr(r->lang, N_("Pourquoi mon débiteur n’est-il pas là ?"))), &s.view.page);
    s.view.query = query.text.p == NULL ? STR("") : query.text;
    s.view.asked = query.text.n > 0;
    s.view.none = s.answer.count == 0;
    if (query.job_number != 0) {
        s.view.job = number_path(r, "", query.job_number);
        s.view.back = number_path(r, "/imports/", query.job_number);
        s.view.file = s.answer.job.job.file;
    }
    fill_rows(&s);
    view_why(&out->body, &s.view, r->lang);
    return true;
}
