/* From the body of a view to a C function, with the escaping its place asks for. */
#ifndef VIEWGEN_COMPILE_H
#define VIEWGEN_COMPILE_H

#include "viewgen/schema.h"

struct sprite {
    const char *svg; /* the file of symbols: an icon must be in it; NULL: none */
};

/* Appends the functions of all views to `out`, layouts first. */
void compile_views(struct views *views, const struct sprite *sprite, struct text *out);
/* Appends the prototypes of the views a page may call. */
void compile_prototypes(const struct views *views, struct text *out);
/* "relance.css" -> "ASSET_RELANCE_CSS". */
const char *asset_macro(const char *name, size_t n);

#endif
