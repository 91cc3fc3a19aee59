#include "line_diff.h"

enum { SIDE_MAX = 2000 };

struct side {
    struct str *lines;
    size_t count;
    size_t first; /* lines of the beginning that both have */
};

static struct side split(struct arena *a, struct str text)
{
    struct side side = {0};
    struct str rest = text;
    struct str line;
    while (str_split(&rest, '\n', &line))
        side.count++;
    side.lines = ARENA_ARRAY(a, side.count, struct str);
    side.count = 0;
    rest = text;
    while (str_split(&rest, '\n', &line))
        side.lines[side.count++] = line;
    if (side.count > 0 && side.lines[side.count - 1].n == 0)
        side.count--; /* the end of the last line */
    return side;
}

/* Both lose the end they share, and know the beginning they share. */
static void trim(struct side *b, struct side *c)
{
    while (b->count > 0 && c->count > 0 && str_eq(b->lines[b->count - 1], c->lines[c->count - 1])) {
        b->count--;
        c->count--;
    }
    while (b->first < b->count && c->first < c->count &&
           str_eq(b->lines[b->first], c->lines[c->first])) {
        b->first++;
        c->first++;
    }
}

static void add(struct line_changes *out, const struct side *side, size_t i, bool added)
{
    out->rows[out->count++] = (struct line_change){added, (int64_t)i + 1, side->lines[i]};
}

/* length[i][j]: lines that lines i... of b and j... of c have in common, in order. */
static uint16_t *common(struct arena *a, const struct side *b, const struct side *c)
{
    size_t n = b->count - b->first;
    size_t m = c->count - c->first;
    uint16_t *length = ARENA_ARRAY(a, (n + 1) * (m + 1), uint16_t);
    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;) {
            uint16_t *at = &length[i * (m + 1) + j];
            uint16_t down = at[m + 1];
            uint16_t right = at[1];
            if (str_eq(b->lines[b->first + i], c->lines[c->first + j]))
                *at = (uint16_t)(at[m + 2] + 1);
            else
                *at = down > right ? down : right;
        }
    }
    return length;
}

void line_diff(struct arena *a, struct str before, struct str after, struct line_changes *out)
{
    struct side b = split(a, before);
    struct side c = split(a, after);
    trim(&b, &c);
    size_t n = b.count - b.first;
    size_t m = c.count - c.first;
    *out = (struct line_changes){ARENA_ARRAY(a, n + m, struct line_change), 0};
    const uint16_t *length = n <= SIDE_MAX && m <= SIDE_MAX ? common(a, &b, &c) : NULL;
    size_t i = 0;
    size_t j = 0;
    while (i < n || j < m) {
        const uint16_t *at = length == NULL ? NULL : &length[i * (m + 1) + j];
        bool same =
            i < n && j < m && length != NULL && str_eq(b.lines[b.first + i], c.lines[c.first + j]);
        if (same) {
            i++;
            j++;
        } else if (i < n && (j == m || at == NULL || at[m + 1] >= at[1])) {
            add(out, &b, b.first + i++, false);
        } else {
            add(out, &c, c.first + j++, true);
        }
    }
}
