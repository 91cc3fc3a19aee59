#include "name_words.h"

#include "base/buf.h"
#include "base/text.h"

/* What says what somebody is or how he is addressed, not how he is called; and small words that are
 * left out and put in as people like. */
static const char *const beside[] = {
    "SARL",
    "SAS",
    "SASU",
    "SA",
    "EURL",
    "EIRL",
    "EI",
    "SNC",
    "SCI",
    "SCP",
    "SCM",
    "SCEA",
    "SELARL",
    "SELAS",
    "EARL",
    "GAEC",
    "GIE",
    "SCOP",
    "STE",
    "SOC",
    "SOCIETE",
    "ETS",
    "ETB",
    "ETABT",
    "ETAB",
    "CIE",
    "ETABLISSEMENT",
    "ETABLISSEMENTS",
    "M",
    "MR",
    "MM",
    "MME",
    "MLLE",
    "MONSIEUR",
    "MADAME",
    "ET",
    "AND",
    "DE",
    "DU",
    "DES",
    "LA",
    "LE",
    "LES",
    "L",
    "D",
    "AU",
    "AUX",
    "MADEMOISELLE",
};
/* Of these, what people also write together with the word behind it. */
static const char *const articles[] = {"LE", "LA", "LES", "L", "DE", "DU", "DES", "D"};

static bool is_among(struct str word, const char *const *list, size_t count)
{
    return str_which(word, list, count) < count;
}

/* ---- words ---- */

struct tokens {
    struct str rows[NAME_WORDS_MAX];
    size_t count;
};

static void add_token(struct arena *a, struct tokens *t, struct str token)
{
    if (t->count == NAME_WORDS_MAX || token.n == 0)
        return;
    if (str_is(token, "ST"))
        token = STR("SAINT");
    t->rows[t->count++] = arena_str(a, str_cut_utf8(token, NAME_WORD_BYTES));
}

static void split(struct arena *a, struct str folded, struct tokens *t)
{
    struct str rest = folded;
    struct str token;
    struct buf single;
    buf_init(&single, a, NAME_WORD_BYTES);
    *t = (struct tokens){0};
    while (str_split(&rest, ' ', &token)) {
        if (token.n == 1 && single.n < NAME_WORD_BYTES) {
            buf_add(&single, token);
            continue;
        }
        add_token(a, t, buf_str(&single));
        buf_clear(&single);
        add_token(a, t, token);
    }
    add_token(a, t, buf_str(&single));
}

static struct str join(struct arena *a, struct str first, struct str second)
{
    struct buf out;
    buf_init(&out, a, first.n + second.n);
    buf_add(&out, first);
    buf_add(&out, second);
    return str_cut_utf8(buf_str(&out), NAME_WORD_BYTES);
}

void name_words(struct arena *a, struct str folded, struct name_words *out)
{
    struct tokens t;
    bool all = true;
    split(a, folded, &t);
    *out = (struct name_words){0};
    for (size_t i = 0; i < t.count; i++)
        all = all && is_among(t.rows[i], beside, COUNT_OF(beside));
    for (size_t i = 0; i < t.count; i++) {
        if (!all && is_among(t.rows[i], beside, COUNT_OF(beside)))
            continue;
        size_t n = out->count++;
        out->rows[n] = t.rows[i];
        if (i > 0 && is_among(t.rows[i - 1], articles, COUNT_OF(articles)))
            out->joined[n] = join(a, t.rows[i - 1], t.rows[i]);
    }
}

struct str name_core(struct arena *a, const struct name_words *words)
{
    struct buf out;
    buf_init(&out, a, NAME_WORDS_MAX * (NAME_WORD_BYTES + 1));
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            buf_add_char(&out, ' ');
        buf_add(&out, words->rows[i]);
    }
    return buf_str(&out);
}

/* ---- sounds ---- */

enum { SOUND_LEAST = 2, SOUND_WORD_LEAST = 3 };

struct sounding {
    struct str word;
    size_t at;
    char out[2 * NAME_WORD_BYTES];
    size_t n;
};

static char letter(const struct sounding *s, size_t ahead)
{
    return s->at + ahead < s->word.n ? s->word.p[s->at + ahead] : '\0';
}

static bool among(char c, const char *letters) { return c != '\0' && strchr(letters, c) != NULL; }

/* Doubled letters are one. */
static void say(struct sounding *s, char c, size_t letters)
{
    s->at += letters;
    if (s->n == 0 || s->out[s->n - 1] != c)
        s->out[s->n++] = c;
}

/* An M or N behind `ahead` letters that makes the vowel before it nasal. */
static bool nasal(const struct sounding *s, size_t ahead)
{
    return among(letter(s, ahead), "MN") && !among(letter(s, ahead + 1), "AEIOUYMNH");
}

static void say_vowel(struct sounding *s)
{
    char c = letter(s, 0);
    char next = letter(s, 1);
    if (c == 'E' && next == 'A' && letter(s, 2) == 'U')
        say(s, 'O', 3);
    else if (c == 'A' && next == 'U')
        say(s, 'O', 2);
    else if (c == 'O' && next == 'E')
        say(s, 'E', letter(s, 2) == 'U' ? 3 : 2);
    else if (c == 'O' && next == 'U')
        say(s, 'U', 2);
    else if (c == 'E' && next == 'U')
        say(s, 'E', 2);
    else if (among(c, "AE") && among(next, "IY"))
        say(s, nasal(s, 2) ? 'I' : 'E', 2);
    else if (c == 'E' && nasal(s, 1))
        say(s, 'A', 1);
    else
        say(s, c == 'Y' ? 'I' : c, 1);
}

