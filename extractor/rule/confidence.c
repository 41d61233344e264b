/* confidence.c - lines of confidence.txt, and the mark that ties a line to a rule. */
#include "rule/confidence.h"

#include "base/buffer.h"
#include "base/digest.h"

/* What a rule finds depends on these keys; note, status and examples may change freely. */
static const char *const counted_keys[] = { "layer", "view", "priority", "match", "unless", "unless_inside", "set", "carry" };

static void put_value(buffer *out, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) buffer_str(out, n->text);
    for (uint32_t i = 0; n->kind != YAML_SCALAR && i < n->count; i++) {
        if (n->keys) buffer_str(out, n->keys[i]->text);
        buffer_char(out, '\x1f');
        put_value(out, n->items[i]);
        buffer_char(out, '\x1e');
    }
}

bool confidence_mark(const rule *r, char mark[CONFIDENCE_MARK + 1])
{
    buffer bytes;
    char hex[65];
    buffer_init(&bytes);
    for (size_t i = 0; i < sizeof counted_keys / sizeof *counted_keys; i++) {
        const yaml_node *n = yaml_get(r->node, counted_keys[i]);
        buffer_printf(&bytes, "%s\x1d", counted_keys[i]);
        if (n) put_value(&bytes, n);
    }
    bool ok = !bytes.failed && digest_bytes(buffer_view(&bytes), hex);
    buffer_free(&bytes);
    if (ok) memcpy(mark, hex, CONFIDENCE_MARK);
    mark[ok ? CONFIDENCE_MARK : 0] = '\0';
    return ok;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct { hs_str words[4]; uint32_t count; } fields;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static fields split(hs_str line)
{
    fields f = { .count = 0 };
    for (size_t at = 0; at < line.len && line.ptr[at] != '#';) {
        size_t from = at;
        while (at < line.len && !is_blank(line.ptr[at])) at++;
        if (at > from && f.count < 4) f.words[f.count] = (hs_str){ line.ptr + from, at - from };
        f.count += at > from;
        while (at < line.len && is_blank(line.ptr[at])) at++;
    }
    return f;
}

/* "0.94" as 94, "1.00" as 100; UINT32_MAX for anything else. */
static uint32_t read_share(hs_str s)
{
    if (s.len != 4 || s.ptr[1] != '.') return UINT32_MAX;
    uint32_t hundredths = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i == 1) continue;
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return UINT32_MAX;
        hundredths = hundredths * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return hundredths <= 100 ? hundredths : UINT32_MAX;
}

static uint32_t read_count(hs_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || n > 100000000) return UINT32_MAX;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return s.len ? n : UINT32_MAX;
}

static void tell_rule(struct hs_rules *rules, hs_str pack, const fields *f, uint32_t hundredths, uint32_t n)
{
    for (uint32_t i = 0; i < rules->rule_count; i++) {
        rule *r = &rules->rules[i];
        char mark[CONFIDENCE_MARK + 1];
        if (!str_eq(r->id, f->words[0]) || !str_eq(r->pack, pack)) continue;
        if (!confidence_mark(r, mark)) rules->memory.failed = true;
        if (!str_is(f->words[3], mark) || n < CONFIDENCE_LEAST) continue;
        r->confidence = hundredths / 100.0;
        r->confidence_n = n;
    }
}

void confidence_read(struct hs_rules *rules, const source_file *file, hs_str pack, problems *p)
{
    hs_str all = file->bytes;
    for (size_t at = 0; at < all.len;) {
        const char *newline = memchr(all.ptr + at, '\n', all.len - at);
        size_t end = newline ? (size_t)(newline - all.ptr) : all.len;
        fields f = split((hs_str){ all.ptr + at, end - at });
        uint32_t share = f.count == 4 ? read_share(f.words[1]) : UINT32_MAX, n = f.count == 4 ? read_count(f.words[2]) : UINT32_MAX;
        if (f.count && (share == UINT32_MAX || n == UINT32_MAX))
            problem_add(p, HS_PROBLEM_ERROR, "H030", file, (hs_span){ (uint32_t)at, (uint32_t)end }, "write it with hearsay score --write-confidence",
                        "a line of confidences is: rule precision n mark");
        else if (f.count) tell_rule(rules, pack, &f, share, n);
        at = end + 1;
    }
}
