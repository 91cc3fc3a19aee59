#include "members.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/limits.h"
#include "intake/clean.h"

/* ---- the directory of the archive ---- */

static bool is_office_document(const struct archive *z)
{
    return archive_has(z, "[Content_Types].xml") || archive_has(z, "mimetype");
}

static bool stat_of(const struct members *m, int64_t index, zip_stat_t *st)
{
    zip_stat_init(st);
    return zip_stat_index(m->archive.zip, (zip_uint64_t)index, 0, st) == 0 &&
           (st->valid & ZIP_STAT_SIZE) != 0 && (st->valid & ZIP_STAT_COMP_SIZE) != 0;
}

/* What the archive says of itself; what comes out is counted again. */
static bool measure(struct members *m, int64_t *bytes, struct err *err)
{
    *bytes = 0;
    for (int64_t i = 0; i < m->count; i++) {
        zip_stat_t st;
        if (!stat_of(m, i, &st))
            continue;
        if (st.size > (zip_uint64_t)(LIMIT_ARCHIVE_BYTES - *bytes))
            return err_set_field(err, ERR_SWOLLEN_ARCHIVE, NULL, STR("ZIP"));
        *bytes += (int64_t)st.size;
    }
    return archive_ratio_ok(*bytes, m->archive.source->size_bytes) ||
           err_set_field(err, ERR_SWOLLEN_ARCHIVE, NULL, STR("ZIP"));
}

static bool check_directory(struct members *m, struct err *err)
{
    m->count = archive_count(&m->archive);
    if (m->count == 0)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    if (m->count > LIMIT_ARCHIVE_MEMBERS)
        return err_set(err, ERR_TOO_MANY_MEMBERS, NULL);
    return measure(m, &m->told_bytes, err);
}

bool members_open(struct members *m, const struct source *source, struct arena *a, bool *is,
                  struct err *err)
{
    *m = (struct members){.arena = a};
    *is = true;
    if (!archive_open(&m->archive, source))
        return err_set_field(err, ERR_FILE_DAMAGED, NULL, STR("ZIP"));
    *is = !is_office_document(&m->archive);
    if (!*is || !check_directory(m, err)) {
        archive_close(&m->archive);
        return !*is;
    }
    tally_init(&m->names);
    arena_init(&m->scratch, 0);
    return true;
}

void members_summary(const struct members *m, struct zip_summary *out)
{
    *out = (struct zip_summary){.entries = m->count, .bytes = m->told_bytes};
}

void members_close(struct members *m)
{
    if (m->file != NULL)
        zip_fclose(m->file);
    m->file = NULL;
    tally_release(&m->names);
    arena_release(&m->scratch);
    archive_close(&m->archive);
}

/* ---- names ---- */

/* "..\\Factures/./a.pdf" becomes "Factures/a.pdf". Empty: nothing is left, or it is too long. */
static struct str harmless_name(struct arena *a, const char *raw)
{
    struct str rest, part, out = {0};
    struct buf name;
    if (!clean_text(str_of(raw), ENC_UTF8, a, &rest))
        return out;
    char *slashes = arena_cstr(a, rest);
    for (char *p = slashes; *p != '\0'; p++) {
        if (*p == '\\')
            *p = '/';
    }
    rest.p = slashes;
    buf_init(&name, a, LIMIT_NAME_BYTES);
    while (str_split(&rest, '/', &part)) {
        part = str_trim(part);
        bool drive = part.n == 2 && part.p[1] == ':';
        if (part.n == 0 || str_is(part, ".") || str_is(part, "..") || drive)
            continue;
        if (name.n > 0)
            buf_add_char(&name, '/');
        buf_add(&name, part);
    }
    return name.full ? out : buf_str(&name);
}

/* Left behind by macOS and Windows beside the files themselves. */
static bool is_debris(struct str name)
{
    static const char *const last[] = {".DS_Store", "Thumbs.db", "desktop.ini"};
    size_t slash = name.n;
    while (slash > 0 && name.p[slash - 1] != '/')
        slash--;
    struct str file = str_slice(name, slash, name.n);
    for (size_t i = 0; i < COUNT_OF(last); i++) {
        if (str_is_nocase(file, last[i]))
            return true;
    }
    return str_starts(name, STR("__MACOSX/")) || str_contains(name, STR("/__MACOSX/"));
}

