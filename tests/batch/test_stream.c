/* test_stream.c - lines of every length out of files and pipes, against a plain split of the whole. */
#include "files.h"

#include "batch/stream.h"

#include <fcntl.h>

TestSuite(stream, .init = files_begin, .fini = files_end);

static bool never(void *user, hs_str part) { return false; }
static bool above_2_mib(void *user, hs_str part) { return part.len > 2u << 20; }

static void compare_lines(const char *bytes, size_t len)
{
    stream s;
    hs_str line;
    uint64_t offset, number = 0;
    size_t at = 0;
    file_write_bytes("f", bytes, len);
    stream_open(&s, open("f", O_RDONLY), true);
    while (at < len) {
        const char *newline = memchr(bytes + at, '\n', len - at);
        size_t end = newline ? (size_t)(newline - bytes) : len;
        cr_assert(stream_line(&s, never, NULL, &line, &offset) == STREAM_LINE);
        cr_assert(offset == at && s.line == ++number && line.len == end - at && memcmp(line.ptr, bytes + at, line.len) == 0);
        at = end + 1;
    }
    cr_assert(stream_line(&s, never, NULL, &line, &offset) == STREAM_END);
    cr_assert(stream_line(&s, never, NULL, &line, &offset) == STREAM_END);
    stream_close(&s);
}

Test(stream, lines)
{
    compare_lines("", 0);
    compare_lines("\n", 1);
    compare_lines("a\n\nb", 4);
    compare_lines("a\nb\n", 4);
}

Test(stream, long_and_short_lines)
{
    size_t len = 7u << 20;
    char *bytes = malloc(len);
    uint32_t state = 5;
    memset(bytes, 'x', len);
    for (size_t at = 0; at < len;) {
        state = state * 1664525u + 1013904223u;
        at += (state >> 28) == 0 ? (state >> 8) % 3000000 : (state >> 8) % 9000;
        if (at < len) bytes[at] = '\n';
    }
    compare_lines(bytes, len);
    free(bytes);
}

Test(stream, hopeless_lines_are_passed_over)
{
    size_t len = 20u << 20;
    char *bytes = malloc(len);
    memset(bytes, 'x', len);
    memcpy(bytes, "first\n", 6);
    memcpy(bytes + len - 6, "\nlast\n", 6);
    file_write_bytes("f", bytes, len);
    stream s;
    hs_str line;
    uint64_t offset;
    stream_open(&s, open("f", O_RDONLY), true);
    cr_assert(stream_line(&s, above_2_mib, NULL, &line, &offset) == STREAM_LINE && line.len == 5);
    cr_assert(stream_line(&s, above_2_mib, NULL, &line, &offset) == STREAM_TOO_LONG && offset == 6 && s.line == 2);
    cr_assert(s.cap <= 4u << 20);
    cr_assert(stream_line(&s, above_2_mib, NULL, &line, &offset) == STREAM_LINE);
    cr_assert(line.len == 4 && memcmp(line.ptr, "last", 4) == 0 && s.line == 3 && offset == len - 5);
    cr_assert(stream_line(&s, above_2_mib, NULL, &line, &offset) == STREAM_END);
    stream_close(&s);
    free(bytes);
}

Test(stream, whole)
{
    stream s;
    hs_str bytes;
    file_write("f", "\xEF\xBB\xBF \n{x");
    stream_open(&s, open("f", O_RDONLY), true);
    cr_assert(stream_peek(&s) == '{');
    cr_assert(stream_all(&s, 7, &bytes) == STREAM_LINE && bytes.len == 7 && bytes.ptr[0] == '\xEF');
    stream_reuse(&s, open("f", O_RDONLY), true);
    cr_assert(stream_all(&s, 6, &bytes) == STREAM_TOO_LONG);
    stream_reuse(&s, open(".", O_RDONLY), true);
    cr_assert(stream_all(&s, 6, &bytes) == STREAM_IO && s.failed_errno != 0);
    stream_close(&s);
}