static void say_c_or_s(struct sounding *s)
{
    char c = letter(s, 0);
    char next = letter(s, 1);
    if (next == 'H')
        say(s, 'X', 2);
    else if (c == 'S' && next == 'C' && letter(s, 2) == 'H')
        say(s, 'X', 3);
    else
        say(s, c == 'S' || among(next, "EIY") ? 'S' : 'K', 1);
}

static void say_g(struct sounding *s)
{
    char next = letter(s, 1);
    if (next == 'N')
        say(s, 'N', 2);
    else if (next == 'U' && among(letter(s, 2), "EIY"))
        say(s, 'G', 2);
    else
        say(s, among(next, "EIY") ? 'J' : 'G', 1);
}

static void say_next(struct sounding *s)
{
    char c = letter(s, 0);
    if (among(c, "AEIOUY"))
        say_vowel(s);
    else if (c == 'H')
        s->at++;
    else if (c == 'C' || c == 'S')
        say_c_or_s(s);
    else if (c == 'G')
        say_g(s);
    else if (c == 'P' && letter(s, 1) == 'H')
        say(s, 'F', 2);
    else if (c == 'Q')
        say(s, 'K', letter(s, 1) == 'U' ? 2 : 1);
    else if (c == 'M' && nasal(s, 0))
        say(s, 'N', 1);
    else
        say(s, c == 'Z' || c == 'X' ? 'S' : c == 'W' ? 'V' : c, 1);
}

static bool only_letters(struct str word)
{
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] < 'A' || word.p[i] > 'Z')
            return false;
    }
    return true;
}

struct str name_sound(struct arena *a, struct str word)
{
    struct sounding s = {.word = str_slice(word, 0, NAME_WORD_BYTES)};
    if (word.n < SOUND_WORD_LEAST || !only_letters(word))
        return (struct str){0};
    while (s.at < s.word.n)
        say_next(&s);
    while (s.n > SOUND_LEAST && among(s.out[s.n - 1], "DEPST"))
        s.n--;
    return s.n < SOUND_LEAST ? (struct str){0} : arena_str(a, (struct str){s.out, s.n});
}

/* ---- slips ---- */

bool name_one_slip(struct str a, struct str b)
{
    size_t before = 0;
    while (before < a.n && before < b.n && a.p[before] == b.p[before])
        before++;
    size_t left_a = a.n - before;
    size_t left_b = b.n - before;
    while (left_a > 0 && left_b > 0 && a.p[before + left_a - 1] == b.p[before + left_b - 1]) {
        left_a--;
        left_b--;
    }
    if (left_a <= 1 && left_b <= 1)
        return true;
    return left_a == 2 && left_b == 2 && a.p[before] == b.p[before + 1] &&
           a.p[before + 1] == b.p[before];
}

static bool has_digit(struct str word)
{
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] >= '0' && word.p[i] <= '9')
            return true;
    }
    return false;
}

enum name_fit name_word_fit(struct arena *a, struct str name_word, struct str typed)
{
    if (str_eq(name_word, typed))
        return NAME_FIT_SAME;
    if (str_starts(name_word, typed))
        return NAME_FIT_BEGINS;
    if (has_digit(name_word) || has_digit(typed))
        return NAME_FIT_NONE;
    if (name_word.n >= NAME_NEAR_LETTERS && name_one_slip(name_word, typed))
        return NAME_FIT_NEAR;
    struct str sound = name_sound(a, typed);
    return sound.n > 0 && str_eq(sound, name_sound(a, name_word)) ? NAME_FIT_NEAR : NAME_FIT_NONE;
}

/* ---- numbers for misspelt words ---- */

/* FNV-1a, then mixed: these are keys of an index, not secrets. */
static uint64_t add_bytes(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001B3);
    return h;
}

static void add_variant(struct name_variants *out, uint64_t h)
{
    h = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94D049BB133111EB);
    int64_t key = (int64_t)((h ^ (h >> 31)) >> 1);
    for (size_t i = 0; i < out->count; i++) {
        if (out->rows[i] == key)
            return;
    }
    out->rows[out->count++] = key;
}

void name_variants(struct arena *a, int64_t scope, struct str word, bool typed,
                   struct name_variants *out)
{
    uint64_t seed = UINT64_C(0xCBF29CE484222325);
    struct str sound = name_sound(a, word);
    *out = (struct name_variants){0};
    if (has_digit(word))
        return;
    seed = add_bytes(seed, (struct str){(const char *)&scope, sizeof scope});
    if (sound.n > 0)
        add_variant(out, add_bytes(add_bytes(seed, STR("~")), sound));
    if (word.n < NAME_NEAR_LETTERS - (typed ? 1U : 0U) || word.n > NAME_WORD_BYTES)
        return;
    add_variant(out, add_bytes(seed, word));
    for (size_t i = 0; i < word.n; i++)
        add_variant(
            out, add_bytes(add_bytes(seed, str_slice(word, 0, i)), str_slice(word, i + 1, word.n)));
}
