#include "list_lines.h"

#include "app/creditor_choice.h"
#include "app/daily/run_day.h"
#include "app/file/find_account.h"
#include "app/people/people.h"
#include "base/buf.h"
#include "base/text.h"
#include "lines_table.h"
#include "list_wish.h"

/* A piece begins small, since most pages are full soon, and grows, since some never are. */
enum { PIECE_ITEMS = 200, PIECE_FEW = 64, PIECE_MAX = 8192 };

struct list {
    struct app *app;
    struct arena *arena;
    const struct list_asked *asked;
    const struct list_filter *filter;
    struct list_lines *out;
    struct listing_wanted wanted;
    struct list_wish wish;
};

/* One reading from a place on. */
struct reading {
    struct arena scratch; /* of the piece being read */
    struct listing_place from;
    bool back;
    size_t lines_most; /* to be kept: a page and one more */
    size_t look_most;  /* rows to be looked at */
    bool counting;
    struct listed_row *rows;
    size_t count;
    size_t looked, passed;
    bool ended; /* nothing stands behind */
    struct listing_place reached;
};

/* ---- what was asked for ---- */

static bool choose_creditors(struct list *l, struct err *err)
{
    struct creditor_wish wish = {l->filter->creditor, l->asked->scope, l->asked->scope_count};
    struct creditor_choice choice;
    if (!creditor_choose(l->arena, &l->out->creditors, &wish, &choice, err))
        return false;
    l->wanted.scope = choice.ids;
    l->wanted.scope_count = choice.count;
    return true;
}

/* Also one whose access is closed, as long as files are his. One out of sight is unknown: who works
 * for other creditors is not told. */
static bool find_person(const struct list *l, const char *field, struct str login, struct user *out,
                        struct err *err)
{
    const struct list_asked *asked = l->asked;
    return people_get(l->app, l->arena, login, out, err) &&
           (people_in_sight(out, asked->scope, asked->scope_count) ||
            err_set_field(err, ERR_UNKNOWN_USER, field, login));
}

static bool find_team(const struct list *l, const struct team **out, struct err *err)
{
    const struct list_asked *asked = l->asked;
    const struct house *house = &l->out->house;
    return house_find_team(&house->teams, l->filter->team, "team", out, err) &&
           (house_team_in_sight(house, *out, asked->scope, asked->scope_count) ||
            err_set_field(err, ERR_UNKNOWN_TEAM, "team", l->filter->team));
}

static bool choose_agents(struct list *l, struct err *err)
{
    const struct list_filter *f = l->filter;
    struct user user = {0};
    const struct team *team = NULL;
    if (f->agent.n > 0 && !find_person(l, "agent", f->agent, &user, err))
        return false;
    if (f->team.n > 0 && !find_team(l, &team, err))
        return false;
    if (f->agent.n == 0 && team == NULL)
        return true;
    size_t members = team == NULL ? 0 : team->member_count;
    l->wish.agents = ARENA_ARRAY(l->arena, members + 1, int64_t);
    for (size_t i = 0; i < members; i++) {
        if (f->agent.n == 0 || team->member_ids[i] == user.id)
            l->wish.agents[l->wish.agent_count++] = team->member_ids[i];
    }
    if (team == NULL)
        l->wish.agents[l->wish.agent_count++] = user.id;
    return true;
}

static bool find_file(const struct list *l, struct account_key *out, struct err *err)
{
    const struct list_asked *asked = l->asked;
    const struct file_query query = {
        .ref = l->filter->file, .scope = asked->scope, .scope_count = asked->scope_count};
    struct listing_found found = {0};
    if (!account_find(l->app, l->arena, &query, out, err))
        return false;
    found.place.key = *out;
    return listing_place_find(l->app->db, l->arena, &(struct listing_wanted){0}, &found, err) &&
           (account_in_scope(&query, found.creditor_id) ||
            err_set_field(err, ERR_UNKNOWN_REF, "ref", query.ref));
}

