#include "file_story_card.h"

#include "app/acts/object_text.h"
#include "app/acts/objects_json.h"
#include "app/file/file_story.h"
#include "app/letters/letter_text.h"
#include "app/mail/mail_words.h"
#include "app/system/journal_text.h"
#include "app/words/code_text.h"
#include "base/json_read.h"
#include "base/limits.h"
#include "lists_form.h"
#include "web/parts/format.h"

enum { ROWS_SHOWN = 20, PARTS_MAX = 8 };

static const char *const group_words[STORY_GROUP_COUNT] = {
    [STORY_ALL] = N_("Tout"),          [STORY_CONTACTS] = N_("Contacts"),
    [STORY_LETTERS] = N_("Courriers"), [STORY_MONEY] = N_("Argent"),
    [STORY_DISPUTES] = N_("Litiges"),  [STORY_WORK] = N_("Suivi"),
};

/* ---- what it is about ---- */

/* "acte, montant, jour": what there is of it. */
struct parts {
    struct str rows[PARTS_MAX];
    size_t count;
};

static void part(struct parts *p, struct str text)
{
    if (text.n > 0 && p->count < PARTS_MAX)
        p->rows[p->count++] = text;
}

static struct str joined(struct request *r, const struct parts *p)
{
    size_t n = 1;
    for (size_t i = 0; i < p->count; i++)
        n += p->rows[i].n + 3;
    struct buf b;
    buf_init(&b, r->arena, n);
    for (size_t i = 0; i < p->count; i++) {
        buf_add_c(&b, i > 0 ? ", " : "");
        buf_add(&b, p->rows[i]);
    }
    return buf_str(&b);
}

static bool begins(struct str kind, const char *with) { return str_starts(kind, str_of(with)); }

static struct str text_in(struct request *r, const struct story_row *row, const char *key)
{
    return json_text_of(r->arena, row->body, key);
}

static struct str day_in(struct request *r, const struct story_row *row, const char *key)
{
    struct day day;
    struct str text = text_in(r, row, key);
    return text.n > 0 && day_parse_iso(text, &day, NULL) ? format_day(r->arena, day, r->lang)
                                                         : STR("");
}

/* What somebody said of it, between guillemets. */
static struct str quoted(struct request *r, struct str said)
{
    return said.n > 0 ? format_text(r->arena, tr(r->lang, N_("« %1 »")), &said, 1) : STR("");
}

/* The object that an entry is about, by its id. */
static bool find_object(struct request *r, const struct file_view *file,
                        const struct story_row *row, enum object_kind kind, size_t *at)
{
    struct str id = text_in(r, row, "id");
    size_t count = object_count(&file->objects.stored, kind);
    for (size_t i = 0; i < count; i++) {
        struct buf own;
        buf_init(&own, r->arena, 32);
        buf_add_int(&own, object_head(&file->objects.stored, kind, i)->id);
        if (str_eq(buf_str(&own), id)) {
            *at = i;
            return true;
        }
    }
    return false;
}

static void tell_outcome(struct request *r, const struct stored_outcome *outcome,
                         struct v_story_rows *out, struct parts *p)
{
    out->what = str_of(outcome_text(outcome->code, r->lang));
    part(p, outcome->person);
    if (day_is(outcome->call_back)) {
        struct str day = format_day(r->arena, outcome->call_back, r->lang);
        part(p, format_text(r->arena, tr(r->lang, N_("à rappeler le %1")), &day, 1));
    }
}

/* Its making tells what it is worth today; a later step, what was said then. */
static bool tell_object(struct request *r, const struct file_view *file,
                        const struct story_row *row, struct v_story_rows *out, struct parts *p)
{
    for (int k = 0; k < OBJECT_KIND_COUNT; k++) {
        enum object_kind kind = (enum object_kind)k;
        size_t i = 0, prefix = strlen(object_kind_code(kind));
        if (!begins(row->kind, object_kind_code(kind)) || row->kind.n <= prefix ||
            row->kind.p[prefix] != '_' || !find_object(r, file, row, kind, &i))
            continue;
        struct object_summary sum = object_summary(&file->objects, kind, i, r->lang);
        const struct object_head *head = object_head(&file->objects.stored, kind, i);
        bool made = head->made_ms == row->at_ms;
        if (kind == OBJECT_OUTCOME) {
            tell_outcome(r, &file->objects.stored.outcomes[i], out, p);
        } else {
            part(p, str_of(sum.what));
            if (sum.minor > 0)
                part(p, format_money(r->arena, (struct money){sum.minor, file->account.currency},
                                     r->lang));
            part(p, format_day(r->arena, sum.day, r->lang));
        }
        if (made && kind != OBJECT_OUTCOME) {
            out->state = str_of(sum.status);
            out->state_tone = str_of(sum.alarming ? "red" : sum.settled ? "out" : "acc");
        }
        if (sum.alarming)
            out->tone = STR("red");
        part(p, quoted(r, made ? head->note : text_in(r, row, "why")));
        return true;
    }
    return false;
}