static bool is_link(const struct members *m, int64_t index)
{
    zip_uint8_t system;
    zip_uint32_t attributes;
    return zip_file_get_external_attributes(m->archive.zip, (zip_uint64_t)index, 0, &system,
                                            &attributes) == 0 &&
           system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

/* ---- one member ---- */

static void refuse(struct members *m, enum err_code code)
{
    err_set_field(&m->now.refused, code, NULL, m->now.name);
}

static void open_member(struct members *m, int64_t index)
{
    zip_stat_t st;
    if (!stat_of(m, index, &st)) {
        refuse(m, ERR_FILE_DAMAGED);
        return;
    }
    m->packed_bytes = (int64_t)st.comp_size;
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && st.encryption_method != ZIP_EM_NONE)
        refuse(m, ERR_MEMBER_ENCRYPTED);
    else if ((st.valid & ZIP_STAT_COMP_METHOD) != 0 && st.comp_method != ZIP_CM_STORE &&
             st.comp_method != ZIP_CM_DEFLATE)
        refuse(m, ERR_MEMBER_PACKING);
    else if (st.size == 0)
        refuse(m, ERR_FILE_EMPTY);
    if (err_is(&m->now.refused))
        return;
    m->now.bytes = (int64_t)st.size;
    m->file = zip_fopen_index(m->archive.zip, (zip_uint64_t)index, 0);
    if (m->file == NULL)
        refuse(m, ERR_FILE_DAMAGED);
}

/* A name nobody can use is shown as the place of the member in its archive. */
static void name_member(struct members *m, int64_t index, const char *raw)
{
    m->now.name = harmless_name(&m->scratch, raw);
    if (m->now.name.n > 0) {
        struct tally_slot *slot = tally_at(&m->names, &m->now.name, 1, 0);
        if (slot->sum++ > 0)
            refuse(m, ERR_MEMBER_TWICE);
        return;
    }
    struct buf place;
    buf_init(&place, &m->scratch, 32);
    buf_add_char(&place, '#');
    buf_add_int(&place, index + 1);
    m->now.name = buf_str(&place);
    refuse(m, ERR_MEMBER_NAME);
}

static void take_member(struct members *m, int64_t index, const char *raw)
{
    arena_clear(&m->scratch);
    m->now = (struct member){0};
    name_member(m, index, raw);
    m->now.skipped = is_debris(m->now.name) || is_link(m, index);
    if (m->now.skipped)
        err_clear(&m->now.refused);
    else if (!err_is(&m->now.refused))
        open_member(m, index);
    if (err_is(&m->now.refused))
        m->now.bytes = 0;
}

const struct member *members_next(struct members *m)
{
    if (m->file != NULL)
        zip_fclose(m->file);
    m->file = NULL;
    while (m->index < m->count) {
        int64_t index = m->index++;
        const char *raw = zip_get_name(m->archive.zip, (zip_uint64_t)index, ZIP_FL_ENC_GUESS);
        size_t n = raw == NULL ? 0 : strlen(raw);
        if (n > 0 && (raw[n - 1] == '/' || raw[n - 1] == '\\'))
            continue; /* a folder */
        take_member(m, index, raw);
        return &m->now;
    }
    return NULL;
}

bool members_read(struct members *m, char *to, size_t *got, struct err *err)
{
    *got = 0;
    if (m->file == NULL)
        return true;
    zip_int64_t n = zip_fread(m->file, to, MEMBER_CHUNK_BYTES);
    if (n < 0)
        return err_set_field(err, ERR_FILE_DAMAGED, NULL, m->now.name);
    m->total_bytes += n;
    m->now.bytes -= n;
    if (m->now.bytes < 0 || m->total_bytes > LIMIT_ARCHIVE_BYTES)
        return err_set_field(err, ERR_SWOLLEN_ARCHIVE, NULL, m->now.name);
    if (n == 0 && m->now.bytes > 0)
        return err_set_field(err, ERR_FILE_DAMAGED, NULL, m->now.name);
    *got = (size_t)n;
    return true;
}
