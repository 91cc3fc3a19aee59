/* Any bytes as an archive: names that are harmless, sizes within the limits, and no more bytes than
 * were told. */
#include "base/limits.h"
#include "fuzz.h"
#include "intake/child/wire_member.h"
#include "intake/clean.h"
#include "intake/formats/members.h"

/* More is only slow. */
enum { READ_BYTES_MAX = 16 << 20 };

/* What the parent checks of what the child says must hold of what an honest child says. */
static void check_member(const struct member *m)
{
    struct wire_record record;
    struct member taken;
    struct err err = {0};
    wire_member(m, &record);
    ASSERT(clean_is_clean(m->name));
    ASSERT(wire_to_member(&record, &taken, &err));
    ASSERT(!m->skipped || !err_is(&m->refused));
    ASSERT(!err_is(&m->refused) || m->bytes == 0);
}

static int64_t read_member(struct members *members, int64_t told, char *chunk)
{
    struct err err = {0};
    int64_t bytes = 0;
    size_t got = 1;
    while (got > 0 && bytes < READ_BYTES_MAX) {
        if (!members_read(members, chunk, &got, &err))
            return bytes;
        ASSERT(got <= MEMBER_CHUNK_BYTES);
        bytes += (int64_t)got;
        ASSERT(bytes <= told);
    }
    ASSERT(got > 0 || bytes == told);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct members members;
    struct err err = {0};
    bool is = false;
    const struct source source = source_of_memory((struct str){(const char *)data, size});
    arena_init(&a, 0);
    if (members_open(&members, &source, &a, &is, &err) && is) {
        const struct member *m;
        struct zip_summary summary;
        char *chunk = arena_alloc(&a, MEMBER_CHUNK_BYTES);
        int64_t bytes = 0;
        members_summary(&members, &summary);
        ASSERT(summary.entries <= LIMIT_ARCHIVE_MEMBERS && summary.bytes <= LIMIT_ARCHIVE_BYTES);
        while (bytes < READ_BYTES_MAX && (m = members_next(&members)) != NULL) {
            int64_t told = m->bytes;
            check_member(m);
            bytes += read_member(&members, told, chunk);
        }
        members_close(&members);
    }
    ASSERT(!err_is(&err) || err_exit_code(err.code) == EXIT_REFUSED);
    arena_release(&a);
    return 0;
}
