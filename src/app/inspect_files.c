#include "inspect_files.h"

void inspect_file(struct arena *a, struct str file, struct inspected *out)
{
    *out = (struct inspected){.file = file};
    if (intake_survey(a, file, &out->about, &out->error) && err_is(&out->about.first_refused))
        out->error = out->about.first_refused;
}

int inspect_exit_code(const struct inspected *files, size_t count)
{
    int worst = EXIT_DONE;
    for (size_t i = 0; i < count; i++) {
        int code = err_is(&files[i].error) ? err_exit_code(files[i].error.code) : EXIT_DONE;
        worst = code > worst ? code : worst;
    }
    return worst;
}
