#include "import_each.h"

#include "app/documents/document_batch.h"
#include "given_files.h"
#include "use_mapping.h"

/* Documents are gathered, everything else is an import of its own; the argument itself, a workbook,
 * is one by its path. */
static void take_given(const struct import_walk *walk, const struct import_request *base,
                       struct given_file *f, struct document_batch *batch)
{
    struct err refused = {0};
    struct import_request request = *base;
    request.path = f->file.name;
    request.file = str_eq(f->file.name, base->path) && f->file.fd >= 0 ? NULL : f;
    if (f->skipped)
        walk->skipped(walk->with, f->file.name);
    else if (f->in == NULL || f->about.kind != KIND_DOCUMENT)
        walk->take(walk->with, &request);
    else if (!batch_add(batch, f, &refused))
        walk->refused(walk->with, f->file.name, &refused);
}

/* The members of an archive, the PDFs of a folder. base->path is the argument. */
static void take_together(struct app *app, const struct import_request *base,
                          const struct import_walk *walk)
{
    const struct used_mapping *used = base->mapping;
    struct arena arena;
    struct given_file *f;
    arena_init(&arena, 0);
    struct given_files *given = given_open(&arena, base->path, used == NULL ? NULL : used->mapping);
    given_use_kept(given, app, base->creditor);
    struct document_batch *batch = batch_open(app, &arena);
    while ((f = given_next(given)) != NULL)
        take_given(walk, base, f, batch);
    if (batch_count(batch) > 0) {
        struct import_request request = *base;
        request.documents = batch;
        walk->take(walk->with, &request);
    }
    batch_close(batch);
    given_close(given);
    arena_release(&arena);
}

void import_each(struct app *app, const struct import_request *base, struct str argument,
                 const struct import_walk *walk)
{
    struct import_request request = *base;
    request.path = argument;
    if (given_together(argument))
        take_together(app, &request, walk);
    else
        walk->take(walk->with, &request);
}
