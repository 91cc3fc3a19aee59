#include "upload.h"

#include <pthread.h>
#include <unistd.h>

#include "app/jobs/spool.h"
#include "multipart.h"

struct upload_room {
    struct str folder;
    pthread_mutex_t lock;
    struct upload *first; /* those that were admitted */
};

struct upload {
    struct multipart parts;
    struct multipart_sink sink;
    struct request *request;
    struct upload_room *room;
    int64_t bytes, come; /* announced; received so far */
    int64_t user_id;
    struct upload *next;
    bool admitted, failed;
    bool bare;               /* a file without a form */
    size_t field_bytes;      /* of all fields so far */
    struct buf text;         /* of the field that is coming */
    struct http_field field; /* its name */
    struct http_file *file;  /* that is coming, or NULL */
};

struct upload_room *upload_room_new(struct arena *a, struct str db_url)
{
    struct upload_room *room = ARENA_NEW(a, struct upload_room);
    room->folder = spool_folder(a, db_url);
    if (pthread_mutex_init(&room->lock, NULL) != 0)
        BUG("mutex");
    return room;
}

/* ---- the parts ---- */

static bool begin_file(struct upload *u, const struct multipart_part *part, struct err *err)
{
    struct http_files *files = &u->request->files;
    if (files->count == HTTP_FILES_MAX)
        return err_set(err, ERR_TOO_LONG, "files of a form");
    u->file = &files->files[files->count++];
    *u->file = (struct http_file){.field = arena_str(u->request->arena, part->name),
                                  .name = arena_str(u->request->arena, part->file_name),
                                  .fd = -1};
    return spool_new(u->room->folder, &u->file->fd, err);
}

static bool begin_part(void *with, const struct multipart_part *part, struct err *err)
{
    struct upload *u = with;
    u->file = NULL;
    buf_init(&u->text, u->request->arena, LIMIT_HTTP_FORM_BYTES);
    u->field.name = (struct str){0};
    if (part->is_file && part->file_name.n == 0)
        return true; /* an empty choice */
    if (part->is_file)
        return begin_file(u, part, err);
    u->field.name = arena_str(u->request->arena, part->name);
    return true;
}

static bool take_data(void *with, struct str bytes, struct err *err)
{
    struct upload *u = with;
    if (u->file != NULL) {
        int64_t at = u->file->bytes;
        u->file->bytes += (int64_t)bytes.n;
        return spool_write(u->file->fd, at, bytes, err);
    }
    u->field_bytes += bytes.n;
    if (u->field_bytes > LIMIT_HTTP_FORM_BYTES)
        return err_set(err, ERR_TOO_LONG, "fields of a form");
    buf_add(&u->text, bytes);
    return true;
}

static bool end_part(void *with, struct err *err)
{
    struct upload *u = with;
    return u->field.name.n == 0 ||
           http_add_field(&u->request->form, u->field.name, buf_str(&u->text), err);
}

/* ---- the form ---- */

bool upload_begin(struct request *r, struct upload_room *room, int64_t bytes, struct upload **out,
                  struct err *err)
{
    struct upload *u = ARENA_NEW(r->arena, struct upload);
    u->sink = (struct multipart_sink){u, begin_part, take_data, end_part};
    u->request = r;
    u->room = room;
    u->bytes = bytes;
    *out = u;
    return multipart_begin(&u->parts, r->headers.content_type, &u->sink, err);
}

void upload_begin_file(struct request *r, struct upload_room *room, int64_t bytes,
                       struct upload **out)
{
    struct upload *u = ARENA_NEW(r->arena, struct upload);
    u->request = r;
    u->room = room;
    u->bytes = bytes;
    u->bare = true;
    *out = u;
}

/* Its bytes as they come; the name is in the address, for whoever takes it. */
static bool feed_file(struct upload *u, struct str bytes, struct err *err)
{
    struct multipart_part part = {.name = STR("file"), .file_name = STR("file"), .is_file = true};
    return (u->file != NULL || begin_file(u, &part, err)) && take_data(u, bytes, err);
}

bool upload_admit(struct upload *u)
{
    struct upload_room *room = u->room;
    int64_t all = u->bytes;
    int64_t own = u->bytes;
    u->user_id = u->request->user.id;
    pthread_mutex_lock(&room->lock);
    for (const struct upload *other = room->first; other != NULL; other = other->next) {
        all += other->bytes;
        own += other->user_id == u->user_id ? other->bytes : 0;
    }
    u->admitted = all <= UPLOAD_ALL_BYTES_MAX && own <= UPLOAD_PERSON_BYTES_MAX;
    if (u->admitted) {
        u->next = room->first;
        room->first = u;
    }
    pthread_mutex_unlock(&room->lock);
    return u->admitted;
}

bool upload_feed(struct upload *u, struct str bytes, struct err *err)
{
    u->come += (int64_t)bytes.n;
    if (!u->admitted || u->failed)
        return true;
    u->failed = u->bare ? !feed_file(u, bytes, err) : !multipart_feed(&u->parts, bytes, err);
    return !u->failed;
}

bool upload_missing(const struct upload *u) { return u->come < u->bytes; }

bool upload_end(struct upload *u, struct err *err)
{
    return !u->admitted || u->failed || u->bare || multipart_end(&u->parts, err);
}

void upload_close(struct upload *u)
{
    if (u == NULL)
        return;
    if (u->admitted) {
        pthread_mutex_lock(&u->room->lock);
        struct upload **at = &u->room->first;
        while (*at != u)
            at = &(*at)->next;
        *at = u->next;
        pthread_mutex_unlock(&u->room->lock);
    }
    for (size_t i = 0; i < u->request->files.count; i++) {
        if (u->request->files.files[i].fd >= 0)
            (void)close(u->request->files.files[i].fd);
    }
}