static bool choose_deeds(struct list *l, struct err *err)
{
    const struct list_filter *f = l->filter;
    struct user user = {0};
    if (f->by.n > 0 && !find_person(l, "by", f->by, &user, err))
        return false;
    l->wanted.deed = f->deed;
    l->wanted.actor_id = user.id;
    return f->file.n == 0 || find_file(l, &l->wanted.file, err);
}

/* Items that fall due while both the dates and the age say so. */
static void choose_days(struct list *l)
{
    struct list_days days = list_age_days(l->filter->age, l->app->today);
    if (day_is(l->filter->due_from) && (!day_is(days.from) || days.from.n < l->filter->due_from.n))
        days.from = l->filter->due_from;
    if (day_is(l->filter->due_to) && (!day_is(days.to) || days.to.n > l->filter->due_to.n))
        days.to = l->filter->due_to;
    l->wish.days = days;
}

static struct listing_span span(struct day from, struct day to)
{
    return (struct listing_span){from, day_is(to) ? to : (struct day){INT32_MAX}};
}

static bool is_shown(const struct list_filter *f, enum lines_column column)
{
    return (lines_columns(f) >> column & 1) != 0;
}

/* What of an account must be looked up beside it. */
static void choose_company(struct list *l)
{
    const struct list_filter *f = l->filter;
    struct listing_wanted *w = &l->wanted;
    w->disputes = span(f->dispute_from, f->dispute_to);
    w->promises = span(f->promise_from, f->promise_to);
    w->plans = span(f->plan_from, f->plan_to);
    w->days = span(l->wish.days.from, day_is(l->wish.days.to) ? l->wish.days.to : l->app->today);
    w->with_stage = f->stage != STAGE_COUNT || is_shown(f, LINES_STAGE);
    w->with_disputes = f->dispute != LIST_DISPUTE_COUNT ||
                       days_wanted(f->dispute_from, f->dispute_to) || is_shown(f, LINES_DISPUTES) ||
                       is_shown(f, LINES_DISPUTED);
    w->with_promises = days_wanted(f->promise_from, f->promise_to) || is_shown(f, LINES_PROMISED);
    w->with_plans = days_wanted(f->plan_from, f->plan_to) || is_shown(f, LINES_PLANNED);
    w->with_acts = f->idle > 0 || is_shown(f, LINES_ACTED);
}

/* How few names hold a word: long ones, and numbers. */
static size_t rareness(struct str word)
{
    return word.n + (word.p[word.n - 1] >= '0' && word.p[word.n - 1] <= '9' ? 4 : 0);
}

/* Of a file each word begins a word of its name (list_wish.c): the one that leaves the fewest. */
static struct str word_of_names(const struct list *l)
{
    struct str rest = l->wish.words;
    struct str rarest = STR("");
    struct str word;
    while (l->filter->of == LIST_OF_ACCOUNTS && rest.n > 0 && str_split(&rest, ' ', &word)) {
        if (word.n > 0 && (rarest.n == 0 || rareness(word) > rareness(rarest)))
            rarest = word;
    }
    return rarest;
}

static bool prepare(struct list *l, struct err *err)
{
    static const enum listing_rows kinds[LIST_OF_COUNT] = {[LIST_OF_ITEMS] = LISTING_ITEMS,
                                                           [LIST_OF_ACCOUNTS] = LISTING_ACCOUNTS,
                                                           [LIST_OF_PAYMENTS] = LISTING_PAYMENTS,
                                                           [LIST_OF_ACTIONS] = LISTING_DEEDS};
    const struct list_filter *f = l->filter;
    if (!creditor_list(l->app->db, l->arena, &l->out->creditors, err) ||
        !house_read_within(l->app, l->arena, &l->out->house, err) ||
        !run_last(l->app->db, l->arena, "published", &l->out->run, err) ||
        !run_stands(l->app, &l->out->run, &l->out->run_stands, err) || !choose_creditors(l, err) ||
        !choose_agents(l, err) || !choose_deeds(l, err))
        return false;
    choose_days(l);
    l->wish.words = text_fold(l->arena, f->text);
    l->wanted.word = word_of_names(l);
    l->wanted.order = f->order;
    l->wanted.run = l->out->run.number;
    l->wanted.today = l->app->today;
    l->wanted.rows = kinds[f->of];
    l->wanted.action = f->action;
    l->wanted.agent_id = l->wish.agent_count == 1 ? l->wish.agents[0] : 0;
    choose_company(l);
    if (f->currency.n > 0 && !currency_parse(f->currency, &l->wish.currency, err))
        return false;
    return true;
}

