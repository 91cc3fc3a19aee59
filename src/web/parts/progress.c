#include "progress.h"

void progress_event(struct response *out, struct str text)
{
    out->type = "text/event-stream; charset=utf-8";
    buf_add_c(&out->body, "retry: 1000\nevent: ");
    buf_add_c(&out->body, text.n > 0 ? "progress" : "end");
    buf_add_c(&out->body, "\ndata: ");
    buf_add(&out->body, text.n > 0 ? text : STR("-"));
    buf_add_c(&out->body, "\n\n");
}
