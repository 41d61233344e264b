/* manifest.c - rows out of CSV (RFC 4180; tabs if the header has them) or JSON Lines. */
#include "batch/manifest.h"

#include "batch/scan.h"
#include "batch/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANIFEST_MOST = 1 << 30 /* bytes: it is held as a whole */, CSV_COLUMNS = 64 };

static const char *const column_names[MANIFEST_COLUMNS] = { "path", "id", "published", "url", "title" };

static manifest_row *add_row(manifest *m, uint64_t line)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? 2 * m->cap : 64;
        manifest_row *rows = realloc(m->rows, cap * sizeof *rows);
        if (!rows) return NULL;
        m->rows = rows;
        m->cap = cap;
    }
    manifest_row *row = &m->rows[m->count++];
    memset(row, 0, sizeof *row);
    row->line = line;
    return row;
}

void manifest_free(manifest *m)
{
    for (size_t i = 0; i < m->count; i++)
        for (int c = 0; c < MANIFEST_COLUMNS; c++) free(m->rows[i].values[c]);
    free(m->rows);
    *m = (manifest){ 0 };
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    hs_str      bytes;
    size_t      at;
    uint64_t    line;
    char        separator;
    batch_bytes values;              /* the row's values, each ended by NUL */
    size_t      starts[CSV_COLUMNS];
    size_t      count;
    const char *problem;
} csv;

static void read_quoted(csv *c)
{
    for (c->at++; c->at < c->bytes.len; c->at++) {
        char b = c->bytes.ptr[c->at];
        if (b == '"') {
            if (c->at + 1 == c->bytes.len || c->bytes.ptr[c->at + 1] != '"') {
                c->at++;
                return;
            }
            c->at++;
        }
        c->line += b == '\n';
        bytes_append(&c->values, &b, 1);
    }
    c->problem = "the quotation mark isn't closed";
}

static bool ends_value(const csv *c)
{
    return c->at == c->bytes.len || c->bytes.ptr[c->at] == c->separator || c->bytes.ptr[c->at] == '\n';
}

static void read_value(csv *c)
{
    if (c->count < CSV_COLUMNS) c->starts[c->count++] = c->values.len;
    else c->problem = "more than 64 columns";
    if (c->at < c->bytes.len && c->bytes.ptr[c->at] == '"') read_quoted(c);
    else
        for (; !ends_value(c); c->at++) bytes_append(&c->values, c->bytes.ptr + c->at, 1);
    bool has_cr = c->at < c->bytes.len && c->bytes.ptr[c->at] == '\r'; /* behind a closing mark */
    if (has_cr) c->at++;
    else if (c->values.len > c->starts[c->count - 1] && ends_value(c) && c->values.data[c->values.len - 1] == '\r') c->values.len--;
    if (!ends_value(c)) {
        c->problem = "something stands behind a closing quotation mark";
        while (!ends_value(c)) c->at++;
    }
    bytes_append(&c->values, "", 1);
}

/* One row into values; false at the end. */
static bool read_row(csv *c)
{
    if (c->at >= c->bytes.len) return false;
    bytes_clear(&c->values);
    c->count = 0;
    c->problem = NULL;
    for (;;) {
        read_value(c);
        if (c->at == c->bytes.len || c->bytes.ptr[c->at] == '\n') break;
        c->at++;
    }
    c->at++;
    return !c->values.failed;
}

static bool is_blank_row(const csv *c) { return c->count == 1 && c->values.data[0] == '\0'; }

static hs_status read_header(csv *c, const char *path, size_t columns[MANIFEST_COLUMNS], hs_error *error)
{
    const char *newline = memchr(c->bytes.ptr, '\n', c->bytes.len);
    size_t length = newline ? (size_t)(newline - c->bytes.ptr) : c->bytes.len;
    c->separator = memchr(c->bytes.ptr, ',', length) || !memchr(c->bytes.ptr, '\t', length) ? ',' : '\t';
    c->line = 1;
    if (!read_row(c)) return batch_fail(error, HS_ERR_MEMORY, "out of memory");
    c->line++;
    for (int i = 0; i < MANIFEST_COLUMNS; i++) {
        columns[i] = SIZE_MAX;
        for (size_t k = 0; k < c->count; k++)
            if (strcmp(c->values.data + c->starts[k], column_names[i]) == 0) columns[i] = k;
    }
    if (columns[MANIFEST_PATH] != SIZE_MAX) return HS_OK;
    return batch_fail(error, HS_ERR_INPUT, "%s:1: no column 'path' (a CSV manifest begins with a header such as path,id,published)",
                      path);
}

