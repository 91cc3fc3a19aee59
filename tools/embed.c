/* embed OUT.bin OUT.c OUT.h NAME=FILE...: puts files into the program, to be served under
 * /assets/ with a hash of their content in the name, so that a browser may keep them for ever.
 *
 * OUT.bin holds all bytes one after another, plain and, where it pays, gzipped; OUT.c takes it in
 * and describes it; OUT.h has one ASSET_NAME macro per file with its address. In a .css file
 * url("NAME") of a file given before is replaced by that file's address. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "sqlgen/text.h"

enum { FILES_MAX = 64, HASH_BYTES = 6 };

struct embedded {
    const char *name; /* as given: "fonts/relance-sans.woff2" */
    char *served;     /* "relance-sans.0a1b2c3d4e5f.woff2" */
    const char *type;
    struct text bytes, gzip;
    size_t at, gzip_at; /* in OUT.bin */
};

static struct embedded files[FILES_MAX];
static size_t file_count;

static const char *content_type(const char *name)
{
    static const struct {
        const char *end, *type;
    } types[] = {{".css", "text/css; charset=utf-8"},
                 {".csv", "text/csv; charset=utf-8"},
                 {".js", "text/javascript; charset=utf-8"},
                 {".svg", "image/svg+xml"},
                 {".woff2", "font/woff2"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(dot, types[i].end) == 0)
            return types[i].type;
    }
    refuse(name, 0, "has no known content type");
}

static const char *base_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash == NULL ? name : slash + 1;
}

/* url("NAME") of known files, in place. */
static struct text rewrite(const struct text *css)
{
    struct text out = {0};
    const char *p = css->p;
    for (;;) {
        const char *url = strstr(p, "url(\"");
        if (url == NULL)
            break;
        const char *name = url + 5;
        const char *end = strchr(name, '"');
        text_add_bytes(&out, p, (size_t)(name - p));
        p = name;
        for (size_t i = 0; end != NULL && i < file_count; i++) {
            size_t n = strlen(files[i].name);
            if (n == (size_t)(end - name) && memcmp(files[i].name, name, n) == 0) {
                text_add(&out, "/assets/%s", files[i].served);
                p = end;
            }
        }
    }
    text_add_bytes(&out, p, strlen(p));
    return out;
}

static void name_by_content(struct embedded *f)
{
    unsigned char hash[32];
    char hex[2 * HASH_BYTES + 1];
    const char *base = base_name(f->name);
    const char *dot = strrchr(base, '.');
    if (crypto_generichash(hash, sizeof hash, (const unsigned char *)f->bytes.p, f->bytes.n, NULL,
                           0) != 0)
        refuse(f->name, 0, "cannot be hashed");
    sodium_bin2hex(hex, sizeof hex, hash, HASH_BYTES);
    f->served = pool_printf("%.*s.%s%s", (int)(dot - base), base, hex, dot);
}

/* Kept only if it is at least a tenth smaller. */
static void compress_file(struct embedded *f)
{
    z_stream z = {0};
    uLong room = compressBound(f->bytes.n) + 64;
    char *to = pool_alloc(room);
    if (strncmp(f->type, "font/", 5) == 0)
        return;
    if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        refuse(f->name, 0, "cannot be compressed");
    z.next_in = (Bytef *)f->bytes.p;
    z.avail_in = (uInt)f->bytes.n;
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        refuse(f->name, 0, "cannot be compressed");
    if (z.total_out < f->bytes.n - f->bytes.n / 10)
        text_add_bytes(&f->gzip, to, z.total_out);
    deflateEnd(&z);
}

/* Binary: file_read of the text library refuses zero bytes. */
static struct text read_bytes(const char *path)
{
    struct text out = {0};
    char part[65536];
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        refuse(path, 0, "cannot be read: run script/bootstrap");
    text_add_bytes(&out, "", 0);
    for (;;) {
        size_t n = fread(part, 1, sizeof part, in);
        if (n == 0)
            break;
        text_add_bytes(&out, part, n);
    }
    if (ferror(in) != 0 || out.n == 0)
        refuse(path, 0, "is empty or cannot be read");
    fclose(in);
    return out;
}

