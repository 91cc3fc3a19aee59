#include "given_files.h"

#include "base/buf.h"
#include "base/sort.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

enum given_state { GIVEN_NEW, GIVEN_ARCHIVE, GIVEN_FOLDER, GIVEN_END };

struct given_files {
    struct arena *arena;
    struct arena scratch; /* of the current file */
    struct str path;
    const struct mapping *mapping;
    struct app *app; /* NULL: kept mappings are not asked */
    struct str creditor;
    enum given_state state;
    struct intake_file whole; /* the argument itself */
    struct intake *archive;
    struct str *names; /* of a folder, with the argument before them */
    size_t name_count, name_next;
    size_t useful; /* files of an archive that were more than debris */
    struct given_file now;
};

struct given_files *given_open(struct arena *a, struct str path, const struct mapping *mapping)
{
    struct given_files *g = ARENA_NEW(a, struct given_files);
    *g = (struct given_files){
        .arena = a, .path = path, .mapping = mapping, .whole.fd = -1, .now.file.fd = -1};
    arena_init(&g->scratch, 0);
    return g;
}

bool given_together(struct str path)
{
    char start[64];
    struct stat st;
    struct arena a;
    arena_init(&a, 0);
    const char *name = arena_cstr(&a, path);
    bool folder = stat(name, &st) == 0 && S_ISDIR(st.st_mode);
    int fd = folder ? -1 : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t n = fd < 0 ? 0 : pread(fd, start, sizeof start, 0);
    if (fd >= 0)
        close(fd);
    arena_release(&a);
    struct str head = {start, n < 0 ? 0 : (size_t)n};
    return folder || pdf_is(head) || str_starts(head, STR("PK"));
}

void given_use_kept(struct given_files *g, struct app *app, struct str creditor)
{
    g->app = app;
    g->creditor = creditor;
}

/* The descriptor of a member belongs to its archive, that of a folder's file to us. */
static void leave(struct given_files *g)
{
    if (g->now.in != NULL && g->now.in != g->archive)
        intake_close(g->now.in);
    if (g->state != GIVEN_ARCHIVE)
        intake_file_close(&g->now.file);
    g->now = (struct given_file){.file.fd = -1};
    arena_clear(&g->scratch);
}

void given_close(struct given_files *g)
{
    leave(g);
    if (g->archive != NULL)
        intake_close(g->archive);
    intake_file_close(&g->whole);
    arena_release(&g->scratch);
}

/* A fault of the argument as a whole, which ends it. */
static struct given_file *fail(struct given_files *g, enum err_code code)
{
    g->state = GIVEN_END;
    g->now.file.name = g->path;
    err_set(&g->now.refused, code, NULL);
    return &g->now;
}

/* Documents are no lists: no child need look at them twice. */
static bool is_document(const struct given_file *f)
{
    char start[64];
    ssize_t n = pread(f->file.fd, start, sizeof start, 0);
    return pdf_is((struct str){start, n < 0 ? 0 : (size_t)n});
}

static bool find_kept(struct given_files *g, struct arena *a)
{
    struct given_file *f = &g->now;
    const struct mapping_wanted wanted = {.creditor = g->creditor, .file = &f->file};
    if (g->mapping != NULL || g->app == NULL || g->state != GIVEN_ARCHIVE || is_document(f))
        return true;
    return find_mapping(g->app, a, &wanted, &f->used, &f->refused);
}

/* Reads all of the file once. */
static void check(struct given_files *g, struct arena *a)
{
    struct given_file *f = &g->now;
    if (!find_kept(g, a))
        return;
    f->file.way.mapping = g->mapping != NULL ? g->mapping : f->used.mapping;
    bool ok = intake_open_file(a, &f->file, &f->in, &f->refused);
    f->about = *intake_about(f->in);
    if (!ok)
        f->in = NULL;
}

/* ---- folders ---- */

static struct str join(struct arena *a, struct str folder, struct str name)
{
    struct buf path;
    buf_init(&path, a, PATH_BYTES_MAX);
    buf_add(&path, folder);
    if (!str_ends(folder, STR("/")))
        buf_add_char(&path, '/');
    buf_add(&path, name);
    return buf_str(&path);
}

static bool is_pdf_name(struct str name)
{
    return name.n > 4 && str_is_nocase(str_slice(name, name.n - 4, name.n), ".pdf");
}