/* ---- reading ---- */

/* By currency, as they came; false: a sum would be missing. */
static bool sum_add(struct list_sums *sums, struct money amount)
{
    size_t i = 0;
    while (i < sums->count && !currency_eq(sums->rows[i].currency, amount.currency))
        i++;
    if (i == LIST_CURRENCIES_MAX)
        return false;
    if (i == sums->count)
        sums->rows[sums->count++] = (struct money){0, amount.currency};
    return money_add(sums->rows[i], amount, &sums->rows[i], NULL);
}

static int64_t amount_of(const struct list *l, const struct listed_row *line)
{
    if (line->item == NULL)
        return line->sums.balance_minor;
    return l->filter->of == LIST_OF_PAYMENTS ? -line->item->amount_minor : line->item->open_minor;
}

static void total_add(const struct list *l, const struct listed_row *line)
{
    const struct listed_account *account = line->account;
    struct list_total *total = &l->out->total;
    struct currency currency = account->currency;
    total->count++;
    if (line->deed != NULL)
        return;
    bool whole = sum_add(&total->open, (struct money){amount_of(l, line), currency});
    if (line->item == NULL && account->promised)
        whole &= sum_add(&total->promised, (struct money){account->promised_minor, currency});
    if (line->item == NULL && account->planned)
        whole &= sum_add(&total->planned, (struct money){account->planned_minor, currency});
    if (line->item == NULL && account->dispute_count > 0)
        whole &= sum_add(&total->disputed, (struct money){account->disputed_minor, currency});
    total->whole = total->whole && whole;
}

static const struct listed_account *keep_account(struct arena *a, const struct listed_account *from)
{
    struct listed_account *kept = ARENA_NEW(a, struct listed_account);
    *kept = *from;
    kept->debtor_kind = arena_str(a, from->debtor_kind);
    kept->name = arena_str(a, from->name);
    kept->place.name_folded = arena_str(a, from->place.name_folded);
    return kept;
}

static const struct listed_item *keep_item(struct arena *a, const struct listed_item *from)
{
    struct listed_item *kept = ARENA_NEW(a, struct listed_item);
    *kept = *from;
    kept->piece = arena_str(a, from->piece);
    kept->label = arena_str(a, from->label);
    return kept;
}

static const struct listed_deed *keep_deed(struct arena *a, const struct listed_deed *from)
{
    struct listed_deed *kept = ARENA_NEW(a, struct listed_deed);
    *kept = *from;
    kept->code = arena_str(a, from->code);
    kept->state = arena_str(a, from->state);
    kept->why = arena_str(a, from->why);
    kept->note = arena_str(a, from->note);
    return kept;
}

static void take_line(struct list *l, struct reading *r, const struct listed_row *line)
{
    if (r->counting)
        total_add(l, line);
    if (r->count == r->lines_most)
        return;
    size_t n = r->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        r->rows = arena_grow(l->arena, r->rows, n, n == 0 ? 1 : n * 2, sizeof *r->rows);
    const struct listed_account *last = n > 0 ? r->rows[n - 1].account : NULL;
    bool same = last != NULL && last->key.account_id == line->account->key.account_id;
    r->rows[n] = (struct listed_row){
        .account = same ? last : keep_account(l->arena, line->account),
        .item = line->item != NULL ? keep_item(l->arena, line->item) : NULL,
        .deed = line->deed != NULL ? keep_deed(l->arena, line->deed) : NULL,
        .sums = line->sums,
    };
}

