#include "intake/ledgers/fec.h"
#include "intake/ledgers/fec_survey.h"
#include "speak.h"
#include "wire_fec.h"

static bool speak_lines(struct speaker *s, const struct fec_summary *summary, struct err *err)
{
    struct fec fec;
    struct fec_line line;
    int64_t count = 0;
    size_t hint = 0;
    bool have = true;
    bool ok = fec_open(&fec, s->source, s->encoding, &s->arena, err);
    while (ok && !s->deaf) {
        ok = fec_next(&fec, &line, &have, err);
        if (!ok || !have)
            break;
        const struct fec_journal *journal = fec_journal_find(summary, &line, &hint);
        if (journal == NULL || ++count > summary->lines) {
            ok = err_set(err, ERR_FILE_CHANGED, NULL);
            break;
        }
        line.opening = journal->opening;
        wire_fec_line(&line, &s->record);
        speaker_put(s);
    }
    fec_close(&fec);
    if (ok && !s->deaf && count != summary->lines)
        ok = err_set(err, ERR_FILE_CHANGED, NULL);
    if (ok)
        speaker_end(s, count);
    return ok;
}

bool speak_fec(struct speaker *s, struct err *err)
{
    struct fec_summary summary;
    const struct sniff_progress progress = {speaker_progress, s};
    const struct text_file file = {s->source, s->encoding, &progress};
    if (!fec_survey(&file, &s->arena, &summary, err))
        return false;
    wire_fec_summary(&summary, &s->record);
    speaker_put(s);
    for (size_t i = 0; i < summary.journal_count; i++) {
        wire_fec_journal(&summary.journals[i], &s->record);
        speaker_put(s);
    }
    speaker_flush(s);
    struct err second_pass = {0};
    return speak_lines(s, &summary, &second_pass) || speaker_changed(&second_pass, err);
}
