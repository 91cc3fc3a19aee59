/* The imports that one argument stands for: a file is one; of an archive or a folder each file is
 * one, and the documents among them are one together. */
#ifndef RELANCE_APP_IMPORT_EACH_H
#define RELANCE_APP_IMPORT_EACH_H

#include "import_files.h"

struct import_walk {
    void *with;
    void (*take)(void *with, const struct import_request *request);
    /* A file that no import can be made of. */
    void (*refused)(void *with, struct str file, const struct err *refused);
    void (*skipped)(void *with, struct str file); /* beside what an archive was given for */
};

/* In the same order whenever the argument is the same. base: what holds for all of them. */
void import_each(struct app *app, const struct import_request *base, struct str argument,
                 const struct import_walk *walk);

#endif
