/* paths.c - stems and safe names.
 *
 *   id  ../etc/pass wd      name  %2E%2E/etc/pass%20wd.xml                                                               */
#include "batch/paths.h"

#include "batch/seen.h"

#include <string.h>

enum { COMPONENT_MOST = 200, COMPONENT_KEPT = 160, NAME_MOST = 1000 /* leaves room below PATH_MAX for the folder */ };

hs_str path_base(hs_str path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/') at--;
    return (hs_str){ path.ptr + at, path.len - at };
}

hs_str path_suffix(hs_str path)
{
    hs_str base = path_base(path);
    for (size_t at = base.len; at-- > 1;)
        if (base.ptr[at] == '.') return (hs_str){ base.ptr + at, base.len - at };
    return (hs_str){ path.ptr + path.len, 0 };
}

hs_str path_stem(hs_str path)
{
    return (hs_str){ path.ptr, path.len - path_suffix(path).len };
}

bool path_has_suffix(hs_str path, const char *suffix)
{
    hs_str have = path_suffix(path);
    if (have.len != strlen(suffix)) return false;
    for (size_t i = 0; i < have.len; i++) {
        char c = have.ptr[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
        if (c != suffix[i]) return false;
    }
    return true;
}

static bool is_safe(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

static void append_escaped(batch_bytes *out, char c)
{
    bytes_printf(out, "%%%02X", (unsigned)(unsigned char)c);
}

static bool is_dots(hs_str s)
{
    return (s.len == 1 && s.ptr[0] == '.') || (s.len == 2 && s.ptr[0] == '.' && s.ptr[1] == '.');
}

/* Cuts what was written since `from` and ends it with a hash of the whole. */
static void cut(batch_bytes *out, size_t from, size_t kept, hs_str whole)
{
    seen_key key = seen_hash(whole);
    size_t end = from + kept;
    if (out->failed) return;
    if (out->data[end - 1] == '%') end -= 1;
    else if (out->data[end - 2] == '%') end -= 2; /* not inside %XX */
    out->len = end;
    bytes_printf(out, "-%016llx", (unsigned long long)key.a);
}

static void append_component(batch_bytes *out, hs_str component)
{
    size_t from = out->len;
    bool is_dot = is_dots(component);
    for (size_t i = 0; i < component.len; i++) {
        if (is_safe(component.ptr[i]) && !is_dot) bytes_append(out, component.ptr + i, 1);
        else append_escaped(out, component.ptr[i]);
    }
    if (out->len - from > COMPONENT_MOST) cut(out, from, COMPONENT_KEPT, component);
}

/* A slash parts folders only between two components that aren't empty. */
static bool is_parting(hs_str id, size_t at)
{
    return at > 0 && at + 1 < id.len && id.ptr[at - 1] != '/' && id.ptr[at + 1] != '/';
}

static size_t component_end(hs_str id, size_t at)
{
    while (at < id.len && !(id.ptr[at] == '/' && is_parting(id, at))) at++;
    return at;
}

void path_file_name(batch_bytes *out, hs_str id, const char *suffix)
{
    size_t from = out->len;
    for (size_t at = 0; at < id.len;) {
        size_t end = component_end(id, at);
        append_component(out, (hs_str){ id.ptr + at, end - at });
        if (end < id.len) bytes_text(out, "/");
        at = end + 1;
    }
    if (!id.len) bytes_text(out, "%");
    if (out->len - from > NAME_MOST) {
        size_t kept = COMPONENT_KEPT;
        while (!out->failed && out->data[from + kept - 1] == '/') kept--;
        cut(out, from, kept, id);
    }
    bool is_reserved = !out->failed && out->len - from == 7 && memcmp(out->data + from, "rejects", 7) == 0 && strcmp(suffix, ".jsonl") == 0;
    if (is_reserved) {
        out->len = from;
        bytes_text(out, "%72ejects");
    }
    bytes_text(out, suffix);
}