static void add_file(const char *given)
{
    const char *equals = strchr(given, '=');
    if (equals == NULL || file_count == FILES_MAX)
        refuse("embed", 0, "NAME=FILE, at most %d of them", FILES_MAX);
    struct embedded *f = &files[file_count];
    f->name = pool_copy(given, (size_t)(equals - given));
    f->type = content_type(f->name);
    f->bytes = read_bytes(equals + 1);
    if (strncmp(f->type, "text/css", 8) == 0)
        f->bytes = rewrite(&f->bytes);
    name_by_content(f);
    compress_file(f);
    file_count++;
}

static void write_bin(const char *path)
{
    struct text all = {0};
    for (size_t i = 0; i < file_count; i++) {
        files[i].at = all.n;
        text_add_bytes(&all, files[i].bytes.p, files[i].bytes.n);
        files[i].gzip_at = all.n;
        if (files[i].gzip.n > 0)
            text_add_bytes(&all, files[i].gzip.p, files[i].gzip.n);
    }
    FILE *out = fopen(path, "wb");
    if (out == NULL || fwrite(all.p, 1, all.n, out) != all.n || fclose(out) != 0)
        refuse(path, 0, "cannot be written");
}

static void write_c(const char *path, const char *bin)
{
    struct text out = {0};
    char *whole = realpath(bin, NULL);
    if (whole == NULL)
        refuse(bin, 0, "cannot be found");
    text_add(
        &out,
        "/* Generated by tools/embed. */\n#include \"gen/assets.h\"\n\n"
        "__asm__(\".pushsection .rodata\\n.balign 16\\nasset_bytes:\\n.incbin \\\"%s\\\"\\n\"\n"
        "        \".popsection\\n\");\n"
        "extern const unsigned char asset_bytes[] __attribute__((visibility(\"hidden\")));\n\n"
        "const struct asset assets[] = {\n",
        whole);
    for (size_t i = 0; i < file_count; i++)
        text_add(&out, "    {\"%s\", \"%s\", asset_bytes + %zu, %zu, asset_bytes + %zu, %zu},\n",
                 files[i].served, files[i].type, files[i].at, files[i].bytes.n, files[i].gzip_at,
                 files[i].gzip.n);
    text_add(&out, "};\nconst size_t asset_count = %zu;\n", file_count);
    file_write(path, &out);
    free(whole);
}

static void write_h(const char *path)
{
    struct text out = {0};
    text_add(&out,
             "/* Generated by tools/embed. */\n#ifndef RELANCE_GEN_ASSETS_H\n"
             "#define RELANCE_GEN_ASSETS_H\n\n#include <stddef.h>\n\n"
             "struct asset {\n    const char *name; /* behind /assets/ */\n"
             "    const char *type;\n    const unsigned char *bytes;\n    size_t n;\n"
             "    const unsigned char *gzip;\n    size_t gzip_n; /* 0: not worth it */\n};\n\n"
             "extern const struct asset assets[];\nextern const size_t asset_count;\n\n");
    for (size_t i = 0; i < file_count; i++) {
        char *macro = pool_copy(base_name(files[i].name), strlen(base_name(files[i].name)));
        for (char *p = macro; *p != '\0'; p++)
            *p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : strchr(".-", *p) ? '_' : *p;
        text_add(&out, "#define ASSET_%s \"/assets/%s\"\n", macro, files[i].served);
    }
    text_add(&out, "\n#endif\n");
    file_write(path, &out);
}

int main(int argc, char **argv)
{
    if (argc < 5 || sodium_init() < 0)
        refuse("embed", 0, "usage: embed OUT.bin OUT.c OUT.h NAME=FILE...");
    for (int i = 4; i < argc; i++)
        add_file(argv[i]);
    write_bin(argv[1]);
    write_c(argv[2], argv[1]);
    write_h(argv[3]);
    return 0;
}