static void tell_post(struct request *r, const struct story_row *row, struct v_story_rows *out,
                      struct parts *p)
{
    struct str kind = text_in(r, row, "kind"), document = text_in(r, row, "document");
    enum letter_kind letter;
    enum dispatch_kind mail;
    if (begins(row->kind, "letter_") && letter_kind_parse(kind, &letter))
        part(p, str_of(letter_kind_words(letter, r->lang)));
    if (begins(row->kind, "mail_") && dispatch_kind_parse(kind, &mail))
        part(p, str_of(dispatch_kind_words(mail, r->lang)));
    part(p, text_in(r, row, "address"));
    part(p, day_in(r, row, "on"));
    part(p, text_in(r, row, "tracking"));
    part(p, mail_reply_words(r->arena, text_in(r, row, "reply"), r->lang));
    if (document.n > 0) {
        out->href = format_text(r->arena, "/documents/%1", &document, 1);
        out->link = document;
    }
}

/* How a kind of entry begins, and the sign of the view it is shown with. */
static const struct {
    const char *begins;
    size_t sign;
} signs[] = {
    {"outcome_", offsetof(struct v_story_rows, contact)},
    {"letter_", offsetof(struct v_story_rows, mail)},
    {"mail_", offsetof(struct v_story_rows, mail)},
    {"statement_", offsetof(struct v_story_rows, mail)},
    {"promise_", offsetof(struct v_story_rows, money)},
    {"plan_", offsetof(struct v_story_rows, money)},
    {"policy", offsetof(struct v_story_rows, money)},
    {"dispute_", offsetof(struct v_story_rows, dispute)},
    {"hold_", offsetof(struct v_story_rows, wait)},
    {"alert_", offsetof(struct v_story_rows, alert)},
    {"cover_", offsetof(struct v_story_rows, cover)},
    {"file_note", offsetof(struct v_story_rows, note)},
    {"facts_told", offsetof(struct v_story_rows, note)},
    {"file_given", offsetof(struct v_story_rows, person)},
    {"assignment_", offsetof(struct v_story_rows, person)},
};

static void give_sign(struct str kind, struct v_story_rows *out)
{
    size_t at = offsetof(struct v_story_rows, work);
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        if (begins(kind, signs[i].begins))
            at = signs[i].sign;
    }
    *(bool *)(void *)((char *)out + at) = true;
}

static void tell_entry(struct request *r, const struct file_view *file, const struct story_row *row,
                       struct v_story_rows *out)
{
    struct parts p = {0};
    out->what = journal_text(row->kind, r->lang);
    give_sign(row->kind, out);
    if (out->mail)
        tell_post(r, row, out, &p);
    if (!tell_object(r, file, row, out, &p)) {
        part(&p, row->given_to);
        part(&p, day_in(r, row, "until"));
        part(&p, quoted(r, text_in(r, row, "why")));
        part(&p, text_in(r, row, "text"));
    }
    out->detail = joined(r, &p);
}

static struct str counted(struct request *r, int64_t n, const char *one, const char *many)
{
    struct str count = format_count(r->arena, n, r->lang);
    return n == 0 ? STR("")
                  : format_text(r->arena, format_plural(r->lang, n, one, many), &count, 1);
}

static void tell_cost(struct request *r, const struct file_view *file,
                      const struct stored_cost *cost, struct v_story_rows *out, struct parts *p)
{
    struct money money = {cost->amount_minor, file->account.currency};
    out->what = str_of(tr(r->lang, cost_kind_words(cost->kind)));
    part(p, format_money(r->arena, money, r->lang));
    part(p, format_day(r->arena, cost->on, r->lang));
    part(p, quoted(r, cost->why));
}

static void tell_import(struct request *r, const struct file_view *file,
                        const struct story_row *row, struct v_story_rows *out)
{
    struct parts p = {0};
    out->import = row->cost == NULL;
    out->money = row->cost != NULL;
    out->what = str_of(tr(r->lang, row->by_hand ? N_("Écriture saisie à la main") : N_("Import")));
    part(&p, row->by_hand ? STR("") : row->file);
    if (row->cost != NULL)
        tell_cost(r, file, row->cost, out, &p);
    part(&p, counted(r, row->lines, N_("%1 écriture"), N_("%1 écritures")));
    part(&p, counted(r, row->vanished, N_("%1 écriture disparue"), N_("%1 écritures disparues")));
    part(&p, counted(r, row->pieces, N_("%1 pièce"), N_("%1 pièces")));
    part(&p, counted(r, row->pieces_gone, N_("%1 pièce qui n’y est plus"),
                     N_("%1 pièces qui n’y sont plus")));
    part(&p, counted(r, row->facts, N_("%1 renseignement"), N_("%1 renseignements")));
    out->detail = joined(r, &p);
    if (row->undone) {
        out->state = str_of(tr(r->lang, N_("Repris")));
        out->state_tone = STR("out");
    }
}

