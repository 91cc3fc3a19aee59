#include "list_wish.h"

#include "base/text.h"
#include "claim/plan.h"

static bool words_in(const struct list_wish *w, struct arena *scratch,
                     const struct listed_row *line)
{
    const struct listed_account *account = line->account;
    struct str rest = w->words;
    struct str word;
    struct str piece = STR("");
    if (line->item != NULL && w->words.n > 0)
        piece = text_fold(scratch, line->item->piece);
    while (w->words.n > 0 && str_split(&rest, ' ', &word)) {
        if (!text_word_begins(account->place.name_folded, word) && !text_word_begins(piece, word))
            return false;
    }
    return true;
}

static bool on_list_of(const struct list_wish *w, const struct listed_account *account)
{
    enum list_whose whose = w->filter->whose;
    bool nobodys = account->decided && account->agent_id == 0;
    if ((whose == LIST_OWN && (!account->decided || nobodys)) ||
        (whose == LIST_NOBODYS && !nobodys) || (whose == LIST_UNDECIDED && account->decided))
        return false;
    for (size_t i = 0; i < w->agent_count; i++) {
        if (account->decided && (account->agent_id == 0 || account->agent_id == w->agents[i]))
            return true;
    }
    return w->agents == NULL;
}

/* Its disputes, promises and plans are as wanted. */
static bool company_wanted(const struct list_wish *w, const struct listed_account *account)
{
    const struct list_filter *f = w->filter;
    bool disputes = f->dispute == LIST_DISPUTE_COUNT && days_wanted(f->dispute_from, f->dispute_to);
    return (!disputes || account->dispute_count > 0) &&
           (f->dispute == LIST_DISPUTE_COUNT ||
            (account->dispute_count > 0) == (f->dispute == LIST_DISPUTED)) &&
           (f->promise == LIST_PROMISE_COUNT || account->broken) &&
           (!days_wanted(f->promise_from, f->promise_to) || account->promised) &&
           (!days_wanted(f->plan_from, f->plan_to) || account->planned);
}

/* Overdue, and nothing was done for so many days. */
static bool idle_wanted(const struct list_wish *w, const struct listed_row *line)
{
    int32_t today = w->today.n;
    struct day acted = line->account->acted;
    bool overdue = line->item == NULL ? line->sums.overdue_minor > 0
                                      : line->item->open_minor > 0 && line->item->due.day.n < today;
    return w->filter->idle == 0 ||
           (overdue && (!day_is(acted) || (int64_t)today - acted.n >= w->filter->idle));
}

static bool account_wanted(const struct list_wish *w, const struct listed_account *account)
{
    const struct list_filter *f = w->filter;
    bool decided = account->decided;
    return on_list_of(w, account) &&
           (f->action == ACTION_COUNT || (decided && account->action == f->action)) &&
           (f->level < 0 || (decided && account->level == f->level)) &&
           (f->block == BLOCK_COUNT || (account->blocks >> f->block & 1) != 0) &&
           (f->stage == STAGE_COUNT || (account->staged && account->stage == f->stage)) &&
           (f->currency.n == 0 || currency_eq(account->currency, w->currency)) &&
           company_wanted(w, account);
}

static bool amount_wanted(const struct list_filter *f, int64_t minor, struct currency currency)
{
    int64_t fine = minor;
    for (int i = currency_digits(currency); i < LIST_FINE_DIGITS; i++) {
        if (__builtin_mul_overflow(fine, 10, &fine))
            fine = minor < 0 ? INT64_MIN : INT64_MAX; /* beyond whatever can be asked for */
    }
    return (f->least.n == 0 || fine >= f->least_fine) && (f->most.n == 0 || fine <= f->most_fine);
}

static bool day_wanted(const struct list_wish *w, struct day day)
{
    struct day from = w->days.from;
    struct day to = w->days.to;
    if (!day_is(from) && !day_is(to))
        return true;
    return day_is(day) && (!day_is(from) || day.n >= from.n) && (!day_is(to) || day.n <= to.n);
}

static bool item_wanted(const struct list_wish *w, struct arena *scratch,
                        const struct listed_row *line)
{
    const struct list_filter *f = w->filter;
    const struct listed_item *item = line->item;
    int64_t size = item->open_minor < 0 ? -item->open_minor : item->open_minor;
    bool side = f->side == LIST_BOTH_SIDES || (item->open_minor > 0) == (f->side == LIST_DEBITS);
    return side && plan_role_counts(item->role) && day_wanted(w, item->due.day) &&
           (f->kind == ITEM_KIND_COUNT || item->kind == f->kind) &&
           amount_wanted(f, size, line->account->currency) && words_in(w, scratch, line);
}

static bool payment_wanted(const struct list_wish *w, struct arena *scratch,
                           const struct listed_row *line)
{
    return plan_role_counts(line->item->role) &&
           amount_wanted(w->filter, -line->item->amount_minor, line->account->currency) &&
           words_in(w, scratch, line);
}

/* The store read those of the person, the file and the days. */
static bool deed_wanted(const struct list_wish *w, struct arena *scratch,
                        const struct listed_row *line)
{
    return (w->filter->deed == DEED_COUNT || line->deed->deed == w->filter->deed) &&
           words_in(w, scratch, line);
}

static bool sums_wanted(const struct list_wish *w, struct arena *scratch,
                        const struct listed_row *line)
{
    return line->sums.items > 0 && day_wanted(w, line->sums.oldest) &&
           amount_wanted(w->filter, line->sums.balance_minor, line->account->currency) &&
           words_in(w, scratch, line);
}

bool list_wants(const struct list_wish *w, struct arena *scratch, const struct listed_row *line)
{
    if (!account_wanted(w, line->account) || !idle_wanted(w, line))
        return false;
    if (line->deed != NULL)
        return deed_wanted(w, scratch, line);
    if (line->item == NULL)
        return sums_wanted(w, scratch, line);
    return w->filter->of == LIST_OF_PAYMENTS ? payment_wanted(w, scratch, line)
                                             : item_wanted(w, scratch, line);
}
