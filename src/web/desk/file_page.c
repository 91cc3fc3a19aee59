/* One file (dossier): who, what is owed item by item, what may be said of it today. */
#include "app/acts/object_text.h"
#include "app/acts/objects_json.h"
#include "app/books/limit_text.h"
#include "app/documents/document_text.h"
#include "app/documents/file_documents.h"
#include "app/legal/law_words.h"
#include "app/letters/letter_text.h"
#include "app/mail/mail_words.h"
#include "app/statement/show_statement.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "claim/ageing.h"
#include "claim/plan.h"
#include "file_people.h"
#include "file_story_card.h"
#include "gen/views.h"
#include "web/pages.h"
#include "web/parts/act_form.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/parts/two_views.h"
#include "web/server/session.h"

enum { FIGURES_MAX = 4, AGES_MAX = 6, COPY_KEYS = 9 };
enum { ITEMS_SHOWN = 200 }; /* the statement has the others */

static struct str money(struct request *r, const struct file_view *file, int64_t minor)
{
    return format_money(r->arena, (struct money){minor, file->account.currency}, r->lang);
}

/* ---- items ---- */

/* A tag has room for two words; the gate beside it says the whole sentence. */
static const char *short_block_text(enum block block, enum lang lang)
{
    if (block == BLOCK_ASSUMED_DUE_DATE)
        return tr(lang, N_("À confirmer"));
    if (block == BLOCK_ACCRUED)
        return tr(lang, N_("Non exigible"));
    return block_text(block, lang);
}

static struct tag item_tag(struct request *r, const struct item_answer *answer)
{
    if (answer->raisable)
        return (struct tag){STR("acc"), str_of(tr(r->lang, N_("À évoquer")))};
    if (answer->block_count == 0)
        return (struct tag){STR(""), STR("")};
    return (struct tag){STR("amb"), str_of(short_block_text(answer->blocks[0].code, r->lang))};
}

/* What was sold and to whom it is paid; that what is retained is not asked for; until when it may
 * be sued for. */
static struct str item_remark(struct request *r, const struct file_view *file, size_t i)
{
    const struct walked_item *item = &file->account.items[i];
    struct str payee = shown_payee_text(r->arena, &file->payees.rows[i], r->lang);
    if (payee.n > 0)
        return payee;
    if (item->kind == ITEM_RETENTION || item->role == LEDGER_RETENTION)
        return str_of(tr(r->lang, N_("due à la levée des réserves ou un an après la réception ; "
                                     "jamais relancée avant")));
    if (item->kind == ITEM_ASSIGNMENT)
        return str_of(tr(r->lang, N_("reprise du factor : due depuis l’échéance de la facture")));
    const struct item_limit *limit = item_limit_of(&file->limits, item->id);
    if (limit == NULL || !limit_is_told(limit, r->app->today))
        return (struct str){0};
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    limit_text(limit, r->lang, &text);
    return buf_str(&text);
}

static struct v_file_items fill_item(struct request *r, const struct account_statement *s, size_t i)
{
    const struct file_view *file = &s->file;
    const struct statement_line *line = &s->views.lines[i];
    const struct walked_item *item = &file->account.items[i];
    struct tag tag = item_tag(r, &file->gate.items[i]);
    int32_t late = r->app->today.n - item->due.day.n;
    struct v_file_items out = {
        .piece = item->piece.n > 0 ? item->piece : item->label,
        .kind = str_of(item_kind_text(item->kind, r->lang)),
        .due = format_day(r->arena, item->due.day, r->lang),
        .late = format_days(r->arena, late > 0 ? late : 0, r->lang),
        .open = money(r, file, item->open_minor),
        .tone = tag.tone,
        .state = tag.text,
        .remark = item_remark(r, file, i),
    };
    if (item->amount_minor != item->open_minor) {
        struct str whole = money(r, file, item->amount_minor);
        out.of = format_text(r->arena, tr(r->lang, N_("sur %1")), &whole, 1);
    }
    if (line->interest_minor > 0)
        out.penalty = money(r, file, line->interest_minor);
    if (item->due.source == DUE_ASSUMED)
        out.assumed = str_of(due_source_text(DUE_ASSUMED, r->lang));
    return out;
}

