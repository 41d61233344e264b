/* check_sarif.c - a check as SARIF 2.1.0, which code hosts and editors show beside the lines of a change.
 *
 * Each code is a rule of the tool; what a comment ignores is a result with a suppression and its justification. Columns count code
 * points, as everywhere in hearsay. */
#include "curate/check.h"
#include "curate/problem_codes.h"
#include "emit/escape.h"

static void write_text(buffer *out, hs_str s)
{
    buffer_lit(out, "{\"text\":\"");
    escape_json(out, s);
    buffer_lit(out, "\"}");
}

static hs_str from_chars(const char *z) { return (hs_str){ z, strlen(z) }; }

static const char *level(hs_severity severity)
{
    return severity == HS_PROBLEM_ERROR ? "error" : "warning";
}

static void write_codes(buffer *out)
{
    for (uint32_t i = 0; i < problem_code_count; i++) {
        const problem_code *code = &problem_codes[i];
        buffer_printf(out, "%s\n    {\"id\":\"%s\",\"shortDescription\":", i ? "," : "", code->code);
        write_text(out, from_chars(code->meaning));
        buffer_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}", level(code->severity));
    }
}

/* A path as a relative reference: what has a meaning in URIs is written %XX. */
static void write_uri(buffer *out, hs_str path)
{
    static const char plain[] = "-._~/";
    for (size_t i = 0; i < path.len; i++) {
        char ch = path.ptr[i];
        bool is_plain = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || (ch && strchr(plain, ch));
        if (is_plain) buffer_char(out, ch);
        else buffer_printf(out, "%%%02X", (unsigned)(unsigned char)ch);
    }
}

static void write_place(buffer *out, const hs_problem *p)
{
    buffer_lit(out, ",\"locations\":[");
    if (p->error.file.len) {
        buffer_lit(out, "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"");
        write_uri(out, p->error.file);
        buffer_lit(out, "\"}");
        if (p->error.line)
            buffer_printf(out, ",\"region\":{\"startLine\":%u,\"startColumn\":%u,\"endColumn\":%u}", p->error.line, p->error.column,
                          p->error.column + p->width);
        buffer_lit(out, "}}");
    }
    buffer_char(out, ']');
}

static void write_result(buffer *out, const checked *one)
{
    const hs_problem *p = &one->problem;
    const problem_code *code = problem_code_find(from_chars(p->code));
    buffer_printf(out, "{\"ruleId\":\"%s\",", p->code);
    if (code) buffer_printf(out, "\"ruleIndex\":%u,", (unsigned)(code - problem_codes));
    buffer_printf(out, "\"level\":\"%s\",\"message\":{\"text\":\"", level(p->severity));
    escape_json(out, from_chars(p->error.message));
    if (*p->help) buffer_lit(out, " (");
    escape_json(out, from_chars(p->help));
    if (*p->help) buffer_char(out, ')');
    buffer_lit(out, "\"}");
    write_place(out, p);
    if (one->reason.len) {
        buffer_lit(out, ",\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"");
        escape_json(out, one->reason);
        buffer_lit(out, "\"}]");
    }
    buffer_char(out, '}');
}

void check_write_sarif(const check *c, buffer *out)
{
    buffer_lit(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
                    "\"tool\":{\"driver\":{\"name\":\"hearsay check\",\"version\":\"" HS_VERSION "\",\"rules\":[");
    write_codes(out);
    buffer_lit(out, "]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[");
    for (uint32_t i = 0; i < c->count; i++) {
        buffer_str(out, i ? STR(",\n  ") : STR("\n  "));
        write_result(out, &c->items[i]);
    }
    buffer_lit(out, "]}]}\n");
}
