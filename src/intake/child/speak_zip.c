#include "intake/formats/members.h"
#include "speak.h"
#include "wire_member.h"

/* A member that fails on the way is refused alone; the others follow. */
static void speak_bytes(struct speaker *s, char *chunk)
{
    int64_t bytes = 0;
    while (!s->deaf) {
        struct err err = {0};
        size_t got;
        if (!members_read(s->members, chunk, &got, &err)) {
            speaker_error(s, WIRE_MEMBER_REFUSED, &err);
            return;
        }
        if (got == 0)
            break;
        bytes += (int64_t)got;
        wire_begin(&s->record, WIRE_MEMBER_BYTES);
        wire_text(&s->record, (struct str){chunk, got});
        speaker_put(s);
    }
    wire_begin(&s->record, WIRE_MEMBER_END);
    wire_number(&s->record, bytes);
    speaker_put(s);
}

bool speak_zip(struct speaker *s, struct err *err)
{
    struct zip_summary summary;
    char *chunk = arena_alloc(&s->arena, MEMBER_CHUNK_BYTES);
    const struct member *member;
    int64_t count = 0;
    (void)err; /* what could refuse the archive was found when it was opened */
    members_summary(s->members, &summary);
    wire_zip_summary(&summary, &s->record);
    speaker_put(s);
    while (!s->deaf && (member = members_next(s->members)) != NULL) {
        count++;
        wire_member(member, &s->record);
        speaker_put(s);
        if (err_is(&member->refused))
            speaker_error(s, WIRE_MEMBER_REFUSED, &member->refused);
        else
            speak_bytes(s, chunk);
        speaker_flush(s);
    }
    speaker_end(s, count);
    return true;
}
