#include "copy_match.h"

#include "base/day.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"

enum {
    PARTS_MAX = 6, /* of a number: FA 2026 12 0042 */
    SURE_DIGITS_MIN = 4,
    WORD_WITHIN_BYTES = 48, /* "facture" stands at most so far before its number */
    HITS_MAX = 64,
};

/* ---- numbers ---- */

/* A number without what stands between its parts, in capitals; and the same with a hyphen wherever
 * something stands between two digits: 2026-12 is not 202612. */
struct folded {
    char plain[LIMIT_REF_BYTES];
    char shaped[2 * LIMIT_REF_BYTES];
    size_t plain_n, shaped_n;
    int digits;
};

struct entry {
    struct str plain, shaped;
    size_t item;
    int digits;
};

struct copy_index {
    struct entry *entries; /* by plain, account, item */
    size_t count;
    const struct copy_item *items;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_ascii_word(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* One character at s->p: its length; *word when it is part of a number or a word. Letters beyond
 * ASCII are; signs, blanks and the ordinal marks of "n°" and "nº" are not. */
static size_t character(struct str s, bool *word)
{
    unsigned char c = (unsigned char)s.p[0];
    struct str rest = s;
    uint32_t code;
    if (c < 0x80) {
        *word = is_ascii_word(s.p[0]);
        return 1;
    }
    if (!utf8_next(&rest, &code))
        return s.n;
    *word = code >= 0xC0 && code != 0xD7 && code != 0xF7 && (code < 0x2000 || code >= 0x2C00) &&
            (code < 0x3000 || code >= 0x3040);
    return s.n - rest.n;
}

static char capital(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

/* Adds one part; between two digits of different parts the shape has a hyphen. False: too long. */
static bool add_part(struct folded *f, struct str part)
{
    if (f->plain_n + part.n > sizeof f->plain)
        return false;
    bool hyphen = f->plain_n > 0 && is_digit(f->plain[f->plain_n - 1]) && is_digit(part.p[0]);
    if (hyphen)
        f->shaped[f->shaped_n++] = '-';
    for (size_t i = 0; i < part.n; i++) {
        f->plain[f->plain_n++] = capital(part.p[i]);
        f->shaped[f->shaped_n++] = capital(part.p[i]);
        f->digits += is_digit(part.p[i]);
    }
    return true;
}

/* The next run of word characters at or after *at; false at the end. */
static bool next_part(struct str text, size_t *at, struct str *part)
{
    size_t from = *at;
    bool word = false;
    while (from < text.n) {
        size_t n = character(str_slice(text, from, text.n), &word);
        if (word)
            break;
        from += n;
    }
    size_t to = from;
    while (to < text.n) {
        size_t n = character(str_slice(text, to, text.n), &word);
        if (!word)
            break;
        to += n;
    }
    *part = str_slice(text, from, to);
    *at = to;
    return to > from;
}

static bool fold_number(struct str number, struct folded *out)
{
    struct str part;
    size_t at = 0;
    *out = (struct folded){0};
    while (next_part(number, &at, &part)) {
        if (!add_part(out, part))
            return false;
    }
    return out->digits > 0; /* a number without a digit is a word */
}

static int by_number(const void *pa, const void *pb, const void *with)
{
    const struct entry *a = pa, *b = pb;
    const struct copy_item *items = with;
    int order = str_cmp(a->plain, b->plain);
    if (order != 0)
        return order;
    int64_t x = items[a->item].account_id, y = items[b->item].account_id;
    if (x != y)
        return x < y ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

struct copy_index *copy_index_make(struct arena *a, const struct copy_item *items, size_t count)
{
    struct copy_index *index = ARENA_NEW(a, struct copy_index);
    struct folded folded;
    index->items = items;
    index->entries = ARENA_ARRAY(a, count, struct entry);
    for (size_t i = 0; i < count; i++) {
        if (!fold_number(items[i].number, &folded))
            continue;
        struct entry *e = &index->entries[index->count++];
        e->plain = arena_str(a, (struct str){folded.plain, folded.plain_n});
        e->shaped = folded.shaped_n == folded.plain_n
                        ? e->plain
                        : arena_str(a, (struct str){folded.shaped, folded.shaped_n});
        e->item = i;
        e->digits = folded.digits;
    }
    SORT(a, index->entries, index->count, by_number, items);
    return index;
}

/* The entries with this number: first and how many. */
static size_t look_up(const struct copy_index *index, struct str plain, size_t *first)
{
    size_t from = 0, to = index->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (str_cmp(index->entries[middle].plain, plain) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    *first = from;
    while (to < index->count && str_eq(index->entries[to].plain, plain))
        to++;
    return to - from;
}

/* ---- where numbers stand in a text ---- */

struct hit {
    size_t from, to;     /* bytes of the text */
    size_t first, count; /* entries */
    bool good;           /* as far as the number itself goes */
    bool faint;          /* short, or like a year: says nothing beside other digits */
};

struct hits {
    struct hit rows[HITS_MAX];
    size_t count;
};

/* "2026", "20261123", "23112026", "202611": a year or a date as well as a number. */
static bool like_a_date(struct str plain)
{
    int32_t v = 0;
    if (plain.n != 4 && plain.n != 6 && plain.n != 8)
        return false;
    for (size_t i = 0; i < plain.n; i++) {
        if (!is_digit(plain.p[i]))
            return false;
        v = v * 10 + (plain.p[i] - '0');
    }
    int32_t year = plain.n == 4 ? v : plain.n == 6 ? v / 100 : v / 10000;
    int32_t month = plain.n == 4 ? 1 : plain.n == 6 ? v % 100 : v / 100 % 100;
    int32_t day = plain.n == 8 ? v % 100 : 1;
    if (year >= 1980 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)
        return true;
    year = plain.n == 6 ? v % 10000 : v % 10000; /* month or day first */
    month = plain.n == 6 ? v / 10000 : v / 10000 % 100;
    day = plain.n == 8 ? v / 1000000 : 1;
    return plain.n > 4 && year >= 1980 && year < 2100 && month >= 1 && month <= 12 && day >= 1 &&
           day <= 31;
}

static bool is_joint(char c) { return c == '-' || c == '.' || c == '/'; }

/* The digits go on behind a hyphen, a point or a slash: 2026-0042 inside 2026-0042-3. */
static bool goes_on(struct str text, size_t from, size_t to)
{
    bool before = from >= 2 && is_digit(text.p[from]) && is_joint(text.p[from - 1]) &&
                  is_digit(text.p[from - 2]);
    bool behind = to + 1 < text.n && is_digit(text.p[to - 1]) && is_joint(text.p[to]) &&
                  is_digit(text.p[to + 1]);
    return before || behind;
}

static void keep(struct hits *hits, struct hit hit)
{
    for (size_t i = 0; i < hits->count; i++) {
        struct hit *h = &hits->rows[i];
        bool apart = hit.to <= h->from || h->to <= hit.from;
        if (apart)
            continue;
        if (hit.to - hit.from <= h->to - h->from)
            return;
        *h = hits->rows[--hits->count]; /* the longest wins; the new one may cover several */
        i--;
    }
    if (hits->count < HITS_MAX)
        hits->rows[hits->count++] = hit;
}

static void try_number(const struct copy_index *index, struct str text, const struct folded *f,
                       struct hit hit, struct hits *hits)
{
    struct str plain = {f->plain, f->plain_n}, shaped = {f->shaped, f->shaped_n};
    hit.count = f->digits == 0 ? 0 : look_up(index, plain, &hit.first);
    if (hit.count == 0)
        return;
    hit.faint = f->digits < SURE_DIGITS_MIN || (plain.n == 4 && like_a_date(plain));
    hit.good =
        f->digits >= SURE_DIGITS_MIN && !like_a_date(plain) && !goes_on(text, hit.from, hit.to);
    for (size_t i = 0; i < hit.count; i++)
        hit.good = hit.good && str_eq(index->entries[hit.first + i].shaped, shaped);
    keep(hits, hit);
}

static void find_hits(const struct copy_index *index, struct str text, struct hits *out)
{
    struct str part;
    *out = (struct hits){0};
    for (size_t start = 0; next_part(text, &start, &part);) {
        struct folded f = {0};
        size_t from = (size_t)(part.p - text.p), at = start;
        for (int i = 0; i < PARTS_MAX && add_part(&f, part); i++) {
            size_t to = (size_t)(part.p - text.p) + part.n;
            try_number(index, text, &f, (struct hit){.from = from, .to = to}, out);
            if (!next_part(text, &at, &part))
                break;
        }
    }
}

/* ---- what speaks for a number in a text ---- */

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
    return str_index(word, words, count) < count;
}

/* A word like "facture" or "n°" stands just before. */
static bool announced(struct arena *scratch, struct str text, size_t from)
{
    static const char *const words[] = {"FACTURE", "FACT",      "FACTURES",  "INVOICE", "AVOIR",
                                        "N",       "NO",        "NUM",       "NUMERO",  "NUMBER",
                                        "NR",      "REF",       "REFERENCE", "CREDIT",  "PIECE",
                                        "BON",     "LIVRAISON", "COMMANDE",  "ORDER",   "DELIVERY"};
    size_t begin = from > WORD_WITHIN_BYTES ? from - WORD_WITHIN_BYTES : 0;
    while (begin < from && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
        begin++;
    struct str rest = text_fold(scratch, str_slice(text, begin, from)), word;
    while (str_split(&rest, ' ', &word)) {
        if (is_one_of(word, words, COUNT_OF(words)))
            return true;
    }
    return false;
}

struct amounts {
    int64_t *rows; /* ascending */
    size_t count;
};

static int by_amount(const void *a, const void *b, const void *with)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    (void)with;
    return x < y ? -1 : x > y;
}

/* A blank, a point, a comma or an apostrophe between groups of three digits; its length, or 0. */
static size_t group_mark(struct str s)
{
    static const char *const marks[] = {" ", ".", ",", "'", "\xc2\xa0", "\xe2\x80\xaf", "’"};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct str mark = str_of(marks[i]);
        if (!str_starts(s, mark) || s.n < mark.n + 3)
            continue;
        const char *p = s.p + mark.n;
        bool three = is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2]);
        if (three && (s.n == mark.n + 3 || !is_digit(p[3])))
            return mark.n;
    }
    return 0;
}

/* "1 234,56", "1.234,56", "1,234.56" at the first digit of a run. False: no amount here. */
static bool read_amount(struct str text, size_t at, int64_t *minor)
{
    enum { DIGITS_MAX = 13, GROUP_DIGITS = 3 };
    int64_t v = 0;
    int digits = 0;
    size_t mark = 0;
    do {
        at += mark;
        for (; at < text.n && is_digit(text.p[at]) && digits < DIGITS_MAX; at++, digits++)
            v = v * 10 + (text.p[at] - '0');
        bool may_go_on = mark > 0 || digits <= GROUP_DIGITS;
        mark = may_go_on && at < text.n ? group_mark(str_slice(text, at, text.n)) : 0;
    } while (mark > 0 && digits < DIGITS_MAX);
    if (at + 2 >= text.n || (text.p[at] != ',' && text.p[at] != '.') || !is_digit(text.p[at + 1]) ||
        !is_digit(text.p[at + 2]) || (at + 3 < text.n && is_digit(text.p[at + 3])))
        return false;
    *minor = v * 100 + (text.p[at + 1] - '0') * 10 + (text.p[at + 2] - '0');
    return true;
}

/* At every run of digits: "FA-013 450,50" may be read from 013 or from 450. */
static void find_amounts(struct arena *scratch, struct str text, struct amounts *out)
{
    size_t room = text.n / 2 + 1;
    *out = (struct amounts){.rows = ARENA_ARRAY(scratch, room, int64_t)};
    for (size_t at = 0; at < text.n; at++) {
        int64_t minor;
        bool begins = is_digit(text.p[at]) && (at == 0 || !is_digit(text.p[at - 1]));
        if (begins && read_amount(text, at, &minor))
            out->rows[out->count++] = minor;
    }
    SORT(scratch, out->rows, out->count, by_amount, NULL);
}

static bool has_amount(const struct amounts *amounts, int64_t minor)
{
    int64_t wanted = minor < 0 ? -minor : minor;
    return wanted != 0 && FIND_INT(amounts->rows, amounts->count, wanted) < amounts->count;
}

/* ---- the verdict ---- */

/* One number of one account, and what speaks for it. */
struct target {
    struct str plain;
    int64_t account_id;
    size_t first, count; /* entries */
    bool name, name_sure, text, text_sure;
};

struct targets {
    struct target rows[HITS_MAX];
    size_t count;
};

static struct target *target_of(struct targets *targets, const struct copy_index *index,
                                size_t first)
{
    const struct entry *e = &index->entries[first];
    int64_t account_id = index->items[e->item].account_id;
    for (size_t i = 0; i < targets->count; i++) {
        struct target *t = &targets->rows[i];
        if (t->account_id == account_id && str_eq(t->plain, e->plain))
            return t;
    }
    if (targets->count == HITS_MAX)
        return NULL;
    struct target *t = &targets->rows[targets->count++];
    *t = (struct target){.plain = e->plain, .account_id = account_id, .first = first, .count = 1};
    while (first + t->count < index->count && str_eq(e[t->count].plain, e->plain) &&
           index->items[e[t->count].item].account_id == account_id)
        t->count++;
    return t;
}

/* There are digits beside the hit: "12" in "2026-11-12 scan". */
static bool beside_digits(struct str name, const struct hit *h)
{
    for (size_t i = 0; i < name.n; i++) {
        if ((i < h->from || i >= h->to) && is_digit(name.p[i]))
            return true;
    }
    return false;
}

static void weigh_name(const struct copy_index *index, struct str name, const struct hits *hits,
                       struct targets *out)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *h = &hits->rows[i];
        if (h->faint && beside_digits(name, h))
            continue;
        for (size_t k = h->first; k < h->first + h->count;) {
            struct target *t = target_of(out, index, k);
            if (t == NULL)
                return;
            t->name = true;
            t->name_sure = t->name_sure || h->good;
            k = t->first + t->count;
        }
    }
}

