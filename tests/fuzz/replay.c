/* replay.c - runs a fuzz target over files: `replay FILE-OR-FOLDER...`. How the targets run where there is no libFuzzer. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static unsigned replay_file(const char *path)
{
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (!f || fstat(fileno(f), &st)) fuzz_fail(path);
    size_t size = (size_t)st.st_size;
    uint8_t *bytes = malloc(size + 1);
    if (!bytes || fread(bytes, 1, size, f) != size) fuzz_fail(path);
    fclose(f);
    fprintf(stderr, "%s\n", path); /* the last line tells where it stopped */
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return 1;
}

static unsigned replay(const char *path)
{
    char below[1024];
    unsigned n = 0;
    DIR *dir = opendir(path);
    if (!dir) return replay_file(path);
    const struct dirent *e;
    while ((e = readdir(dir)) != NULL) {
        snprintf(below, sizeof below, "%s/%s", path, e->d_name);
        if (e->d_name[0] != '.') n += replay(below);
    }
    closedir(dir);
    return n;
}

int main(int argc, char **argv)
{
    unsigned n = 0;
    for (int i = 1; i < argc; i++) n += replay(argv[i]);
    printf("%u inputs\n", n);
    return n ? 0 : 1;
}
