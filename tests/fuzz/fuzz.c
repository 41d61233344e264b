/* fuzz.c - see fuzz.h. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void remove_folder(void)
{
    char path[96];
    snprintf(path, sizeof path, "%s/lexicons", folder);
    rmdir(path);
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    char path[96];
    if (folder[0]) return folder;
    snprintf(folder, sizeof folder, "%s/hearsay-fuzz-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
    if (!mkdtemp(folder)) fuzz_fail("no temporary folder");
    snprintf(path, sizeof path, "%s/lexicons", folder);
    if (mkdir(path, 0700)) fuzz_fail("no temporary folder");
    atexit(remove_folder);
    return folder;
}

void fuzz_write(const char *name, hs_str bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes.ptr, 1, bytes.len, f) != bytes.len || fclose(f)) fuzz_fail("a temporary file can't be written");
}

void fuzz_remove(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    unlink(path);
}

_Noreturn void fuzz_fail(const char *what)
{
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

hs_str fuzz_cut(hs_str *rest, const char *separator)
{
    size_t n = strlen(separator);
    hs_str all = *rest;
    for (size_t i = 0; i + n <= all.len; i++) {
        bool is_line = i == 0 || all.ptr[i - 1] == '\n';
        if (!is_line || memcmp(all.ptr + i, separator, n) != 0) continue;
        *rest = (hs_str){ all.ptr + i + n, all.len - i - n };
        return (hs_str){ all.ptr, i };
    }
    *rest = (hs_str){ all.ptr + all.len, 0 };
    return all;
}
