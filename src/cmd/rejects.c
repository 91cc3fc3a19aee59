#include "rejects.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/imports/file_digest.h"
#include "base/buf.h"

enum { NAMES_MAX = 1000 };

void rejects_init(struct rejects *r, struct arena *a, struct str source)
{
    *r = (struct rejects){.arena = a, .source = file_base_name(source)};
}

/* The descriptor of a file that did not exist; -1: none. */
static int open_free(struct rejects *r)
{
    for (int i = 1; i <= NAMES_MAX; i++) {
        struct buf path;
        buf_init(&path, r->arena, r->source.n + 32);
        buf_add(&path, r->source);
        buf_add_c(&path, ".refus");
        if (i > 1) {
            buf_add_char(&path, '-');
            buf_add_int(&path, i);
        }
        buf_add_c(&path, ".csv");
        r->path = str_of(arena_cstr(r->arena, buf_str(&path)));
        int fd = open(r->path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static bool open_file(struct rejects *r)
{
    int fd = open_free(r);
    r->file = fd < 0 ? NULL : fdopen(fd, "w");
    if (r->file == NULL && fd >= 0)
        close(fd);
    if (r->file == NULL)
        return false;
    fputs("line;column;field;code;value\r\n", r->file);
    return true;
}

static void add_cell(FILE *file, const char *text)
{
    fputs(";\"", file);
    if (text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
        fputc('\'', file);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', file);
        fputc(*text, file);
    }
    fputc('"', file);
}

bool rejects_add(void *with, const struct err *refused)
{
    struct rejects *r = with;
    if (r->file == NULL && !open_file(r))
        return false;
    fprintf(r->file, "%lld;%d", (long long)refused->line, (int)refused->column);
    add_cell(r->file, refused->field);
    add_cell(r->file, err_code_text(refused->code));
    add_cell(r->file, refused->arg);
    fputs("\r\n", r->file);
    return ferror(r->file) == 0;
}

struct str rejects_end(struct rejects *r, bool kept)
{
    if (r->file == NULL)
        return (struct str){0};
    bool whole = fclose(r->file) == 0;
    r->file = NULL;
    if (kept && whole)
        return r->path;
    (void)unlink(r->path.p);
    return (struct str){0};
}
