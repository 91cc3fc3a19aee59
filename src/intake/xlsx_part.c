#include "xlsx_part.h"

enum { CHUNK_BYTES = 64 * 1024, ENTRIES_MAX = 10000, RATIO_MAX = 1000, RATIO_FREE_BYTES = 1 << 20 };

/* One part unpacked: more than the largest sheet a spreadsheet can hold in practice. */
#define PART_BYTES_MAX (INT64_C(4) << 30)

/* ---- the archive ---- */

static zip_int64_t give_stat(const struct archive *z, void *data, zip_uint64_t n)
{
    zip_stat_t st;
    if (n < sizeof st)
        return -1;
    zip_stat_init(&st);
    st.valid = ZIP_STAT_SIZE;
    st.size = (zip_uint64_t)z->source->size_bytes;
    memcpy(data, &st, sizeof st);
    return (zip_int64_t)sizeof st;
}

static zip_int64_t seek_to(struct archive *z, void *data, zip_uint64_t n)
{
    zip_int64_t to = zip_source_seek_compute_offset(
        (zip_uint64_t)z->at, (zip_uint64_t)z->source->size_bytes, data, n, &z->error);
    if (to < 0)
        return -1;
    z->at = to;
    return 0;
}

static zip_int64_t read_some(struct archive *z, void *data, zip_uint64_t n)
{
    size_t got;
    if (!source_read(z->source, z->at, data, (size_t)n, &got)) {
        zip_error_set(&z->error, ZIP_ER_READ, 0);
        return -1;
    }
    z->at += (int64_t)got;
    return (zip_int64_t)got;
}

/* What libzip asks of a place it reads from. */
static zip_int64_t serve(void *with, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct archive *z = with;
    switch ((int)command) {
    case ZIP_SOURCE_OPEN:
        z->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_some(z, data, n);
    case ZIP_SOURCE_SEEK:
        return seek_to(z, data, n);
    case ZIP_SOURCE_TELL:
        return z->at;
    case ZIP_SOURCE_STAT:
        return give_stat(z, data, n);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&z->error, data, n);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK,
                                              ZIP_SOURCE_TELL, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_FREE, -1);
    default:
        zip_error_set(&z->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

bool archive_open(struct archive *z, const struct source *source)
{
    *z = (struct archive){.source = source};
    zip_error_init(&z->error);
    zip_source_t *place = zip_source_function_create(serve, z, &z->error);
    if (place == NULL)
        return false;
    z->zip = zip_open_from_source(place, ZIP_RDONLY, &z->error);
    if (z->zip == NULL)
        zip_source_free(place);
    if (z->zip == NULL || zip_get_num_entries(z->zip, 0) <= ENTRIES_MAX)
        return z->zip != NULL;
    archive_close(z);
    return false;
}

bool archive_has(const struct archive *z, const char *name)
{
    return zip_name_locate(z->zip, name, 0) >= 0;
}

void archive_close(struct archive *z)
{
    if (z->zip != NULL)
        zip_discard(z->zip);
    z->zip = NULL;
}

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
    if (p->bytes <= PART_BYTES_MAX &&
        (p->bytes <= RATIO_FREE_BYTES || p->bytes / RATIO_MAX <= p->packed_bytes))
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
