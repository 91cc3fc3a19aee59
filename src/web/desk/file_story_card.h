/* What happened on a file, as its page shows it: the newest first, by kind, older ones behind a
 * link. ?story=KIND, and the key of the page (app/file/file_story.h). */
#ifndef RELANCE_WEB_FILE_STORY_CARD_H
#define RELANCE_WEB_FILE_STORY_CARD_H

#include "app/file/show_file.h"
#include "gen/views.h"
#include "web/server/http.h"

MUST_CHECK bool file_story_card(struct request *r, const struct file_view *file,
                                struct v_story *out, struct err *err);

#endif