/* Files that are only passed by cost little, many items much: what counts as one more file. */
enum { PASSED_AS_ONE = 16, ITEMS_AS_ONE = 1000 };

static bool in_order_of_work(const struct list *l)
{
    return l->wanted.rows == LISTING_ACCOUNTS && l->wanted.order == LISTING_BY_PLACE;
}

static void take_piece(struct list *l, struct reading *r, const struct listing_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        const struct listed_row *line = &piece->rows[i];
        if (in_order_of_work(l) && line->sums.items == 0)
            continue; /* another's, or nothing is open */
        if (list_wants(&l->wish, &r->scratch, line))
            take_line(l, r, line);
    }
}

static size_t looked_at(const struct list *l, struct reading *r, const struct listing_piece *piece)
{
    if (!in_order_of_work(l))
        return piece->count;
    size_t summed = 0;
    int64_t items = 0;
    for (size_t i = 0; i < piece->count; i++) {
        summed += piece->rows[i].sums.items > 0;
        items += piece->rows[i].sums.items;
    }
    r->passed += piece->count - summed;
    size_t passed = r->passed / PASSED_AS_ONE;
    r->passed %= PASSED_AS_ONE;
    return summed + passed + (size_t)items / ITEMS_AS_ONE;
}

static bool read_piece(struct list *l, struct reading *r, const struct listing_wanted *wanted,
                       struct err *err)
{
    struct listing_piece piece;
    arena_clear(&r->scratch);
    if (!listing_read(l->app->db, &r->scratch, wanted, &piece, err))
        return false;
    take_piece(l, r, &piece);
    r->looked += looked_at(l, r, &piece);
    r->ended = piece.last;
    r->reached = piece.after;
    r->reached.name_folded = arena_str(l->arena, piece.after.name_folded);
    return true;
}

static bool enough(const struct reading *r)
{
    return r->ended || r->looked >= r->look_most || (r->count == r->lines_most && !r->counting);
}

/* Until the page is full, the end is reached or enough was looked at; a total is counted on. */
static bool read_on(struct list *l, struct reading *r, struct err *err)
{
    struct listing_wanted wanted = l->wanted;
    bool ok = true;
    wanted.back = r->back;
    wanted.most =
        wanted.rows == LISTING_ACCOUNTS || wanted.rows == LISTING_DEEDS ? PIECE_FEW : PIECE_ITEMS;
    r->reached = r->from;
    arena_init(&r->scratch, 0);
    while (ok && !enough(r)) {
        wanted.from = r->reached;
        if (r->look_most - r->looked < wanted.most)
            wanted.most = r->look_most - r->looked;
        ok = read_piece(l, r, &wanted, err);
        if (wanted.most < PIECE_MAX)
            wanted.most *= 4;
    }
    arena_release(&r->scratch);
    return ok;
}

static size_t look_most(const struct list *l)
{
    if (l->asked->whole || l->asked->to_the_end)
        return SIZE_MAX;
    if (l->wanted.rows != LISTING_ACCOUNTS)
        return l->wanted.rows == LISTING_DEEDS ? LIST_LOOK_DEEDS : LIST_LOOK_ITEMS;
    return l->wanted.order == LISTING_BY_NAME ? LIST_LOOK_NAMES : LIST_LOOK_PLACES;
}

/* ---- keys ---- */

static struct str key_text(struct arena *a, struct account_key key, int64_t item_id)
{
    struct buf out;
    buf_init(&out, a, 96);
    buf_add_int(&out, key.debtor_id);
    buf_add_char(&out, '.');
    buf_add_int(&out, key.account_id);
    buf_add_char(&out, '.');
    buf_add_int(&out, item_id);
    return buf_str(&out);
}

static struct str key_of(struct arena *a, const struct listed_row *line)
{
    int64_t id = line->item != NULL ? line->item->id : line->deed != NULL ? line->deed->id : 0;
    return key_text(a, line->account->key, id);
}

