/* stream.h - a file, a pipe or stdin, read in blocks of a megabyte: line by line in constant memory, or whole.
 *
 * A line is held in one piece. Before it is let grow, the caller is asked whether it is hopeless (the article in it is
 * already too large); such lines, and those above the limit, are passed over without being held. Knows bytes and lines only. */
#ifndef BATCH_STREAM_H
#define BATCH_STREAM_H

#include "hearsay.h"

enum { STREAM_BLOCK = 1 << 20, STREAM_LONGEST_LINE = 64 << 20 };

typedef struct {
    int      fd;
    bool     is_owned;     /* the descriptor is closed with the stream                  */
    bool     at_eof;
    char    *data;
    size_t   start, end, cap;
    uint64_t offset;       /* of data[start] in the file                                */
    uint64_t line;         /* number of the line last given, from 1                     */
    int      failed_errno; /* why reading failed                                        */
} stream;

typedef enum { STREAM_LINE, STREAM_TOO_LONG, STREAM_END, STREAM_IO, STREAM_MEMORY } stream_outcome;

/** Is it useless to read on? Asked with the part of a line that is there, each time the buffer would have to grow. */
typedef bool (*stream_hopeless)(void *user, hs_str part);

void stream_open(stream *s, int fd, bool is_owned);
void stream_close(stream *s);

/** The next line without its newline, borrowed until the next call, and its offset in the file. STREAM_TOO_LONG: the line was passed over. */
stream_outcome stream_line(stream *s, stream_hopeless is_hopeless, void *user, hs_str *line, uint64_t *offset);

/** Everything that is left, if it has at most `most` bytes; else STREAM_TOO_LONG. STREAM_LINE when done. Borrowed. */
stream_outcome stream_all(stream *s, size_t most, hs_str *bytes);

/** The first byte that is neither BOM nor white space, or -1. Consumes nothing. */
int stream_peek(stream *s);

/** Passes over a UTF-8 BOM at the very beginning. */
void stream_skip_bom(stream *s);

/** Goes on with another file, keeping the memory. The former descriptor is closed if it is owned. */
void stream_reuse(stream *s, int fd, bool is_owned);

#endif
