/* files.h - a folder for one test, and files in it. */
#ifndef TESTS_BATCH_FILES_H
#define TESTS_BATCH_FILES_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char test_folder[64];

static inline void files_begin(void)
{
    strcpy(test_folder, "/tmp/hearsay-batch-XXXXXX");
    cr_assert(mkdtemp(test_folder) != NULL && chdir(test_folder) == 0);
}

static inline void files_end(void)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", test_folder);
    cr_assert(chdir("/") == 0 && system(command) == 0);
}

static inline void file_write_bytes(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    cr_assert(f != NULL, "%s", path);
    cr_assert(fwrite(bytes, 1, len, f) == len && fclose(f) == 0);
}

static inline void file_write(const char *path, const char *text) { file_write_bytes(path, text, strlen(text)); }

/* The bytes of a file ended by NUL, to be freed; NULL if there is none. */
static inline char *file_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    size_t len = (size_t)ftell(f);
    char *bytes = malloc(len + 1);
    rewind(f);
    cr_assert(fread(bytes, 1, len, f) == len);
    bytes[len] = '\0';
    fclose(f);
    return bytes;
}

#define FILE_IS(path, expected)                                                                     \
    do {                                                                                            \
        char *have_ = file_read(path);                                                              \
        cr_assert(have_ != NULL, "%s is missing", (path));                                          \
        cr_assert_str_eq(have_, (expected), "%s holds:\n%s", (path), have_);                        \
        free(have_);                                                                                \
    } while (0)

#endif
