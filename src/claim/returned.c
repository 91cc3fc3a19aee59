#include "returned.h"

#include "base/text.h"

/* Words of a folded label. What says that a payment came back by itself; what says so beside a
 * means of payment; what it is about instead. */
static const char *const alone[] = {
    "REJET",    "REJETE", "REJETEE",   "IMPAYE",      "IMPAYEE",    "IMPAYES",    "UNPAID",
    "REJECTED", "REJECT", "REJECTION", "DISHONOURED", "DISHONORED", "CHARGEBACK", "BOUNCED"};
static const char *const with_means[] = {"RETOUR",   "RETOURNE", "REVENU", "RETURN",
                                         "RETURNED", "IMP",      "REFUSE"};
static const char *const means[] = {"PRLV",  "PRLT",   "PRELEV", "PRELEVEMENT", "SDD",    "CHQ",
                                    "CHEQ",  "CHEQUE", "CHECK",  "LCR",         "BOR",    "BILL",
                                    "EFFET", "TRAITE", "DEBIT",  "DD",          "PAYMENT"};
static const char *const other[] = {"FRAIS",       "FEE",    "FEES",   "COMMISSION",
                                    "COMMISSIONS", "COST",   "COSTS",  "REMBOURSEMENT",
                                    "REMB",        "REFUND", "CHARGE", "CHARGES"};

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
    return str_which(word, words, count) < count;
}

bool returned_label(struct arena *a, struct str label)
{
    struct str rest = text_fold(a, label);
    struct str word;
    bool says = false;
    bool may_say = false;
    bool pays = false;
    while (str_split(&rest, ' ', &word)) {
        if (is_one_of(word, other, COUNT_OF(other)))
            return false;
        says = says || is_one_of(word, alone, COUNT_OF(alone));
        may_say = may_say || is_one_of(word, with_means, COUNT_OF(with_means));
        pays = pays || is_one_of(word, means, COUNT_OF(means));
    }
    return says || (may_say && pays);
}

/* ---- which payment a return names ---- */

enum { NUMBER_SIGNS_MIN = 4 };

/* A number, not a year: at least four signs, a digit among them. */
static bool is_number(struct str word)
{
    bool digit = false;
    bool letter = false;
    for (size_t i = 0; i < word.n; i++) {
        digit = digit || (word.p[i] >= '0' && word.p[i] <= '9');
        letter = letter || word.p[i] > '9';
    }
    bool year =
        !letter && word.n == 4 && (str_starts(word, STR("19")) || str_starts(word, STR("20")));
    return word.n >= NUMBER_SIGNS_MIN && digit && !year;
}

static bool names_word(struct arena *a, struct str text, struct str number)
{
    struct str word;
    while (str_split(&text, ' ', &word)) {
        if (str_eq(text_fold_tight(a, word), number))
            return true;
    }
    return false;
}

static bool names_text(struct arena *a, const struct item *returned, struct str text)
{
    struct str word;
    while (str_split(&text, ' ', &word)) {
        struct str number = text_fold_tight(a, word);
        if (is_number(number) &&
            (names_word(a, returned->piece, number) || names_word(a, returned->label, number)))
            return true;
    }
    return false;
}

static struct item *item_by_id(const struct returned_books *b, int64_t id)
{
    for (size_t i = 0; i < b->item_count; i++) {
        if (b->items[i].id == id)
            return &b->items[i];
    }
    BUG("an allocation of an item that is not there");
}

/* A number of the payment's own, or of what it had paid. */
static bool names_payment(struct arena *a, const struct returned_books *b,
                          const struct item *returned, const struct item *payment)
{
    if (names_text(a, returned, payment->piece) || names_text(a, returned, payment->label))
        return true;
    for (size_t i = 0; i < b->allocation_count; i++) {
        if (b->allocations[i].credit_item == payment->id &&
            names_text(a, returned, item_by_id(b, b->allocations[i].debit_item)->piece))
            return true;
    }
    return false;
}

/* ---- setting one against the other ---- */

static bool is_wholly_open(const struct item *item)
{
    return item->kind == ITEM_PAYMENT_RETURNED && item->open_minor == item->amount_minor;
}

bool returned_may_take(const struct returned_books *b, const struct item *returned,
                       const struct item *payment)
{
    if ((payment->kind != ITEM_PAYMENT && payment->kind != ITEM_ADJUSTMENT) ||
        payment->role != LEDGER_CUSTOMER || payment->amount_minor != -returned->amount_minor ||
        day_before(returned->on, payment->on))
        return false;
    for (size_t i = 0; i < b->allocation_count; i++) {
        if (b->allocations[i].credit_item == payment->id &&
            item_by_id(b, b->allocations[i].debit_item)->kind == ITEM_PAYMENT_RETURNED)
            return false;
    }
    return true;
}

const struct item *returned_likely(const struct returned_books *b, const struct item *returned)
{
    const struct item *latest = NULL;
    if (!is_wholly_open(returned))
        return NULL;
    for (size_t i = 0; i < b->item_count; i++) {
        const struct item *item = &b->items[i];
        if (returned_may_take(b, returned, item) &&
            (latest == NULL || !day_before(item->on, latest->on)))
            latest = item;
    }
    return latest;
}

void returned_release(struct returned_books *b, struct item *payment)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->allocation_count; i++) {
        const struct allocation *al = &b->allocations[i];
        if (al->credit_item == payment->id) {
            item_by_id(b, al->debit_item)->open_minor += al->amount_minor;
            payment->open_minor -= al->amount_minor;
        } else {
            b->allocations[kept++] = *al;
        }
    }
    b->allocation_count = kept;
}

static struct item *certain_payment(struct arena *a, const struct returned_books *b,
                                    const struct item *returned)
{
    struct item *found = NULL;
    for (size_t i = 0; i < b->item_count; i++) {
        struct item *item = &b->items[i];
        if (!returned_may_take(b, returned, item) || !names_payment(a, b, returned, item))
            continue;
        if (found != NULL)
            return NULL;
        found = item;
    }
    return found;
}

void returned_settle(struct arena *a, struct returned_books *b)
{
    for (size_t i = 0; i < b->item_count; i++) {
        struct item *returned = &b->items[i];
        struct item *payment = is_wholly_open(returned) ? certain_payment(a, b, returned) : NULL;
        if (payment == NULL)
            continue;
        returned_release(b, payment);
        payment->open_minor = 0;
        payment->letter_unbalanced = false;
        returned->open_minor = 0;
        returned->letter_unbalanced = false;
        b->allocations[b->allocation_count++] = (struct allocation){
            .credit_item = payment->id,
            .debit_item = returned->id,
            .amount_minor = returned->amount_minor,
            .on = day_max(returned->on, payment->on),
            .source = ALLOCATION_RETURNED,
        };
    }
}
