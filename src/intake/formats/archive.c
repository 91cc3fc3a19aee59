#include "archive.h"

enum { RATIO_MAX = 1000, RATIO_FREE_BYTES = 1 << 20 };

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
    return z->zip != NULL;
}

bool archive_is(struct str start)
{
    return str_starts(start, STR("PK\x03\x04")) || str_starts(start, STR("PK\x05\x06"));
}

int64_t archive_count(const struct archive *z) { return (int64_t)zip_get_num_entries(z->zip, 0); }

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

bool archive_ratio_ok(int64_t bytes, int64_t packed_bytes)
{
    return bytes <= RATIO_FREE_BYTES || bytes / RATIO_MAX <= packed_bytes;
}