static bool amount_of(const struct copy_index *index, const struct target *t,
                      const struct amounts *amounts)
{
    int64_t sum = 0;
    bool one = false;
    for (size_t i = t->first; i < t->first + t->count; i++) {
        int64_t minor = index->items[index->entries[i].item].amount_minor;
        one = one || has_amount(amounts, minor);
        sum += minor;
    }
    return one || has_amount(amounts, sum); /* an invoice due in parts shows its total */
}

static void weigh_text(struct arena *scratch, const struct copy_index *index, struct str text,
                       struct targets *out)
{
    struct hits *hits = ARENA_NEW(scratch, struct hits);
    struct amounts amounts;
    find_hits(index, text, hits);
    if (hits->count == 0)
        return;
    find_amounts(scratch, text, &amounts);
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *h = &hits->rows[i];
        bool word = announced(scratch, text, h->from);
        for (size_t k = h->first; k < h->first + h->count;) {
            struct target *t = target_of(out, index, k);
            if (t == NULL)
                return;
            bool amount = amount_of(index, t, &amounts);
            t->text_sure = t->text_sure || (h->good && word && amount);
            t->text = t->text || h->good || (word && amount);
            k = t->first + t->count;
        }
    }
}

static int rank(const struct target *t)
{
    return (t->name_sure ? 8 : 0) + (t->text_sure ? 4 : 0) + (t->name ? 2 : 0) + (t->text ? 1 : 0);
}