static int by_name(const void *a, const void *b, const void *with)
{
    (void)with;
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool add_folder(struct given_files *g, struct str folder, bool deeper);

/* Links are not followed: a folder gives what lies in it. */
static bool add_entry(struct given_files *g, struct str folder, const char *entry, bool deeper)
{
    struct str name = str_of(entry);
    struct stat st;
    if (str_starts(name, STR(".")))
        return true;
    struct str path = join(g->arena, folder, name);
    if (lstat(arena_cstr(g->arena, path), &st) != 0)
        return true;
    if (S_ISDIR(st.st_mode))
        return !deeper || add_folder(g, path, false);
    if (!S_ISREG(st.st_mode) || !is_pdf_name(name))
        return true;
    size_t n = g->name_count++;
    if (g->name_count > LIMIT_ARCHIVE_MEMBERS)
        return false;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        g->names = arena_grow(g->arena, g->names, n, n == 0 ? 1 : n * 2, sizeof *g->names);
    g->names[n] = path;
    return true;
}

/* False: too many files. */
static bool add_folder(struct given_files *g, struct str folder, bool deeper)
{
    DIR *d = opendir(arena_cstr(g->arena, folder));
    bool ok = true;
    if (d == NULL)
        return true;
    for (struct dirent *e; ok && (e = readdir(d)) != NULL;)
        ok = add_entry(g, folder, e->d_name, deeper);
    closedir(d);
    return ok;
}

static struct given_file *open_folder(struct given_files *g)
{
    if (!add_folder(g, g->path, true))
        return fail(g, ERR_TOO_MANY_MEMBERS);
    if (g->name_count == 0)
        return fail(g, ERR_NO_DOCUMENT);
    SORT(g->arena, g->names, g->name_count, by_name, NULL);
    g->state = GIVEN_FOLDER;
    return NULL;
}

static struct given_file *next_of_folder(struct given_files *g)
{
    if (g->name_next == g->name_count)
        return NULL;
    struct given_file *f = &g->now;
    struct str path = g->names[g->name_next++];
    f->file.name = path;
    int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW;
    int fd = open(arena_cstr(&g->scratch, path), flags);
    if (fd < 0)
        err_set(&f->refused, ERR_FILE_UNREADABLE, NULL);
    else if (intake_file_take(fd, path, &f->file, &f->refused))
        check(g, &g->scratch);
    return &g->now;
}

/* ---- archives ---- */

static bool is_beside(enum err_code code)
{
    return code == ERR_FILE_UNKNOWN_FORMAT || code == ERR_FILE_BINARY;
}

static void read_member(struct given_files *g)
{
    struct given_file *f = &g->now;
    check(g, &g->scratch);
    if (f->in == NULL) {
        f->skipped = is_beside(f->refused.code);
    } else if (f->about.kind == KIND_ARCHIVE) {
        intake_close(f->in);
        f->in = NULL;
        err_set(&f->refused, ERR_NESTED_ARCHIVE, NULL);
    }
}

static struct given_file *next_of_archive(struct given_files *g)
{
    struct intake_member member;
    struct err err = {0};
    bool have = false;
    if (!intake_next_member(g->archive, &member, &have, &err)) {
        struct given_file *f = fail(g, err.code);
        f->refused = err;
        return f;
    }
    if (!have)
        return g->useful == 0 ? fail(g, ERR_FILE_UNKNOWN_FORMAT) : NULL;
    struct given_file *f = &g->now;
    f->file = member.file;
    f->file.name = join(&g->scratch, g->path, member.file.name);
    f->skipped = member.skipped;
    f->refused = member.refused;
    if (!f->skipped && !err_is(&f->refused))
        read_member(g);
    g->useful += !f->skipped;
    return f;
}

/* ---- any ---- */

static struct given_file *open_file(struct given_files *g)
{
    struct given_file *f = &g->now;
    g->state = GIVEN_END;
    f->file.name = g->path;
    if (!intake_file_open(g->arena, g->path, &f->file, &f->refused))
        return &g->now;
    check(g, g->arena);
    if (f->in == NULL || f->about.kind != KIND_ARCHIVE)
        return &g->now;
    g->archive = f->in;
    g->whole = f->file;
    g->now = (struct given_file){.file.fd = -1};
    g->state = GIVEN_ARCHIVE;
    return NULL;
}

static struct given_file *open_argument(struct given_files *g)
{
    struct stat st;
    bool folder = stat(arena_cstr(g->arena, g->path), &st) == 0 && S_ISDIR(st.st_mode);
    return folder ? open_folder(g) : open_file(g);
}

struct given_file *given_next(struct given_files *g)
{
    struct given_file *f = NULL;
    leave(g);
    if (g->state == GIVEN_NEW)
        f = open_argument(g);
    if (f != NULL || g->state == GIVEN_END)
        return f;
    return g->state == GIVEN_FOLDER ? next_of_folder(g) : next_of_archive(g);
}
