#include "wire_member.h"

void wire_pdf_summary(const struct pdf_summary *s, struct wire_record *out)
{
    wire_begin(out, WIRE_PDF_SUMMARY);
    wire_number(out, s->bytes);
    wire_number(out, s->version_major);
    wire_number(out, s->version_minor);
}

bool wire_to_pdf_summary(const struct wire_record *r, struct pdf_summary *out, struct err *err)
{
    ASSERT(r->kind == WIRE_PDF_SUMMARY);
    const int64_t *n = r->numbers;
    if (n[0] < 1 || n[0] > LIMIT_DOCUMENT_BYTES || n[1] < 1 || n[1] > 9 || n[2] < 0 || n[2] > 9)
        return err_set(err, ERR_CHILD_LIED, "document summary");
    *out = (struct pdf_summary){n[0], (int)n[1], (int)n[2]};
    return true;
}

void wire_zip_summary(const struct zip_summary *s, struct wire_record *out)
{
    wire_begin(out, WIRE_ZIP_SUMMARY);
    wire_number(out, s->entries);
    wire_number(out, s->bytes);
}

bool wire_to_zip_summary(const struct wire_record *r, struct zip_summary *out, struct err *err)
{
    ASSERT(r->kind == WIRE_ZIP_SUMMARY);
    const int64_t *n = r->numbers;
    if (n[0] < 1 || n[0] > LIMIT_ARCHIVE_MEMBERS || n[1] < 0 || n[1] > LIMIT_ARCHIVE_BYTES)
        return err_set(err, ERR_CHILD_LIED, "archive summary");
    *out = (struct zip_summary){n[0], n[1]};
    return true;
}

void wire_member(const struct member *m, struct wire_record *out)
{
    wire_begin(out, WIRE_MEMBER);
    wire_number(out, m->bytes);
    wire_number(out, m->skipped);
    wire_text(out, m->name);
}

/* Relative, with no way up: what a careless program would need to write outside its folder. */
static bool is_harmless(struct str name)
{
    struct str part;
    if (name.n == 0 || name.n > LIMIT_NAME_BYTES || str_find(name, '\\') >= 0)
        return false;
    while (str_split(&name, '/', &part)) {
        if (part.n == 0 || str_is(part, ".") || str_is(part, ".."))
            return false;
    }
    return true;
}

bool wire_to_member(const struct wire_record *r, struct member *out, struct err *err)
{
    ASSERT(r->kind == WIRE_MEMBER);
    const int64_t *n = r->numbers;
    if (n[0] < 0 || n[0] > LIMIT_ARCHIVE_BYTES || n[1] < 0 || n[1] > 1 || (n[0] > 0 && n[1] == 1) ||
        !is_harmless(r->texts[0]))
        return err_set(err, ERR_CHILD_LIED, "member of an archive");
    *out = (struct member){.name = r->texts[0], .bytes = n[0], .skipped = n[1] == 1};
    return true;
}