static struct v_file_credits fill_credit(struct request *r, const struct file_view *file, size_t i)
{
    const struct walked_item *item = &file->account.items[i];
    return (struct v_file_credits){
        .piece = item->piece.n > 0 ? item->piece : item->label,
        .kind = str_of(item_kind_text(item->kind, r->lang)),
        .on = format_day(r->arena, item->on, r->lang),
        .open = money(r, file, -item->open_minor),
    };
}

static void fill_items(struct request *r, const struct account_statement *s, struct v_file *view)
{
    const struct file_view *file = &s->file;
    size_t n = file->account.item_count;
    struct v_file_items *items = ARENA_ARRAY(r->arena, n, struct v_file_items);
    struct v_file_credits *credits = ARENA_ARRAY(r->arena, n, struct v_file_credits);
    for (size_t i = 0; i < n; i++) {
        int64_t open = file->account.items[i].open_minor;
        if (open > 0) {
            if (view->item_count++ < ITEMS_SHOWN)
                items[view->items_count++] = fill_item(r, s, i);
            view->assumed_note =
                view->assumed_note || file->account.items[i].due.source == DUE_ASSUMED;
        } else if (open < 0) {
            credits[view->credits_count++] = fill_credit(r, file, i);
        } else {
            view->settled_count++;
        }
    }
    view->items = items;
    view->credits = credits;
    view->item_count_text = format_count(r->arena, view->item_count, r->lang);
    if (view->item_count > ITEMS_SHOWN)
        view->items_more =
            format_text(r->arena, tr(r->lang, N_("Voir les %1 pièces ouvertes sur le relevé")),
                        &view->item_count_text, 1);
    view->credit_count = (int64_t)view->credits_count;
    view->credit_count_text = format_count(r->arena, view->credit_count, r->lang);
    view->gross = money(r, file, file->gate.open_minor);
    view->credit_total = money(r, file, file->gate.unallocated_minor);
    view->net = money(r, file, file->ledger_minor);
    struct str settled = format_count(r->arena, view->settled_count, r->lang);
    view->settled_text = format_text(r->arena,
                                     format_plural(r->lang, view->settled_count,
                                                   N_("%1 pièce soldée n’est pas montrée."),
                                                   N_("%1 pièces soldées ne sont pas montrées.")),
                                     &settled, 1);
}

/* ---- what was agreed, asked or said ---- */

static const char *object_tone(const struct object_summary *summary)
{
    if (summary->alarming)
        return "red";
    return summary->settled ? "out" : "acc";
}

static struct v_file_objects fill_object(struct request *r, const struct file_view *file,
                                         enum object_kind kind, size_t i)
{
    struct object_summary summary = object_summary(&file->objects, kind, i, r->lang);
    struct v_file_objects out = {
        .kind = str_of(summary.kind),
        .what = str_of(summary.what),
        .when = day_is(summary.day) ? format_day(r->arena, summary.day, r->lang) : STR("—"),
        .note = object_head(&file->objects.stored, kind, i)->note,
        .status = str_of(summary.status),
        .tone = str_of(object_tone(&summary)),
    };
    if (summary.minor > 0)
        out.amount = money(r, file, summary.minor);
    if (out.note.n == 0)
        out.note = (struct str){0};
    return out;
}

/* The newest of each kind first. */
static void fill_objects(struct request *r, const struct file_view *file, struct v_file *view)
{
    size_t total = 0;
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        total += object_count(&file->objects.stored, (enum object_kind)kind);
    struct v_file_objects *rows = ARENA_ARRAY(r->arena, total, struct v_file_objects);
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        size_t count = object_count(&file->objects.stored, (enum object_kind)kind);
        for (size_t i = count; i > 0; i--)
            rows[view->objects_count++] = fill_object(r, file, (enum object_kind)kind, i - 1);
    }
    view->objects = rows;
    view->object_count = (int64_t)total;
    view->object_count_text = format_count(r->arena, view->object_count, r->lang);
}

