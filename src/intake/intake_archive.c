/* The members of an archive, taken from the child one after the other. */
#include <unistd.h>

#include "intake/child/wire_member.h"
#include "intake/formats/unnamed_file.h"
#include "intake_state.h"

static bool lied(struct err *err, const char *what) { return err_set(err, ERR_CHILD_LIED, what); }

/* ---- where a member is unpacked ---- */

static bool empty_spool(struct intake *in, struct err *err)
{
    in->member_bytes = 0;
    if (in->spool_fd < 0)
        in->spool_fd = unnamed_file_open();
    return (in->spool_fd >= 0 && ftruncate(in->spool_fd, 0) == 0) ||
           err_set(err, ERR_FILE_WRITE, "a temporary file");
}

/* ---- what the child says ---- */

static bool take_bytes(struct intake *in, const struct member *m, struct err *err)
{
    struct str bytes = in->record.texts[0];
    if (bytes.n == 0 || (int64_t)bytes.n > m->bytes - in->member_bytes)
        return lied(err, "bytes of a member");
    if (!unnamed_file_write(in->spool_fd, in->member_bytes, bytes, err))
        return false;
    in->member_bytes += (int64_t)bytes.n;
    return true;
}

/* What follows the name: bytes, then their end or a refusal. */
static bool take_contents(struct intake *in, const struct member *m, struct intake_member *out,
                          struct err *err)
{
    for (;;) {
        if (!ear_next(&in->ear, &in->record, err))
            return false;
        if (in->record.kind == WIRE_MEMBER_REFUSED)
            return intake_read_error(&in->record, &out->refused) || lied(err, "refused member");
        if (in->record.kind == WIRE_MEMBER_END)
            break;
        if (in->record.kind != WIRE_MEMBER_BYTES)
            return lied(err, "bytes of a member expected");
        if (!take_bytes(in, m, err))
            return false;
    }
    if (in->record.numbers[0] != in->member_bytes || in->member_bytes != m->bytes)
        return lied(err, "size of a member");
    out->file.bytes = in->member_bytes;
    return true;
}

static bool take_member(struct intake *in, struct intake_member *out, bool *have, struct err *err)
{
    struct member m;
    *out = (struct intake_member){.file.fd = -1};
    *have = false;
    if (!ear_next(&in->ear, &in->record, err))
        return false;
    if (in->record.kind == WIRE_END) {
        in->ended = true;
        return in->record.numbers[0] == in->members || lied(err, "number of members");
    }
    if (in->record.kind != WIRE_MEMBER)
        return lied(err, "member expected");
    if (!wire_to_member(&in->record, &m, err))
        return false;
    if (++in->members > in->summary.archive.entries)
        return lied(err, "more members than entries");
    in->unpacked_bytes += m.bytes;
    if (in->unpacked_bytes > in->summary.archive.bytes)
        return lied(err, "more bytes than the archive holds");
    out->file.name = arena_str(in->arena, m.name);
    out->skipped = m.skipped;
    *have = true;
    if (!empty_spool(in, err) || !take_contents(in, &m, out, err))
        return false;
    out->file.fd = in->spool_fd;
    return true;
}

bool intake_next_member(struct intake *in, struct intake_member *out, bool *have, struct err *err)
{
    ASSERT(in->summary.kind == KIND_ARCHIVE && !in->failed);
    *have = false;
    if (in->ended)
        return true;
    in->failed = !take_member(in, out, have, err);
    return !in->failed;
}
