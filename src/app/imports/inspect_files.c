#include "inspect_files.h"

#include "given_files.h"

int inspect_argument(struct arena *a, const struct inspect_request *request, inspect_sink *sink,
                     void *with)
{
    struct given_files *given = given_open(a, request->argument, request->mapping);
    const struct given_file *f;
    int worst = EXIT_DONE;
    while ((f = given_next(given)) != NULL) {
        struct inspected file = {f->file.name, f->refused, f->skipped, f->about};
        if (!err_is(&file.error) && err_is(&f->about.first_refused))
            file.error = f->about.first_refused;
        bool refused = err_is(&file.error) && !file.skipped;
        int code = refused ? err_exit_code(file.error.code) : EXIT_DONE;
        worst = code > worst ? code : worst;
        sink(with, &file);
    }
    given_close(given);
    return worst;
}