static void fill_ages(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct ageing row = {0};
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        if (plan_role_counts(item->role))
            ageing_add(&row, item->open_minor, item->due, r->app->today, false);
    }
    const struct {
        const char *label;
        int64_t minor;
    } bands[] = {{N_("Non échu"), row.not_due},         {N_("1 à 30 jours"), row.d1_30},
                 {N_("31 à 60 jours"), row.d31_60},     {N_("61 à 90 jours"), row.d61_90},
                 {N_("Plus de 90 jours"), row.over_90}, {N_("À affecter"), -row.unallocated}};
    struct v_file_ages *ages = ARENA_ARRAY(r->arena, AGES_MAX, struct v_file_ages);
    for (size_t i = 0; i < COUNT_OF(bands); i++) {
        if (bands[i].minor == 0)
            continue;
        ages[view->ages_count++] = (struct v_file_ages){
            .label = str_of(tr(r->lang, bands[i].label)), .amount = money(r, file, bands[i].minor)};
    }
    view->ages = ages;
    view->has_ages = view->ages_count > 0;
}

/* ---- identity ---- */

/* What belongs together stands together; the source is that of the first part. */
static const struct {
    const char *kind, *and1, *and2, *and3; /* further parts on the same line */
    const char *separator;
} lines[] = {
    {"name", NULL, NULL, NULL, ""},
    {"siren", NULL, NULL, NULL, ""},
    {"siret", NULL, NULL, NULL, ""},
    {"vat", NULL, NULL, NULL, ""},
    {"street", "postcode", "city", "country", " "},
    {"terms", "terms_text", NULL, NULL, ", "},
    {"formal_notice", NULL, NULL, NULL, ""},
    {"judgment_served", NULL, NULL, NULL, ""},
    {"insolvency", NULL, NULL, NULL, ""},
    {"ledger_name", NULL, NULL, NULL, ""},
};

/* "092 418 078", "092 418 078 00017": digits in threes as far as a SIREN goes. */
static struct str siren_text(struct request *r, struct str digits)
{
    struct buf b;
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < digits.n; i++) {
        if (i == 3 || i == 6 || i == 9)
            buf_add_c(&b, "\xc2\xa0");
        buf_add_char(&b, digits.p[i]);
    }
    return buf_str(&b);
}

static struct str fact_value(struct request *r, struct str kind, struct str value)
{
    if (str_is(kind, "siren") || str_is(kind, "siret"))
        return siren_text(r, value);
    struct day day;
    enum law_term term;
    if (day_parse_iso(value, &day, NULL))
        return format_day(r->arena, day, r->lang);
    if (str_is(kind, "terms") && law_term_parse(value, &term))
        return str_of(law_term_label(term, r->lang));
    if (str_is(kind, "country") &&
        str_is(value, "FR")) /* what every address is unless it says so */
        return STR("");
    return value;
}

static const struct file_fact *find_fact(const struct file_view *file, const char *kind)
{
    for (size_t i = 0; kind != NULL && i < file->fact_count; i++) {
        if (str_is(file->facts[i].kind, kind) && file->facts[i].value.n > 0)
            return &file->facts[i];
    }
    return NULL;
}

/* Terms stand as somebody wrote them; the rule they were read as only when nobody did. */
static bool in_words(const struct file_view *file, const struct file_fact *fact)
{
    return str_is(fact->kind, "terms") && find_fact(file, "terms_text") != NULL;
}

static void fill_facts(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_file_facts *facts = ARENA_ARRAY(r->arena, COUNT_OF(lines), struct v_file_facts);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        const char *parts[] = {lines[i].kind, lines[i].and1, lines[i].and2, lines[i].and3};
        const struct file_fact *first = find_fact(file, lines[i].kind);
        struct buf text;
        if (first == NULL || str_eq(first->value, file->account.name))
            continue;
        buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
        for (size_t k = 0; k < COUNT_OF(parts); k++) {
            const struct file_fact *part = find_fact(file, parts[k]);
            if (part == NULL || (k == 0 && in_words(file, part)))
                continue;
            struct str value = fact_value(r, part->kind, part->value);
            buf_add_c(&text, text.n > 0 && value.n > 0 ? lines[i].separator : "");
            buf_add(&text, value);
        }
        facts[view->facts_count++] = (struct v_file_facts){
            .kind = str_of(fact_kind_text(lines[i].kind, r->lang)),
            .value = buf_str(&text),
            .source = file_fact_source(r, first),
        };
    }
    view->facts = facts;
}

