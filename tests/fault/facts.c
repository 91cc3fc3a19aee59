#include "facts.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "process.h"

/* A quoted number this long is an id of the program's own. */
enum { ID_DIGITS_MIN = 12, LABEL_BYTES = 18, SHOWN = 140, SHOWN_BEFORE = 60 };

struct label {
    uint64_t id, meaning;
};

struct page {
    char **lines;
    size_t count;
    struct label *labels;
    size_t label_count;
    bool with_imports;
};

static void *must(void *p)
{
    if (p == NULL)
        broken("memory", "facts");
    return p;
}

/* The digits of an id that begins at the quote p, or 0. */
static size_t id_digits(const char *p)
{
    if (*p != '"')
        return 0;
    size_t n = strspn(p + 1, "0123456789");
    return n >= ID_DIGITS_MIN && p[n + 1] == '"' ? n : 0;
}

static uint64_t mix(uint64_t hash, char c) { return (hash ^ (unsigned char)c) * 0x100000001b3u; }

/* Of a line whose ids are blanked. */
static uint64_t meaning_of(const char *line)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *p = line; *p != '\0'; p++) {
        size_t n = id_digits(p);
        hash = mix(hash, n > 0 ? '#' : *p);
        p += n > 0 ? n + 1 : 0;
    }
    return hash;
}

static struct label *find_label(struct page *page, uint64_t id)
{
    for (size_t i = 0; i < page->label_count; i++) {
        if (page->labels[i].id == id)
            return &page->labels[i];
    }
    return NULL;
}

/* What defines an id (a line, the item of that line) gives it its meaning. */
static void learn(struct page *page, const char *line)
{
    const char *p = strstr(line, "\"id\":\"");
    if (p == NULL || id_digits(p + 5) == 0)
        return;
    uint64_t id = strtoull(p + 6, NULL, 10);
    struct label *known = find_label(page, id);
    if (known == NULL) {
        page->labels = must(realloc(page->labels, (page->label_count + 1) * sizeof *known));
        known = &page->labels[page->label_count++];
        *known = (struct label){id, 0};
    }
    known->meaning += meaning_of(line);
}

/* The end of the reference of an import that begins at the quote p; NULL: there is none. */
static const char *import_end(const struct page *page, const char *p)
{
    bool begins = !page->with_imports && strncmp(p, "\"I-", 3) == 0;
    return begins ? strchr(p + 1, '"') : NULL;
}

/* Whether only imports are told apart by this line. */
static bool left_out(const struct page *page, const char *line)
{
    bool about_imports = strncmp(line, "{\"fact\":\"import\"", 16) == 0 ||
                         (strncmp(line, "{\"fact\":\"told\"", 14) == 0 &&
                          strstr(line, "\"standing\":false") != NULL);
    return !page->with_imports && about_imports;
}

static char *relabelled(struct page *page, const char *line)
{
    /* a label may be longer than an id: the worst case is an id in every 14 bytes */
    char *text = must(calloc(2, strlen(line) + LABEL_BYTES));
    char *to = text;
    for (const char *p = line; *p != '\0'; p++) {
        size_t n = id_digits(p);
        const char *import = import_end(page, p);
        if (import != NULL) {
            p = import;
            continue;
        }
        if (n == 0) {
            *to++ = *p;
            continue;
        }
        const struct label *label = find_label(page, strtoull(p + 1, NULL, 10));
        unsigned long long meaning = label == NULL ? 0 : label->meaning;
        to += snprintf(to, LABEL_BYTES + 1, "\"%016llx\"", meaning);
        p += n + 1;
    }
    return text;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A list that is taken in twice says the same words twice. */
static void forget_repeated_words(struct page *page)
{
    size_t kept = 0;
    for (size_t i = 0; i < page->count; i++) {
        bool word = strncmp(page->lines[i], "{\"fact\":\"word\"", 14) == 0;
        if (word && kept > 0 && strcmp(page->lines[kept - 1], page->lines[i]) == 0)
            free(page->lines[i]);
        else
            page->lines[kept++] = page->lines[i];
    }
    page->count = kept;
}

static char *joined(struct page *page)
{
    size_t n = 1;
    for (size_t i = 0; i < page->count; i++)
        n += strlen(page->lines[i]) + 1;
    char *text = must(calloc(1, n));
    char *to = text;
    for (size_t i = 0; i < page->count; i++) {
        size_t length = strlen(page->lines[i]);
        memcpy(to, page->lines[i], length);
        to[length] = '\n';
        to += length + 1;
        free(page->lines[i]);
    }
    return text;
}

char *facts_canonical(char *jsonl, bool with_imports)
{
    struct page page = {.with_imports = with_imports};
    char *rest = jsonl;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        if (*line == '\0' || left_out(&page, line))
            continue;
        page.lines = must(realloc(page.lines, (page.count + 1) * sizeof *page.lines));
        page.lines[page.count++] = line;
        learn(&page, line);
    }
    for (size_t i = 0; i < page.count; i++)
        page.lines[i] = relabelled(&page, page.lines[i]);
    if (page.count > 0)
        qsort(page.lines, page.count, sizeof *page.lines, by_text);
    if (!with_imports)
        forget_repeated_words(&page);
    char *text = joined(&page);
    free(page.lines);
    free(page.labels);
    return text;
}

int facts_count(const char *jsonl, const char *text)
{
    int count = 0;
    for (const char *p = strstr(jsonl, text); p != NULL; p = strstr(p + 1, text))
        count++;
    return count;
}

const char *facts_difference(const char *a, const char *b)
{
    static char shown[300];
    while (*a != '\0' && *b != '\0') {
        size_t n = strcspn(a, "\n");
        size_t m = strcspn(b, "\n");
        if (n != m || memcmp(a, b, n) != 0)
            break;
        a += n + 1;
        b += m + 1;
    }
    if (*a == '\0' && *b == '\0')
        return "";
    /* what the two lines have in common is shown but for its last words */
    size_t same = 0;
    while (a[same] == b[same] && a[same] != '\n' && a[same] != '\0')
        same++;
    same = same > SHOWN_BEFORE ? same - SHOWN_BEFORE : 0;
    size_t n = strcspn(a + same, "\n");
    size_t m = strcspn(b + same, "\n");
    snprintf(shown, sizeof shown, "%.*s <> %.*s", (int)(n < SHOWN ? n : SHOWN), a + same,
             (int)(m < SHOWN ? m : SHOWN), b + same);
    return shown;
}
