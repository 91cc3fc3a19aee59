/* Any bytes as a mapping, before a line "%%", and as the list it is for: the mapping is refused
 * with a place or fits and survives the way to the child; the list is refused or read the same way
 * twice. Bytes that begin with a zero are taken for what a child is sent. */
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "intake/child/wire_mapping.h"
#include "intake/clean.h"
#include "intake/lists/customers.h"
#include "intake/lists/open_items.h"

static void check_error(const struct err *err)
{
    ASSERT(err_is(err));
    ASSERT(err_exit_code(err->code) == EXIT_REFUSED);
    ASSERT(clean_is_clean(str_of(err->arg)));
    ASSERT(clean_is_clean(str_of(err->field)));
}

static const struct mapping *send(struct arena *a, const struct mapping *m)
{
    struct err err = {0};
    struct stat st;
    struct intake_way back;
    int fd;
    ASSERT(request_send(&(struct intake_way){.mapping = m}, a, &fd, &err));
    ASSERT(fstat(fd, &st) == 0);
    char *bytes = arena_alloc(a, (size_t)st.st_size + 1);
    ASSERT(pread(fd, bytes, (size_t)st.st_size, 0) == st.st_size);
    close(fd);
    ASSERT(request_take((struct str){bytes, (size_t)st.st_size}, a, &back, &err));
    ASSERT(back.mapping->column_count == m->column_count);
    ASSERT(back.mapping->word_count == m->word_count);
    return back.mapping;
}

static void read_items(struct arena *a, const struct sheet_file *file)
{
    struct open_summary summary;
    struct item_plan *plan;
    struct err err = {0};
    if (!open_items_plan(file, a, &plan, &err) ||
        !open_items_survey(file, plan, a, &summary, &err)) {
        check_error(&err);
        return;
    }
    struct open_items *list = ARENA_NEW(a, struct open_items);
    struct open_item item;
    struct err refused = {0};
    int64_t rows = 0, bad = 0;
    ASSERT(open_items_open(list, file, plan, a, &err));
    for (bool have = true; have;) {
        ASSERT(open_items_next(list, &item, &refused, &have, &err));
        rows += have;
        bad += have && err_is(&refused);
    }
    open_items_close(list);
    ASSERT(rows == summary.rows && bad == summary.refused);
}

static void read_customers(struct arena *a, const struct sheet_file *file)
{
    struct table_summary summary;
    struct err err = {0}, first = {0};
    if (!customers_survey(file, a, &summary, &first, &err))
        check_error(&err);
    else
        ASSERT(err_is(&first) == (summary.refused > 0));
}

static void read_both(struct arena *a, struct str yaml, struct str list)
{
    struct mapping *m;
    struct err err = {0};
    if (!mapping_read(yaml, a, &m, &err)) {
        check_error(&err);
        return;
    }
    size_t bad_at;
    if (!utf8_valid(list, &bad_at))
        list = str_slice(list, 0, bad_at);
    struct source source = source_of_memory(list);
    struct sheet_file file = {.source = &source, .encoding = ENC_UTF8, .mapping = send(a, m)};
    if (m->kind == KIND_OPEN_ITEMS)
        read_items(a, &file);
    else
        read_customers(a, &file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str all = {(const char *)data, size};
    const struct str cut = STR("\n%%\n");
    struct intake_way way;
    struct err err = {0};
    struct arena arena;
    size_t at = 0;
    arena_init(&arena, 0);
    if (size > 0 && data[0] == 0) {
        if (!request_take(str_slice(all, 1, all.n), &arena, &way, &err))
            ASSERT(err.code == ERR_CHILD_LIED);
        else
            ASSERT(way.mapping == NULL || mapping_fits(way.mapping));
    } else {
        while (at < all.n && !str_starts(str_slice(all, at, all.n), cut))
            at++;
        read_both(&arena, str_slice(all, 0, at), str_slice(all, at + cut.n, all.n));
    }
    arena_release(&arena);
    return 0;
}