/* ---- head and gate ---- */

static void fill_head(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_file_tags *tags = ARENA_NEW(r->arena, struct v_file_tags);
    struct v_file_figures *figures = ARENA_ARRAY(r->arena, FIGURES_MAX, struct v_file_figures);
    struct tag state = describe_action(file->work.action, file->gate.oldest_days, r->lang);
    tags[0] = (struct v_file_tags){state.tone, state.text};
    figures[0] = (struct v_file_figures){str_of(tr(r->lang, N_("Échu net"))),
                                         money(r, file, file->gate.net_overdue_minor)};
    figures[1] = (struct v_file_figures){str_of(tr(r->lang, N_("Brut ouvert"))),
                                         money(r, file, file->gate.open_minor)};
    figures[2] = (struct v_file_figures){str_of(tr(r->lang, N_("À affecter"))),
                                         money(r, file, file->gate.unallocated_minor)};
    figures[3] = (struct v_file_figures){
        str_of(tr(r->lang, N_("Plus ancien retard"))),
        file->gate.oldest_days == 0 ? STR("—")
                                    : format_days(r->arena, file->gate.oldest_days, r->lang)};
    view->debtor = file->account.name;
    view->about = describe_about(r, file);
    view->tags = tags;
    view->tags_count = 1;
    view->figures = figures;
    view->figures_count = FIGURES_MAX;
}

static void fill_gate(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct describe_checks checks = describe_gate(r, file);
    view->checks = checks.rows;
    view->checks_count = checks.count;
    view->action = str_of(action_text(file->work.action, r->lang));
    if (file->account.phone.p != NULL) {
        view->phone_href = format_phone_href(r->arena, file->account.phone);
        view->phone_text = format_phone(r->arena, file->account.phone);
    }
    view->may_call = describe_calls(file->work.action) && view->phone_href.p != NULL;
    if (day_is(file->work.next_change)) {
        struct str day = format_day(r->arena, file->work.next_change, r->lang);
        view->next_change = format_text(
            r->arena, tr(r->lang, N_("Cette réponse peut changer d’elle-même le %1.")), &day, 1);
    }
}

static void fill_crumbs(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_shell_crumbs *crumbs = ARENA_ARRAY(r->arena, 2, struct v_shell_crumbs);
    crumbs[0] = (struct v_shell_crumbs){str_of(tr(r->lang, N_("Dossiers"))), STR("/files")};
    crumbs[1] =
        (struct v_shell_crumbs){.text = format_ref(r->arena, REF_ACCOUNT, file->account_number)};
    view->page.crumbs = crumbs;
    view->page.crumbs_count = 2;
}

/* What the law adds, as the statement says it: interest, and so many times the indemnity. */
static void fill_penalties(struct request *r, const struct account_statement *s,
                           struct v_file *view)
{
    struct str ref = format_ref(r->arena, REF_ACCOUNT, s->file.account_number);
    view->statement_href = format_text(r->arena, "/statements/%1", &ref, 1);
    view->penalties = money(r, &s->file, s->views.interest_minor);
    if (s->views.indemnity_minor > 0) {
        struct str indemnity = money(r, &s->file, s->views.indemnity_minor);
        view->indemnities = format_text(r->arena, "+ %1", &indemnity, 1);
    }
}

/* How far the file has come. */
static void add_stage(struct request *r, const struct account_statement *s, struct v_file *view)
{
    struct v_file_tags *tags = ARENA_ARRAY(r->arena, view->tags_count + 1, struct v_file_tags);
    for (size_t i = 0; i < view->tags_count; i++)
        tags[i] = view->tags[i];
    tags[view->tags_count++] =
        (struct v_file_tags){STR(""), str_of(account_stage_text(s->stage.stage, r->lang))};
    view->tags = tags;
}

/* ---- letters ---- */

