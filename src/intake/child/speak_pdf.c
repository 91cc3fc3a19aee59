#include "speak.h"
#include "wire_member.h"

/* The bytes themselves are kept by the parent, which has the file: there is nothing to add. */
bool speak_pdf(struct speaker *s, struct err *err)
{
    struct pdf_summary summary;
    if (!pdf_survey(s->source, &summary, err))
        return false;
    wire_pdf_summary(&summary, &s->record);
    speaker_put(s);
    speaker_end(s, 0);
    return true;
}