static hs_status read_csv(manifest *m, const char *path, hs_str bytes, hs_error *error)
{
    csv c = { .bytes = bytes };
    size_t columns[MANIFEST_COLUMNS];
    hs_status status = read_header(&c, path, columns, error);
    bool is_ok = true;
    for (uint64_t line = c.line; !status && is_ok && read_row(&c); line = ++c.line) {
        if (is_blank_row(&c)) continue;
        manifest_row *row = add_row(m, line);
        if (!(is_ok = row != NULL)) break;
        if (c.problem) snprintf(row->problem, sizeof row->problem, "%s", c.problem);
        for (int i = 0; i < MANIFEST_COLUMNS && is_ok; i++)
            if (columns[i] < c.count) {
                const char *value = c.values.data + c.starts[columns[i]];
                is_ok = (row->values[i] = bytes_copy((hs_str){ value, strlen(value) })) != NULL;
            }
    }
    is_ok = is_ok && !c.values.failed;
    bytes_free(&c.values);
    return status ? status : is_ok ? HS_OK : batch_fail(error, HS_ERR_MEMORY, "out of memory");
}

/* ---- JSON Lines ----------------------------------------------------------------------------------------------------------- */

static bool set_value(manifest_row *row, int column, const scan_field *field, hs_str line)
{
    if (field->type != SCAN_STRING && field->type != SCAN_NUMBER) return true;
    batch_bytes decoded = { 0 };
    scan_decode((hs_str){ line.ptr + field->start, field->end - field->start }, &decoded);
    if (!decoded.failed) row->values[column] = bytes_copy(bytes_view(&decoded));
    bytes_free(&decoded);
    return row->values[column] != NULL;
}

static bool add_record(manifest *m, hs_str line, uint64_t number)
{
    scan_field fields[MANIFEST_COLUMNS] = { { .name = "" } };
    scan_problem problem;
    for (int i = 0; i < MANIFEST_COLUMNS; i++) fields[i].name = column_names[i];
    manifest_row *row = add_row(m, number);
    if (!row) return false;
    if (scan_record(line, fields, MANIFEST_COLUMNS, &problem) != SCAN_DONE) {
        snprintf(row->problem, sizeof row->problem, "bad JSON in column %u: %s", scan_column(line, problem.at), problem.message);
        return true;
    }
    for (int i = 0; i < MANIFEST_COLUMNS; i++)
        if (!set_value(row, i, &fields[i], line)) return false;
    return true;
}

static bool is_white(hs_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!memchr(" \t\r\n", s.ptr[i], 4)) return false;
    return true;
}

static hs_status read_json(manifest *m, hs_str bytes, hs_error *error)
{
    uint64_t number = 1;
    for (size_t at = 0; at < bytes.len; number++) {
        const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t end = newline ? (size_t)(newline - bytes.ptr) : bytes.len;
        hs_str line = { bytes.ptr + at, end - at };
        if (!is_white(line) && !add_record(m, line, number)) return batch_fail(error, HS_ERR_MEMORY, "out of memory");
        at = end + 1;
    }
    return HS_OK;
}

/* ---- the story ------------------------------------------------------------------------------------------------------------ */

/* Puts the manifest's folder before relative paths; checks that there is a path. */
static bool finish_row(manifest_row *row, hs_str folder)
{
    char *path = row->values[MANIFEST_PATH];
    if (row->problem[0]) return true;
    if (!path || !*path) {
        snprintf(row->problem, sizeof row->problem, "the row has no path");
        return true;
    }
    if (path[0] == '/' || !folder.len) return true;
    batch_bytes joined = { 0 };
    bytes_append(&joined, folder.ptr, folder.len);
    bytes_text(&joined, path);
    char *copy = joined.failed ? NULL : bytes_copy(bytes_view(&joined));
    bytes_free(&joined);
    if (!copy) return false;
    free(path);
    row->values[MANIFEST_PATH] = copy;
    return true;
}

static hs_status read_rows(manifest *m, const char *path, hs_str bytes, bool is_json, hs_error *error)
{
    const char *slash = strrchr(path, '/');
    hs_str folder = { path, slash ? (size_t)(slash - path) + 1 : 0 };
    hs_status status = is_json ? read_json(m, bytes, error) : read_csv(m, path, bytes, error);
    for (size_t i = 0; i < m->count && !status; i++)
        if (!finish_row(&m->rows[i], folder)) status = batch_fail(error, HS_ERR_MEMORY, "out of memory");
    return status;
}

hs_status manifest_read(manifest *m, const char *path, hs_error *error)
{
    *m = (manifest){ 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return batch_fail(error, HS_ERR_INPUT, "the manifest %s can't be opened: %s", path, strerror(errno));
    stream in;
    hs_str bytes = { "", 0 };
    hs_status status;
    stream_open(&in, fd, true);
    int first = stream_peek(&in);
    stream_skip_bom(&in);
    stream_outcome outcome = stream_all(&in, MANIFEST_MOST, &bytes);
    if (outcome == STREAM_IO) status = batch_fail(error, HS_ERR_INPUT, "the manifest %s can't be read: %s", path, strerror(in.failed_errno));
    else if (outcome == STREAM_TOO_LONG) status = batch_fail(error, HS_ERR_LIMIT, "the manifest %s is larger than 1 GiB", path);
    else if (outcome == STREAM_MEMORY) status = batch_fail(error, HS_ERR_MEMORY, "out of memory");
    else if (first < 0) status = batch_fail(error, HS_ERR_INPUT, "the manifest %s is empty", path);
    else status = read_rows(m, path, bytes, first == '{', error);
    stream_close(&in);
    if (status) manifest_free(m);
    return status;
}
