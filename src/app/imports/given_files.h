/* The files that one argument of a command stands for: a file itself, the members of a ZIP archive,
 * or the PDFs of a folder and of the folders in it. Each is read by intake on its own; one that is
 * refused does not stop the others. */
#ifndef RELANCE_APP_GIVEN_FILES_H
#define RELANCE_APP_GIVEN_FILES_H

#include "base/arena.h"
#include "use_mapping.h"

struct given_file {
    struct intake_file file;     /* open; its name is "a.zip/b.pdf" */
    struct intake *in;           /* checked and ready to be read; NULL when refused or skipped */
    struct intake_summary about; /* of a refused file what was learnt before */
    bool
        skipped; /* beside what was asked for: a picture in an archive, a link; refused says more */
    struct used_mapping used; /* a kept mapping that knew its header; else none */
    struct err refused;
};

/* A folder, or something that begins like an archive or a PDF: what more than one file may stand
 * behind, or what is taken in together. False: a file like others, or none. */
bool given_together(struct str path);

struct given_files;

/* Opens nothing yet. In the arena. mapping: how lists among them are laid out; may be NULL. */
struct given_files *given_open(struct arena *a, struct str path, const struct mapping *mapping);
/* The next file, until the next call; NULL at the end. A fault of the whole (no such file, a
 * damaged archive, an empty folder) is a refused file with the name of the argument. */
struct given_file *given_next(struct given_files *g);
/* From now on a list whose header a kept mapping knows is read with it (use_mapping.h), unless a
 * mapping was given. */
void given_use_kept(struct given_files *g, struct app *app, struct str creditor);
void given_close(struct given_files *g);

#endif
