#include "list_pack.h"

#include "base/sort.h"

enum { POOL_BYTES = 64 * 1024, ROOM_FIRST = 1024, PIECE_NAMES = 1024 };

_Static_assert(sizeof(struct packed_row) <= 56, "packed");
_Static_assert(LIMIT_REF_BYTES <= UINT8_MAX && LIMIT_LABEL_BYTES <= UINT16_MAX, "lengths");
_Static_assert(LIMIT_FILE_LINES < UINT32_MAX / OPEN_BANDS_MAX, "places");

char *text_pool_take(struct text_pool *pool, size_t n)
{
    ASSERT(n <= POOL_BYTES);
    if (n > pool->left) {
        pool->next = arena_alloc(pool->arena, POOL_BYTES);
        pool->left = POOL_BYTES;
    }
    char *p = pool->next;
    pool->next += n;
    pool->left -= n;
    return p;
}

static struct str keep(struct text_pool *pool, struct str s)
{
    if (s.n == 0)
        return (struct str){"", 0};
    return (struct str){memcpy(text_pool_take(pool, s.n), s.p, s.n), s.n};
}

/* ---- the accounts ---- */

void account_names_init(struct account_names *names, struct arena *a, struct text_pool *texts)
{
    *names = (struct account_names){.arena = a, .texts = texts, .room = ROOM_FIRST};
    arena_init(&names->slots_arena, 0);
    names->slots = ARENA_ARRAY(&names->slots_arena, names->room, uint32_t);
}

void account_names_release(struct account_names *names) { arena_release(&names->slots_arena); }

const struct named_account *account_names_at(const struct account_names *names, uint32_t place)
{
    return &names->pieces[place / PIECE_NAMES][place % PIECE_NAMES];
}

static uint64_t hash_of(const struct named_account *n)
{
    uint64_t h = n->currency.code;
    for (size_t i = 0; i < n->account.n; i += 8) {
        uint64_t word = 0;
        memcpy(&word, n->account.p + i, n->account.n - i < 8 ? n->account.n - i : 8);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 29;
    }
    h = (h ^ n->account.n) * UINT64_C(0xbf58476d1ce4e5b9);
    return h ^ h >> 32;
}

static uint32_t *slot_of(const struct account_names *names, const struct named_account *wanted)
{
    size_t i = (size_t)hash_of(wanted) & (names->room - 1);
    for (; names->slots[i] != 0; i = (i + 1) & (names->room - 1)) {
        const struct named_account *there = account_names_at(names, names->slots[i] - 1);
        if (there->currency.code == wanted->currency.code &&
            str_eq(there->account, wanted->account))
            break;
    }
    return &names->slots[i];
}

static void grow(struct account_names *names)
{
    arena_release(&names->slots_arena);
    arena_init(&names->slots_arena, 0);
    names->room *= 2;
    names->slots = ARENA_ARRAY(&names->slots_arena, names->room, uint32_t);
    for (uint32_t i = 0; i < names->count; i++)
        *slot_of(names, account_names_at(names, i)) = i + 1;
}

static struct named_account *new_name(struct account_names *names)
{
    size_t piece = names->count / PIECE_NAMES;
    if (names->count % PIECE_NAMES == 0) {
        if (piece == names->piece_room) {
            size_t bigger = piece == 0 ? 64 : piece * 2;
            names->pieces =
                arena_grow(names->arena, names->pieces, piece, bigger, sizeof(*names->pieces));
            names->piece_room = bigger;
        }
        names->pieces[piece] = ARENA_ARRAY(names->arena, PIECE_NAMES, struct named_account);
    }
    return &names->pieces[piece][names->count++ % PIECE_NAMES];
}

uint32_t account_names_place(struct account_names *names, const struct named_account *wanted)
{
    uint32_t *slot = slot_of(names, wanted);
    if (*slot != 0)
        return *slot - 1;
    if (names->count >= names->room / 4 * 3) {
        grow(names);
        slot = slot_of(names, wanted);
    }
    ASSERT(names->count < UINT32_MAX);
    struct named_account *name = new_name(names);
    *name = *wanted;
    name->account = keep(names->texts, wanted->account);
    name->name = keep(names->texts, wanted->name);
    *slot = (uint32_t)names->count;
    return *slot - 1;
}

/* What is sorted: the first bytes decide nearly always. */
struct ranked {
    uint64_t start;
    uint32_t place;
};

static int by_account(const void *pa, const void *pb, const void *with)
{
    const struct ranked *a = pa;
    const struct ranked *b = pb;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    const struct named_account *x = account_names_at(with, a->place);
    const struct named_account *y = account_names_at(with, b->place);
    int c = str_cmp(x->account, y->account);
    if (c != 0)
        return c;
    return (x->currency.code > y->currency.code) - (x->currency.code < y->currency.code);
}

static uint64_t start_of(struct str s)
{
    uint64_t start = 0;
    for (size_t i = 0; i < 8; i++)
        start = start << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
    return start;
}

uint32_t *account_names_sorted(const struct account_names *names, struct arena *a)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    uint32_t *places = ARENA_ARRAY(a, names->count, uint32_t);
    struct ranked *rows = ARENA_ARRAY(&scratch, names->count, struct ranked);
    for (uint32_t i = 0; i < names->count; i++)
        rows[i] = (struct ranked){start_of(account_names_at(names, i)->account), i};
    SORT(&scratch, rows, names->count, by_account, names);
    for (size_t i = 0; i < names->count; i++)
        places[i] = rows[i].place;
    arena_release(&scratch);
    return places;
}