static void fill_mails(struct request *r, struct v_file *view)
{
    struct v_file_mails *rows = ARENA_ARRAY(r->arena, DISPATCH_KIND_COUNT, struct v_file_mails);
    view->mail_href = format_text(r->arena, "/mails/write/%1", &view->ref, 1);
    for (int k = 0; k < DISPATCH_KIND_COUNT; k++) {
        struct str args[] = {view->mail_href, str_of(dispatch_kind_code((enum dispatch_kind)k))};
        rows[k] = (struct v_file_mails){
            .href = format_text(r->arena, "%1?kind=%2", args, 2),
            .text = str_of(dispatch_kind_words((enum dispatch_kind)k, r->lang))};
    }
    view->mails = rows;
    view->mails_count = DISPATCH_KIND_COUNT;
}

static void fill_letters(struct request *r, struct response *out, const struct file_view *file,
                         struct v_file *view)
{
    struct v_file_letters *rows = ARENA_ARRAY(r->arena, LETTER_KIND_COUNT, struct v_file_letters);
    bool mandate = str_is(file->account.capacity, "mandate");
    view->may_write = right_given(r->user.roles, RIGHT_WORK_FILES);
    if (!view->may_write)
        return;
    view->csrf = session_csrf(r, out, CSRF_SESSION);
    view->ref = format_ref(r->arena, REF_ACCOUNT, file->account_number);
    view->preview_action = format_text(r->arena, "/letters/preview/%1", &view->ref, 1);
    for (int i = 1; i <= LETTER_KIND_COUNT; i++) {
        int k = i % LETTER_KIND_COUNT; /* the statement last */
        if (k == LETTER_FIRST && !mandate)
            continue;
        rows[view->letters_count++] =
            (struct v_file_letters){str_of(letter_kind_code((enum letter_kind)k)),
                                    str_of(letter_kind_words((enum letter_kind)k, r->lang))};
    }
    view->letters = rows;
    fill_mails(r, view);
}

/* ---- documents ---- */

static struct str show_href(struct request *r, const struct file_document *d)
{
    struct str ref = format_ref(r->arena, REF_DOCUMENT, d->number);
    return format_text(r->arena, "/documents/%1?show=1", &ref, 1);
}

/* The copy of an invoice that a person confirmed; NULL: there is none. */
static const struct file_document *copy_of(const struct file_documents *all, int64_t item_id)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct file_document *d = &all->rows[i];
        for (size_t k = 0; d->kind == DOCUMENT_INVOICE_COPY && k < d->item_count; k++) {
            if (d->items[k].item_id == item_id && d->items[k].state == LINK_CONFIRMED)
                return d;
        }
    }
    return NULL;
}

/* One key away: F for the one due first, figures for the first nine. Rows of the view are the first
 * open items in the order of the account's. */
static void fill_copies(struct request *r, const struct file_view *file,
                        const struct file_documents *all, struct v_file *view)
{
    struct v_file_items *rows = ARENA_ARRAY(r->arena, view->items_count, struct v_file_items);
    const struct walked_item *first = NULL;
    size_t at = 0, copies = 0;
    memcpy(rows, view->items, view->items_count * sizeof *rows);
    for (size_t i = 0; i < file->account.item_count && at < view->items_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        if (item->open_minor <= 0)
            continue;
        struct v_file_items *row = &rows[at++];
        const struct file_document *copy = copy_of(all, item->id);
        if (copy == NULL)
            continue;
        row->copy = show_href(r, copy);
        if (++copies <= COPY_KEYS)
            row->copy_key = format_count(r->arena, (int64_t)copies, r->lang);
        if (first == NULL || item->due.day.n < first->due.day.n) {
            first = item;
            view->copy = row->copy;
            view->copy_text = format_text(r->arena, tr(r->lang, N_("Copie de %1")), &row->piece, 1);
        }
    }
    view->items = rows;
}

