#include "rejects.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/file_digest.h"
#include "base/buf.h"

void rejects_init(struct rejects *r, struct arena *a, struct str source)
{
    struct buf path;
    buf_init(&path, a, source.n + 32);
    buf_add(&path, file_base_name(source));
    buf_add_c(&path, ".refus.csv");
    *r = (struct rejects){.path = str_of(arena_cstr(a, buf_str(&path)))};
}

static void add_cell(FILE *file, const char *text)
{
    fputc(';', file);
    fputc('"', file);
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
    if (r->file == NULL) {
        r->file = fopen(r->path.p, "w");
        if (r->file == NULL)
            return false;
        fputs("line;column;field;code;value\r\n", r->file);
    }
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
    (void)fclose(r->file);
    if (kept)
        return r->path;
    (void)unlink(r->path.p);
    return (struct str){0};
}