static int by_rank(const void *a, const void *b, const void *with)
{
    const struct target *x = a, *y = b;
    (void)with;
    if (rank(x) != rank(y))
        return rank(x) > rank(y) ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* The first target is the likeliest. */
static enum copy_verdict judge(const struct targets *targets)
{
    int name_sure = 0, text_sure = 0, name = 0;
    for (size_t i = 0; i < targets->count; i++) {
        name_sure += targets->rows[i].name_sure;
        text_sure += targets->rows[i].text_sure;
        name += targets->rows[i].name;
    }
    const struct target *best = &targets->rows[0];
    if (name_sure == 1) {
        bool contradicted = text_sure > 0 && !best->text_sure && !best->text;
        return contradicted ? COPY_DOUBTFUL : COPY_SURE;
    }
    bool by_text = name_sure == 0 && text_sure == 1 && best->text_sure;
    return by_text && (name == 0 || (name == 1 && best->name)) ? COPY_SURE : COPY_DOUBTFUL;
}

static void report(const struct copy_index *index, const struct targets *targets,
                   struct copy_match *out)
{
    size_t wanted = out->verdict == COPY_SURE ? 1 : targets->count;
    for (size_t i = 0; i < wanted; i++) {
        const struct target *t = &targets->rows[i];
        bool by_name = t->name_sure || (t->name && !t->text_sure);
        for (size_t k = t->first; k < t->first + t->count && out->count < COPY_ITEMS_MAX; k++) {
            out->found[out->count].item = index->entries[k].item;
            out->found[out->count++].how = by_name ? HOW_FILE_NAME : HOW_TEXT;
        }
    }
}

static enum document_kind kind_of(struct arena *scratch, struct str name)
{
    static const char *const delivery[] = {"BL", "BLS", "LIVRAISON", "DELIVERY", "EMARGE"};
    static const char *const order[] = {"BC", "CDE", "COMMANDE", "ORDER", "PO"};
    struct str rest = text_fold(scratch, name), word;
    while (str_split(&rest, ' ', &word)) {
        if (is_one_of(word, delivery, COUNT_OF(delivery)))
            return DOCUMENT_DELIVERY_NOTE;
        if (is_one_of(word, order, COUNT_OF(order)))
            return DOCUMENT_ORDER;
    }
    return DOCUMENT_INVOICE_COPY;
}

void copy_match(struct arena *scratch, const struct copy_index *index, struct str name,
                struct str text, struct copy_match *out)
{
    struct targets *targets = ARENA_NEW(scratch, struct targets);
    struct hits *hits = ARENA_NEW(scratch, struct hits);
    *out = (struct copy_match){.kind = kind_of(scratch, name)};
    find_hits(index, name, hits);
    weigh_name(index, name, hits, targets);
    weigh_text(scratch, index, str_cut_utf8(text, COPY_TEXT_BYTES_MAX), targets);
    size_t kept = 0;
    for (size_t i = 0; i < targets->count; i++) {
        if (rank(&targets->rows[i]) > 0)
            targets->rows[kept++] = targets->rows[i];
    }
    targets->count = kept;
    if (kept == 0)
        return;
    SORT(scratch, targets->rows, targets->count, by_rank, NULL);
    out->verdict = judge(targets);
    report(index, targets, out);
}
