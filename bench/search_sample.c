/* search_sample URL COUNT: looks things up among the names of names_gen COUNT in an open database,
 * as a page does, and prints a line for each way of typing: what it is; of 200 texts the median and
 * the 95th of 100 in milliseconds, and the 95th of 100 and the longest in processor time; how many
 * found whom they were made from. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/open_app.h"
#include "app/search/look_up.h"
#include "names.h"

enum { TEXTS = 200, TEXT_BYTES = 200, SHOWN = 20 };

/* Of this process's processors, or of the wall: neighbours make the wall slow. */
static double now_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static const char *last_word(const char *name)
{
    const char *blank = strrchr(name, ' ');
    return blank == NULL ? name : blank + 1;
}

/* The longest word, without it nothing: where a slip is made. */
static void slip(char *text, uint64_t h)
{
    size_t from = 0;
    size_t length = 0;
    for (size_t i = 0, begin = 0; i <= strlen(text); i++) {
        if (text[i] != ' ' && text[i] != '\0')
            continue;
        if (i - begin > length) {
            from = begin;
            length = i - begin;
        }
        begin = i + 1;
    }
    size_t at = from + 1 + (size_t)(h % (length - 2));
    while (at > from && (text[at] & 0x80) != 0) /* a slip of a plain letter */
        at--;
    if (h & 0x100)
        memmove(text + at, text + at + 1, strlen(text) - at);
    else
        text[at] = text[at] == 'u' ? 'o' : 'u';
}

static void as_prefix(const char *name, uint64_t h, char *out)
{
    struct str prefix = str_cut_utf8(str_of(name), (size_t)(3 + h % 8));
    snprintf(out, TEXT_BYTES, "%.*s", STR_ARG(prefix));
}

static void as_name(const char *name, uint64_t h, char *out)
{
    (void)h;
    snprintf(out, TEXT_BYTES, "%s", name);
}

static void as_last_word(const char *name, uint64_t h, char *out)
{
    (void)h;
    snprintf(out, TEXT_BYTES, "%s", last_word(name));
}

static void as_words_turned(const char *name, uint64_t h, char *out)
{
    (void)h;
    snprintf(out, TEXT_BYTES, "%s %.*s", last_word(name), (int)(last_word(name) - name), name);
}

static void as_misspelt(const char *name, uint64_t h, char *out)
{
    as_name(name, h, out);
    slip(out, h);
}

static void as_misspelt_word(const char *name, uint64_t h, char *out)
{
    as_last_word(name, h, out);
    if (strlen(out) >= 5)
        slip(out, h);
}

static void as_number(const char *name, uint64_t h, char *out)
{
    (void)name;
    snprintf(out, TEXT_BYTES, "FA-2026-%07llu", (unsigned long long)h);
}

static const struct {
    const char *what;
    void (*make)(const char *name, uint64_t h, char *out);
    bool of_number; /* h is the number of the customer */
} ways[] = {
    {"prefix", as_prefix, false},
    {"name", as_name, false},
    {"last word", as_last_word, false},
    {"words turned round", as_words_turned, false},
    {"misspelt", as_misspelt, false},
    {"misspelt word", as_misspelt_word, false},
    {"number of an invoice", as_number, true},
};

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool is_there(const struct looked_up *found, const char *name)
{
    for (size_t i = 0; i < found->account_count; i++) {
        if (str_is(found->accounts[i].name, name))
            return true;
    }
    return found->item_count > 0;
}

static bool sample(struct app *app, size_t way, uint64_t count, struct err *err)
{
    double ms[TEXTS];
    double cpu[TEXTS];
    int hits = 0;
    struct arena a;
    arena_init(&a, 0);
    for (uint64_t i = 0; i < TEXTS; i++) {
        char name[NAME_BYTES];
        char text[TEXT_BYTES];
        uint64_t number = names_mixed(i + 1000 * way) % count + 1;
        put_name(number, name);
        ways[way].make(name, ways[way].of_number ? number : names_mixed(i), text);
        const struct look_up_query query = {str_of(text), SHOWN, NULL, 0};
        struct looked_up found;
        double since = now_ms(CLOCK_MONOTONIC);
        double cpu_since = now_ms(CLOCK_PROCESS_CPUTIME_ID);
        if (!look_up(app, &a, &query, &found, err))
            return false;
        cpu[i] = now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu_since;
        ms[i] = now_ms(CLOCK_MONOTONIC) - since;
        hits += is_there(&found, name);
        arena_clear(&a);
    }
    arena_release(&a);
    qsort(ms, TEXTS, sizeof *ms, by_size);
    qsort(cpu, TEXTS, sizeof *cpu, by_size);
    printf("%s;%.1f;%.1f;%.1f;%.1f;%d\n", ways[way].what, ms[TEXTS / 2], ms[TEXTS * 95 / 100],
           cpu[TEXTS * 95 / 100], cpu[TEXTS - 1], hits);
    return true;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct app *app = NULL;
    struct err err = {0};
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    arena_init(&a, 0);
    bool ok = count > 0 && app_open(&a, str_of(argv[1]), (struct day){20634}, &app, &err);
    for (size_t way = 0; ok && way < sizeof ways / sizeof *ways; way++)
        ok = sample(app, way, count, &err);
    if (!ok)
        fprintf(stderr, "search_sample: %s %s\n", err_code_text(err.code), err.detail);
    app_close(app);
    arena_release(&a);
    return ok ? 0 : 1;
}
