#include "sort.h"

enum { RUN = 8 };

struct sorting {
    char *base, *scratch;
    size_t size;
    sort_cmp *cmp;
    const void *with;
};

static void insertion(const struct sorting *s, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++) {
        memcpy(s->scratch, s->base + i * s->size, s->size);
        size_t j = i;
        while (j > from && s->cmp(s->base + (j - 1) * s->size, s->scratch, s->with) > 0) {
            memcpy(s->base + j * s->size, s->base + (j - 1) * s->size, s->size);
            j--;
        }
        memcpy(s->base + j * s->size, s->scratch, s->size);
    }
}

static void merge(const struct sorting *s, size_t from, size_t middle, size_t to)
{
    size_t n = s->size;
    size_t left = middle - from;
    if (s->cmp(s->base + (middle - 1) * n, s->base + middle * n, s->with) <= 0)
        return; /* already in order: the common case for data that comes sorted */
    memcpy(s->scratch, s->base + from * n, left * n);
    size_t l = 0;
    size_t r = middle;
    size_t at = from;
    while (l < left && r < to) {
        bool take_right = s->cmp(s->scratch + l * n, s->base + r * n, s->with) > 0;
        const char *source = take_right ? s->base + r++ * n : s->scratch + l++ * n;
        memcpy(s->base + at++ * n, source, n);
    }
    memcpy(s->base + at * n, s->scratch + l * n, (left - l) * n);
}

void sort_stable(struct arena *a, struct sort_array array, sort_cmp *cmp, const void *with)
{
    size_t count = array.count;
    if (count < 2)
        return;
    struct sorting s = {array.base, arena_array(a, count, array.size), array.size, cmp, with};
    for (size_t from = 0; from < count; from += RUN)
        insertion(&s, from, from + RUN < count ? from + RUN : count);
    for (size_t width = RUN; width < count; width *= 2) {
        for (size_t from = 0; from + width < count; from += 2 * width) {
            size_t to = from + 2 * width < count ? from + 2 * width : count;
            merge(&s, from, from + width, to);
        }
    }
}

size_t find_id(struct sort_array rows, size_t offset, int64_t id)
{
    const char *ids = (const char *)rows.base;
    size_t from = 0;
    size_t to = rows.count;
    int64_t at = 0;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        memcpy(&at, ids + middle * rows.size + offset, sizeof at);
        if (at < id)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == rows.count)
        return rows.count;
    memcpy(&at, ids + from * rows.size + offset, sizeof at);
    return at == id ? from : rows.count;
}
