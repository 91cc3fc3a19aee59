#include "intake/lists/open_items.h"
#include "speak.h"
#include "wire_open_item.h"

static void speak_summary(struct speaker *s, const struct open_summary *summary)
{
    wire_open_summary(summary, &s->record);
    speaker_put(s);
    for (int i = 0; i < summary->band_count; i++) {
        wire_open_band(&summary->bands[i], &s->record);
        speaker_put(s);
    }
    for (int i = 0; i < summary->total_count; i++) {
        wire_open_total(&summary->totals[i], &s->record);
        speaker_put(s);
    }
    if (summary->refused > 0)
        speaker_error(s, WIRE_ROW_REFUSED, &summary->first_refused);
    speaker_flush(s);
}

static bool next_row(struct speaker *s, void *list, struct err *refused, bool *have,
                     struct err *err)
{
    struct open_item item;
    if (!open_items_next(list, &item, refused, have, err))
        return false;
    if (*have && err_is(refused))
        speaker_whose(refused, item.account, item.name);
    else if (*have)
        wire_open_item(&item, &s->record);
    return true;
}

static bool speak_rows(struct speaker *s, const struct item_plan *plan, int64_t count,
                       struct err *err)
{
    const struct sheet_file file = speaker_list(s, NULL);
    struct open_items *list = ARENA_NEW(&s->arena, struct open_items);
    bool ok = open_items_open(list, &file, plan, &s->arena, err) &&
              speaker_say_rows(s, &(struct speaker_rows){list, next_row, count}, err);
    open_items_close(list);
    return ok;
}

bool speak_open_items(struct speaker *s, struct err *err)
{
    const struct sniff_progress progress = {speaker_progress, s};
    const struct sheet_file file = speaker_list(s, &progress);
    struct item_plan *plan;
    struct open_summary *summary = ARENA_NEW(&s->arena, struct open_summary);
    struct err second_pass = {0};
    if (!open_items_plan(&file, &s->arena, &plan, err))
        return false;
    if (s->at_once) {
        open_items_outline(&file, plan, &s->arena, summary);
        speak_summary(s, summary);
        return speak_rows(s, plan, ROWS_UNCOUNTED, err);
    }
    if (!open_items_survey(&file, plan, &s->arena, summary, err))
        return false;
    speak_summary(s, summary);
    return speak_rows(s, plan, summary->rows, &second_pass) || speaker_changed(&second_pass, err);
}