static struct v_file_documents fill_document(struct request *r, const struct file_document *d)
{
    struct str ref = format_ref(r->arena, REF_DOCUMENT, d->number);
    struct str args[] = {str_of(document_kind_text(d->kind, r->lang)),
                         format_day(r->arena, d->made, r->lang), d->pieces};
    const char *about = tr(r->lang, d->pieces.n > 0 ? N_("%1 du %2 · %3") : N_("%1 du %2"));
    struct v_file_documents row = {
        .href = format_text(r->arena, "/documents/%1", &ref, 1),
        .show = show_href(r, d),
        .file = d->file,
        .about = format_text(r->arena, about, args, COUNT_OF(args)),
    };
    if (d->proposed) {
        row.tone = STR("amb");
        row.state = str_of(tr(r->lang, N_("À confirmer")));
    } else if (d->as_sent) {
        row.state = str_of(tr(r->lang, N_("Tel qu’envoyé")));
    }
    return row;
}

static bool fill_documents(struct request *r, const struct file_view *file, struct v_file *view,
                           struct err *err)
{
    struct file_documents all;
    if (!file_documents(r->app, r->arena, &file->account, &all, err))
        return false;
    struct v_file_documents *rows = ARENA_ARRAY(r->arena, all.count, struct v_file_documents);
    for (size_t i = 0; i < all.count; i++)
        rows[i] = fill_document(r, &all.rows[i]);
    fill_copies(r, file, &all, view);
    view->documents = rows;
    view->documents_count = all.count;
    view->document_count = (int64_t)all.count;
    view->document_count_text = format_count(r->arena, view->document_count, r->lang);
    return true;
}

/* ---- what is noted on it ---- */

/* For whoever works on files: each act opens in place, by its key. */
static bool fill_acts(struct request *r, struct response *out, const struct file_view *file,
                      struct v_file *view, struct err *err)
{
    static const enum act_code offered[] = {ACT_OUTCOME, ACT_PROMISE, ACT_DISPUTE,  ACT_NOTE,
                                            ACT_CONTACT, ACT_HOLD,    ACT_POSTPONE, ACT_GIVE};
    struct act_ground ground = {r, file};
    struct str ref = format_ref(r->arena, REF_ACCOUNT, file->account_number);
    struct act_wish wish = {.code = act_place(file->work.reasons, file->work.reason_count),
                            .back = format_text(r->arena, "/files/%1", &ref, 1),
                            .csrf = session_csrf(r, out, CSRF_SESSION)};
    struct v_file_acts *rows = ARENA_ARRAY(r->arena, COUNT_OF(offered), struct v_file_acts);
    if (!right_given(r->user.roles, RIGHT_WORK_FILES))
        return true;
    act_done(r, wish.csrf, wish.back, &view->did);
    if (!act_form(&ground, &wish, &view->place, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(offered); i++) {
        wish.code = offered[i];
        rows[i] = (struct v_file_acts){.title = str_of(tr(r->lang, acts[wish.code].title)),
                                       .key = str_of(acts[wish.code].key)};
        if (!act_form(&ground, &wish, &rows[i].form, err))
            return false;
    }
    view->acts = rows;
    view->acts_count = COUNT_OF(offered);
    return true;
}

bool file_page(struct request *r, struct response *out, struct err *err)
{
    struct file_query query = {.ref = r->parameter};
    struct account_statement s;
    struct v_file view = {0};
    query.scope = describe_scope(r, &query.scope_count);
    if (!show_statement(r->app, r->arena, &query, &s, err))
        return false;
    const struct file_view *file = &s.file;
    shell_fill(r, out, SHELL_FILES, file->account.name, &view.page);
    fill_crumbs(r, file, &view);
    fill_letters(r, out, file, &view);
    fill_head(r, file, &view);
    fill_facts(r, file, &view);
    fill_items(r, &s, &view);
    if (!fill_documents(r, &s.file, &view, err) || !fill_acts(r, out, file, &view, err) ||
        !file_story_card(r, file, &view.story, err))
        return false;
    two_views_fill(r, &s, &view.views);
    fill_penalties(r, &s, &view);
    add_stage(r, &s, &view);
    fill_objects(r, file, &view);
    fill_ages(r, file, &view);
    fill_gate(r, file, &view);
    file_people_fill(r, file, &view.people);
    view_file(&out->body, &view, r->lang);
    return true;
}
