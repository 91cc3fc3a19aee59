#include "search_words.h"

#include "base/sort.h"
#include "gen/account_sql.h"

struct str search_signed(struct arena *a, enum search_sign sign, struct str text)
{
    struct buf out;
    buf_init(&out, a, text.n + 1);
    buf_add_char(&out, (char)sign);
    buf_add(&out, text);
    return buf_str(&out);
}

bool search_word_is_plain(struct str word)
{
    return word.n > 0 && strchr(" +@#=", word.p[0]) == NULL;
}

struct str search_fact_word(struct arena *a, struct str kind, struct str value)
{
    static const char *const numbers[] = {"siren", "siret", "phone", "mobile"};
    struct str digits;
    if (str_is(kind, "email"))
        return search_signed(a, SEARCH_EMAIL, search_email(a, str_trim(value)));
    if (str_which(kind, numbers, COUNT_OF(numbers)) == COUNT_OF(numbers))
        return (struct str){0};
    digits = search_digits(a, value);
    return digits.n < SEARCH_DIGITS_LEAST ? (struct str){0}
                                          : search_signed(a, SEARCH_DIGITS, digits);
}

static void add(struct arena *a, struct search_words *words, struct str word)
{
    size_t n = words->count;
    if (word.n == 0)
        return;
    words->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        words->rows = arena_grow(a, words->rows, n, n == 0 ? 1 : n * 2, sizeof *words->rows);
    words->rows[n] = word;
}

static void add_name(struct arena *a, struct str name_folded, struct search_words *out)
{
    struct name_words name;
    name_words(a, name_folded, &name);
    for (size_t i = 0; i < name.count; i++) {
        add(a, out, name.rows[i]);
        add(a, out, name.joined[i]);
    }
    if (name.count > 0)
        add(a, out, search_signed(a, SEARCH_WHOLE, name_core(a, &name)));
}

static int by_text(const void *pa, const void *pb, const void *with)
{
    (void)with;
    return str_cmp(*(const struct str *)pa, *(const struct str *)pb);
}

static void sort_words(struct arena *a, struct search_words *words)
{
    size_t kept = 0;
    SORT(a, words->rows, words->count, by_text, NULL);
    for (size_t i = 0; i < words->count; i++) {
        if (kept == 0 || !str_eq(words->rows[kept - 1], words->rows[i]))
            words->rows[kept++] = words->rows[i];
    }
    words->count = kept;
}

bool search_account_words(struct db *db, struct arena *a, const struct search_subject *subject,
                          struct search_words *out, struct err *err)
{
    struct q_fact_standing_in in = {subject->key.debtor_id};
    struct db_rows rows;
    *out = (struct search_words){0};
    add_name(a, subject->name_folded, out);
    if (!q_fact_standing_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_standing_row row;
    while (q_fact_standing_more(&rows, &row, &ok, err)) {
        if (!row.account_id.has || row.account_id.v == subject->key.account_id)
            add(a, out, search_fact_word(a, row.kind, row.value));
    }
    db_done(&rows);
    sort_words(a, out);
    return ok;
}

static void add_item_word(struct search_item_words *out, struct str word)
{
    for (size_t i = 0; i < out->count; i++) {
        if (str_eq(out->rows[i], word))
            return;
    }
    out->rows[out->count++] = word;
}

static struct str amount_word(struct arena *a, struct money amount)
{
    struct buf out;
    buf_init(&out, a, 64);
    buf_add_char(&out, SEARCH_AMOUNT);
    search_amount_add(&out, amount);
    return buf_str(&out);
}

void search_item_words(struct arena *a, struct str piece, struct money amount, struct money open,
                       struct search_item_words *out)
{
    struct str number = search_number(a, piece);
    struct str tail = search_tail(a, piece);
    *out = (struct search_item_words){0};
    if (number.n >= SEARCH_NUMBER_LEAST)
        add_item_word(out, search_signed(a, SEARCH_NUMBER, number));
    if (tail.n > 0)
        add_item_word(out, search_signed(a, SEARCH_NUMBER, tail));
    if (amount.minor != 0)
        add_item_word(out, amount_word(a, amount));
    if (open.minor != 0)
        add_item_word(out, amount_word(a, open));
}