static void tell_payment(struct request *r, const struct file_view *file,
                         const struct story_row *row, struct v_story_rows *out)
{
    struct parts p = {0};
    const struct walked_item *item = row->item;
    struct money money = {item->amount_minor < 0 ? -item->amount_minor : item->amount_minor,
                          file->account.currency};
    out->what = str_of(item_kind_text(item->kind, r->lang));
    out->money = true;
    out->tone = item->amount_minor < 0 ? STR("grn") : STR("red");
    part(&p, format_money(r->arena, money, r->lang));
    part(&p, item->piece.n > 0 ? item->piece : item->label);
    out->detail = joined(r, &p);
}

/* ---- the card ---- */

static struct str story_href(struct request *r, const struct file_view *file,
                             enum story_group group, const struct story_key *key)
{
    struct str ref = format_ref(r->arena, REF_ACCOUNT, file->account_number);
    struct link l;
    link_begin(&l, r->arena, arena_cstr(r->arena, format_text(r->arena, "/files/%1", &ref, 1)));
    if (group != STORY_ALL)
        link_text(&l, "story", str_of(story_group_code(group)));
    if (key != NULL) {
        link_int(&l, "seq", key->seq);
        link_int(&l, "import", key->import);
        link_int(&l, "day", key->day);
        link_int(&l, "item", key->item);
    }
    struct str to = link_end(&l);
    return format_text(r->arena, "%1#story", &to, 1);
}

static enum story_group group_asked(const struct request *r)
{
    for (int g = 0; g < STORY_GROUP_COUNT; g++) {
        if (str_is(http_field(&r->query, "story"), story_group_code((enum story_group)g)))
            return (enum story_group)g;
    }
    return STORY_ALL;
}

static void fill_groups(struct request *r, const struct file_view *file, enum story_group on,
                        struct v_story *out)
{
    struct v_story_groups *groups = ARENA_ARRAY(r->arena, STORY_GROUP_COUNT, struct v_story_groups);
    for (int g = 0; g < STORY_GROUP_COUNT; g++)
        groups[g] = (struct v_story_groups){
            .text = str_of(tr(r->lang, group_words[g])),
            .href = story_href(r, file, (enum story_group)g, NULL),
            .on = g == (int)on,
        };
    out->groups = groups;
    out->groups_count = STORY_GROUP_COUNT;
}

static void fill_row(struct request *r, const struct file_view *file, const struct story_row *row,
                     struct v_story_rows *out)
{
    if (row->source == STORY_PAYMENT) {
        out->when = format_day(r->arena, row->item->on, r->lang);
        tell_payment(r, file, row, out);
        return;
    }
    out->when = format_moment(r->arena, row->at_ms, r->lang);
    out->who = row->who.n > 0 ? row->who : str_of(tr(r->lang, N_("programme")));
    if (row->source == STORY_IMPORT)
        tell_import(r, file, row, out);
    else
        tell_entry(r, file, row, out);
}

bool file_story_card(struct request *r, const struct file_view *file, struct v_story *out,
                     struct err *err)
{
    struct story_query query = {
        .file = file,
        .group = group_asked(r),
        .before = {http_field_int(&r->query, "seq", 0), http_field_int(&r->query, "import", 0),
                   http_field_int(&r->query, "day", 0), http_field_int(&r->query, "item", 0)},
        .most = ROWS_SHOWN,
    };
    struct file_story story;
    if (!file_story(r->app, r->arena, &query, &story, err))
        return false;
    struct v_story_rows *rows = ARENA_ARRAY(r->arena, story.count, struct v_story_rows);
    for (size_t i = 0; i < story.count; i++) {
        rows[i] = (struct v_story_rows){0};
        fill_row(r, file, &story.rows[i], &rows[i]);
    }
    fill_groups(r, file, query.group, out);
    out->rows = rows;
    out->rows_count = story.count;
    struct list_filter deeds = list_filter_none(LIST_OF_ACTIONS);
    deeds.file = format_ref(r->arena, REF_ACCOUNT, file->account_number);
    out->list = list_href(r, &deeds);
    if (story.more)
        out->older = story_href(r, file, query.group, &story.next);
    if (query.before.seq != 0 || query.before.import != 0 || query.before.item != 0)
        out->newest = story_href(r, file, query.group, NULL);
    return true;
}
