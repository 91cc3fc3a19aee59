#include "press_fonts.h"

#include <errno.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gen/assets.h"

enum { FONT_COUNT = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    bool loaded;
    FcConfig *config;
    FcCharSet *letters;
    int fd[FONT_COUNT], fd_count;
    const char *why;
} fonts;

static bool failed(const char *what)
{
    fonts.why = what;
    return false;
}

static const struct asset *find_asset(const char *address)
{
    const char *name = address + strlen("/assets/");
    for (size_t i = 0; i < asset_count; i++) {
        if (strcmp(assets[i].name, name) == 0) {
            return &assets[i];
        }
    }
    return NULL;
}

static bool write_all(int fd, const unsigned char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        bytes += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

/* Pango's shaper reads the file itself and knows no WOFF2: it is given the unpacked font, under
 * the name a memory file has in /proc. The descriptor stays open. */
static bool add_file(const unsigned char *sfnt, size_t n)
{
    char path[40];
    int fd = memfd_create("relance-font", MFD_CLOEXEC);
    if (fd < 0) {
        return failed("no memory file for a font");
    }
    fonts.fd[fonts.fd_count++] = fd;
    if (!write_all(fd, sfnt, n)) {
        return failed("no memory for a font");
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (!FcConfigAppFontAddFile(fonts.config, (const FcChar8 *)path)) {
        return failed("fontconfig does not take a font from /proc/self/fd");
    }
    return true;
}

static bool add_font(FT_Library library, const char *address)
{
    FT_Face face;
    FT_ULong n = 0;
    const struct asset *font = find_asset(address);
    if (font == NULL || FT_New_Memory_Face(library, font->bytes, (FT_Long)font->n, 0, &face) != 0) {
        return failed("FreeType does not open a font (WOFF2 needs brotli)");
    }
    bool added = false;
    unsigned char *sfnt = NULL;
    if (FT_Load_Sfnt_Table(face, 0, 0, NULL, &n) == 0 && (sfnt = malloc(n)) != NULL &&
        FT_Load_Sfnt_Table(face, 0, 0, sfnt, &n) == 0) {
        added = add_file(sfnt, n);
    }
    free(sfnt);
    (void)FT_Done_Face(face);
    return added || failed("a font cannot be unpacked");
}

/* What all fonts share. */
static bool gather_letters(void)
{
    FcFontSet *set = FcConfigGetFonts(fonts.config, FcSetApplication);
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcCharSet *letters;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) != FcResultMatch) {
            continue;
        }
        FcCharSet *old = fonts.letters;
        fonts.letters = old == NULL ? FcCharSetCopy(letters) : FcCharSetIntersect(old, letters);
        if (old != NULL) {
            FcCharSetDestroy(old);
        }
    }
    return fonts.letters != NULL || failed("the fonts have no letters");
}

static bool load(void)
{
    static const char *const addresses[FONT_COUNT] = {ASSET_RELANCE_SANS_WOFF2,
                                                      ASSET_RELANCE_VOIX_WOFF2};
    FT_Library library;
    fonts.config = FcConfigCreate();
    if (fonts.config == NULL || FT_Init_FreeType(&library) != 0) {
        return failed("no memory for fonts");
    }
    bool loaded = true;
    for (size_t i = 0; i < FONT_COUNT; i++) {
        loaded = loaded && add_font(library, addresses[i]);
    }
    (void)FT_Done_FreeType(library);
    return loaded && gather_letters() && FcConfigSetCurrent(fonts.config);
}

static void unload(void)
{
    if (fonts.letters != NULL) {
        FcCharSetDestroy(fonts.letters);
    }
    if (fonts.config != NULL) {
        FcConfigDestroy(fonts.config);
    }
    FcFini();
    while (fonts.fd_count > 0) {
        (void)close(fonts.fd[--fonts.fd_count]);
    }
    fonts.letters = NULL;
    fonts.config = NULL;
}

/* Kept until the process ends: cairo keeps fonts by the path of their file, in caches nobody can
 * empty, and the number of a memory file that was closed soon names another. */
bool press_fonts_config(FcConfig **out, struct err *err)
{
    (void)pthread_mutex_lock(&lock);
    bool loaded = fonts.loaded || load();
    if (!loaded) {
        unload();
        (void)err_set(err, ERR_SYSTEM, fonts.why);
    }
    if (loaded && !fonts.loaded)
        (void)atexit(unload);
    fonts.loaded = loaded;
    *out = fonts.config;
    (void)pthread_mutex_unlock(&lock);
    return loaded;
}

bool press_fonts_have(uint32_t code) { return FcCharSetHasChar(fonts.letters, code); }