static bool read_id(struct str *rest, int64_t *out)
{
    struct str part;
    uint64_t v = 0;
    if (!str_split(rest, '.', &part) || part.n == 0 || part.n > 19)
        return false;
    for (size_t i = 0; i < part.n; i++) {
        if (part.p[i] < '0' || part.p[i] > '9')
            return false;
        v = v * 10 + (uint64_t)(part.p[i] - '0');
    }
    *out = (int64_t)(v & INT64_MAX);
    return v <= INT64_MAX;
}

/* The place of a key; *known false: it leads nowhere the person may look. */
static bool find_key(struct list *l, struct str key, struct listing_place *out, bool *known,
                     struct err *err)
{
    struct listing_found found = {0};
    struct listing_place *at = &found.place;
    *out = (struct listing_place){0};
    *known = read_id(&key, &at->key.debtor_id) && read_id(&key, &at->key.account_id) &&
             read_id(&key, &at->item_id) && key.p == NULL;
    if (!*known)
        return true;
    if (!listing_place_find(l->app->db, l->arena, &l->wanted, &found, err))
        return false;
    *known = l->wanted.scope == NULL && found.creditor_id != 0;
    for (size_t i = 0; i < l->wanted.scope_count && !*known; i++)
        *known = l->wanted.scope[i] == found.creditor_id;
    if (*known)
        *out = found.place;
    return true;
}

static void turn(struct listed_row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct listed_row kept = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = kept;
    }
}

/* What a reading found becomes the page. came: rows stand on the side one comes from. */
static void show(struct list *l, struct reading *r, bool came)
{
    struct list_lines *out = l->out;
    bool more = r->count > l->asked->rows;
    out->rows = r->rows;
    out->count = more ? l->asked->rows : r->count;
    out->short_of = !more && !r->ended;
    struct str behind = {0};
    struct str before = {0};
    if (more)
        behind = key_of(l->arena, &r->rows[out->count - 1]);
    else if (out->short_of)
        behind = key_text(l->arena, r->reached.key, r->reached.item_id);
    if (came)
        before = out->count > 0 ? key_of(l->arena, &r->rows[0])
                                : key_text(l->arena, r->from.key, r->from.item_id);
    if (r->back)
        turn(out->rows, out->count);
    out->after = r->back ? before : behind;
    out->before = r->back ? behind : before;
}

static bool count_on(struct list *l, struct reading *r, struct err *err)
{
    l->out->total = (struct list_total){.whole = true};
    if (!read_on(l, r, err))
        return false;
    if (!r->ended)
        l->out->total.whole = false;
    return true;
}

static bool first_page(struct list *l, struct err *err)
{
    struct reading r = {
        .lines_most = l->asked->rows + 1, .look_most = look_most(l), .counting = !l->asked->whole};
    if (!count_on(l, &r, err))
        return false;
    show(l, &r, false);
    return true;
}

static bool read_page(struct list *l, struct err *err)
{
    struct reading r = {.back = l->asked->before.n > 0,
                        .lines_most = l->asked->rows + 1,
                        .look_most = look_most(l)};
    struct str key = r.back ? l->asked->before : l->asked->after;
    bool known = false;
    if (key.n > 0 && !find_key(l, key, &r.from, &known, err))
        return false;
    if (!known)
        return first_page(l, err);
    if (!read_on(l, &r, err))
        return false;
    if (r.count == 0 && r.ended) /* what stood there is gone */
        return first_page(l, err);
    show(l, &r, true);
    /* The total of a page in the middle is that of the list. */
    struct reading all = {.look_most = look_most(l), .counting = true};
    return count_on(l, &all, err);
}

bool list_lines(struct app *app, struct arena *a, const struct list_asked *asked,
                struct list_lines *out, struct err *err)
{
    struct list l = {.app = app,
                     .arena = a,
                     .asked = asked,
                     .filter = asked->filter,
                     .out = out,
                     .wish = {.filter = asked->filter, .today = app->today}};
    *out = (struct list_lines){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = prepare(&l, err) && read_page(&l, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
