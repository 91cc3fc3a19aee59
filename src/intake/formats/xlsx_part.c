#include "xlsx_part.h"

enum { CHUNK_BYTES = 64 * 1024 };

/* One part unpacked: more than the largest sheet a spreadsheet can hold in practice. */
#define PART_BYTES_MAX (INT64_C(4) << 30)

/* ---- events ---- */

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon == NULL ? name : colon + 1;
}

static void XMLCALL on_start(void *with, const XML_Char *name, const XML_Char **attributes)
{
    struct part *p = with;
    if (++p->depth > LIMIT_XML_DEPTH) {
        part_refuse(p, ERR_FILE_DAMAGED, 0, 0);
        return;
    }
    if (!err_is(&p->refused))
        p->handler->start(p, local_name(name), attributes);
}

static void XMLCALL on_end(void *with, const XML_Char *name)
{
    struct part *p = with;
    p->depth--;
    if (p->handler->end != NULL && !err_is(&p->refused))
        p->handler->end(p, local_name(name));
}

static void XMLCALL on_text(void *with, const XML_Char *text, int n)
{
    struct part *p = with;
    if (p->handler->text != NULL && !err_is(&p->refused))
        p->handler->text(p, (struct str){text, (size_t)n});
}

static void XMLCALL on_doctype(void *with, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int internal)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)internal;
    part_refuse(with, ERR_FILE_DAMAGED, 0, 0);
}

void part_pause(struct part *p)
{
    if (!err_is(&p->refused))
        p->paused = XML_StopParser(p->parser, XML_TRUE) == XML_STATUS_OK;
}

void part_refuse(struct part *p, enum err_code code, int64_t line, int32_t column)
{
    if (err_is(&p->refused))
        return;
    err_set_field(&p->refused, code, NULL,
                  str_of(code == ERR_FILE_DAMAGED || code == ERR_SWOLLEN_ARCHIVE ? p->name : NULL));
    err_at(&p->refused, line, column, NULL);
    (void)XML_StopParser(p->parser, XML_FALSE);
}

/* ---- a part ---- */

static bool damaged(const struct part *p, struct err *err)
{
    return err_set_field(err, ERR_FILE_DAMAGED, NULL, str_of(p->name));
}

bool part_open(struct part *p, const struct archive *z, const char *name, struct err *err)
{
    *p = (struct part){.arena = p->arena, .name = name, .with = p->with, .handler = p->handler};
    zip_stat_t st;
    zip_stat_init(&st);
    if (zip_stat(z->zip, name, 0, &st) != 0 || (st.valid & ZIP_STAT_COMP_SIZE) == 0)
        return damaged(p, err);
    p->packed_bytes = (int64_t)st.comp_size;
    p->file = zip_fopen(z->zip, name, 0);
    p->parser = XML_ParserCreate(NULL);
    if (p->file == NULL || p->parser == NULL) {
        part_close(p);
        return damaged(p, err);
    }
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, on_start, on_end);
    XML_SetCharacterDataHandler(p->parser, on_text);
    XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
    return true;
}

static bool count_bytes(struct part *p, int64_t n, struct err *err)
{
    p->bytes += n;
    if (p->bytes <= PART_BYTES_MAX && archive_ratio_ok(p->bytes, p->packed_bytes))
        return true;
    return err_set_field(err, ERR_SWOLLEN_ARCHIVE, NULL, str_of(p->name));
}

static bool verdict(struct part *p, enum XML_Status status, struct err *err)
{
    if (err_is(&p->refused)) {
        if (!err_is(err))
            *err = p->refused;
        return false;
    }
    return status != XML_STATUS_ERROR || damaged(p, err);
}

bool part_go(struct part *p, struct err *err)
{
    if (p->paused) {
        p->paused = false;
        if (!verdict(p, XML_ResumeParser(p->parser), err))
            return false;
    }
    while (!p->paused && !p->ended) {
        void *buffer = XML_GetBuffer(p->parser, CHUNK_BYTES);
        if (buffer == NULL)
            return damaged(p, err);
        zip_int64_t n = zip_fread(p->file, buffer, CHUNK_BYTES);
        if (n < 0)
            return damaged(p, err);
        if (!count_bytes(p, n, err))
            return false;
        p->ended = n == 0;
        if (!verdict(p, XML_ParseBuffer(p->parser, (int)n, n == 0), err))
            return false;
    }
    return true;
}

void part_close(struct part *p)
{
    if (p->parser != NULL)
        XML_ParserFree(p->parser);
    if (p->file != NULL)
        zip_fclose(p->file);
    p->parser = NULL;
    p->file = NULL;
}

const char *part_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}

int32_t part_number(const char *text)
{
    int32_t n = 0;
    size_t i = 0;
    for (; text != NULL && i < 9 && text[i] >= '0' && text[i] <= '9'; i++)
        n = n * 10 + (text[i] - '0');
    return i == 0 || text[i] != '\0' ? -1 : n;
}

bool part_read(struct part *p, const struct archive *z, const char *name, struct err *err)
{
    if (!part_open(p, z, name, err))
        return false;
    bool ok = part_go(p, err);
    part_close(p);
    return ok;
}
