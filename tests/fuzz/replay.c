/* Runs a fuzz target on every file of the folders named as arguments; prints TAP, one point a
 * folder. A fault ends the program, as it does under libFuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fuzz.h"

/* The file is given in a block of just its size, so that a sanitizer sees the first byte behind. */
static int replay_file(const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (f == NULL || fstat(fileno(f), &st) != 0) {
        if (f != NULL)
            fclose(f);
        return 0;
    }
    if (!S_ISREG(st.st_mode)) {
        fclose(f);
        return 0;
    }
    size_t size = (size_t)st.st_size;
    uint8_t *data = malloc(size > 0 ? size : 1);
    int done = data != NULL && fread(data, 1, size, f) == size;
    fclose(f);
    if (done)
        LLVMFuzzerTestOneInput(data, size);
    free(data);
    return done;
}

static int replay_folder(const char *folder)
{
    char path[4096];
    int count = 0;
    DIR *d = opendir(folder);
    if (d == NULL)
        return 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        int n = snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] != '.' && n > 0 && (size_t)n < sizeof path)
            count += replay_file(path);
    }
    closedir(d);
    return count;
}

int main(int argc, char **argv)
{
    int failed = 0;
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        int count = replay_folder(argv[i]);
        failed += count == 0;
        printf("%sok %d - %d inputs of folder %d\n", count == 0 ? "not " : "", i, count, i);
        fflush(stdout);
    }
    return failed > 0;
}
