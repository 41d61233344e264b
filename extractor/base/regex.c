/* regex.c - the only file that includes PCRE2. Knows nothing of tokens or rules. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/regex.h"

#include <pcre2.h>
#include <stdlib.h>

#define STRING(x) #x
#define XSTRING(x) STRING(x)

struct regex {
    pcre2_code    *code;
    const uint8_t *first_bytes; /* bitmap of 256 bits, in `code` or `tried`; NULL: any             */
    int            first_byte;  /* the only one, or -1                                             */
    uint8_t        tried[32];
    bool           is_jit, is_whole;
};

struct regex_run {
    pcre2_match_data    *data;
    pcre2_match_context *context;
    pcre2_jit_stack     *stack;
};

static void know_first_bytes(regex *r)
{
    uint32_t type = 0, unit = 0;
    pcre2_pattern_info(r->code, PCRE2_INFO_FIRSTBITMAP, &r->first_bytes);
    pcre2_pattern_info(r->code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(r->code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    r->first_byte = type == 1 && unit < 128 && !(unit >= 'A' && unit <= 'z') ? (int)unit : -1; /* a letter may be caseless */
}

/* PCRE2 keeps no bitmap for what Unicode decides, \d first of all. Then each ASCII letter is offered alone: a match that can't even be
 * partial doesn't begin with it. */
static void try_first_bytes(regex *r, hs_str pattern, uint32_t options)
{
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *open = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options, &code, &at, NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    memset(r->tried, 0xFF, sizeof r->tried);
    for (unsigned char byte = 0; open && data && byte < 128; byte++)
        if (pcre2_match(open, &byte, 1, 0, PCRE2_PARTIAL_HARD, data, NULL) == PCRE2_ERROR_NOMATCH) r->tried[byte / 8] &= (uint8_t)~(1u << byte % 8);
    r->first_bytes = r->tried;
    pcre2_match_data_free(data);
    pcre2_code_free(open);
}

regex *regex_compile(hs_str pattern, unsigned flags, char message[120], size_t *offset)
{
    /* PCRE2 tells the first bytes of a match only for patterns that aren't anchored: a whole match is then one that starts at 0 */
    uint32_t options = PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C;
    if (!(flags & REGEX_WHOLE)) options |= PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE;
    if (flags & REGEX_UTF) options |= PCRE2_UTF | PCRE2_UCP;
    else options |= PCRE2_NEVER_UTF;
    if (flags & REGEX_WHOLE) options |= PCRE2_ENDANCHORED;
    int code = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options, &code, &at, NULL);
    if (!compiled) {
        pcre2_get_error_message(code, (PCRE2_UCHAR *)message, 120);
        *offset = at;
        return NULL;
    }
    regex *r = calloc(1, sizeof *r);
    if (!r) {
        pcre2_code_free(compiled);
        memcpy(message, "out of memory", sizeof "out of memory");
        *offset = 0;
        return NULL;
    }
    r->code = compiled;
    r->is_whole = (flags & REGEX_WHOLE) != 0;
    know_first_bytes(r);
    if (r->is_whole && !r->first_bytes && r->first_byte < 0) try_first_bytes(r, pattern, (options & ~(uint32_t)PCRE2_ENDANCHORED) | PCRE2_ANCHORED);
    return r;
}

bool regex_may_begin(const regex *r, unsigned char byte)
{
    if (r->first_byte >= 0) return r->first_byte == byte;
    return !r->first_bytes || r->first_bytes[byte / 8] & 1u << byte % 8;
}

void regex_jit(regex *r)
{
    r->is_jit = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0;
}

void regex_free(regex *r)
{
    if (!r) return;
    pcre2_code_free(r->code);
    free(r);
}

regex_run *regex_run_create(void)
{
    regex_run *run = calloc(1, sizeof *run);
    if (!run) return NULL;
    run->data = pcre2_match_data_create(REGEX_GROUPS, NULL);
    run->context = pcre2_match_context_create(NULL);
    run->stack = pcre2_jit_stack_create(REGEX_STACK_FIRST, REGEX_STACK_MOST, NULL);
    if (!run->data || !run->context || !run->stack) {
        regex_run_free(run);
        return NULL;
    }
    pcre2_set_match_limit(run->context, REGEX_MATCH_LIMIT);
    pcre2_set_depth_limit(run->context, REGEX_MATCH_LIMIT);
    pcre2_set_heap_limit(run->context, 16 * 1024); /* KiB, for the interpreter */
    pcre2_jit_stack_assign(run->context, NULL, run->stack);
    return run;
}

void regex_run_free(regex_run *run)
{
    if (!run) return;
    pcre2_match_data_free(run->data);
    pcre2_match_context_free(run->context);
    pcre2_jit_stack_free(run->stack);
    free(run);
}

int regex_match_at(const regex *r, regex_run *run, hs_str subject, size_t start, const size_t **groups)
{
    PCRE2_SPTR s = (PCRE2_SPTR)(subject.ptr ? subject.ptr : "");
    int n = r->is_jit ? pcre2_jit_match(r->code, s, subject.len, start, PCRE2_NO_UTF_CHECK, run->data, run->context)
                      : pcre2_match(r->code, s, subject.len, start, PCRE2_NO_UTF_CHECK, run->data, run->context);
    *groups = pcre2_get_ovector_pointer(run->data);
    if (n > 0) return r->is_whole && (*groups)[0] != start ? REGEX_NONE : n;
    if (n == PCRE2_ERROR_NOMATCH) return REGEX_NONE;
    if (n == PCRE2_ERROR_NOMEMORY) return REGEX_MEMORY;
    return REGEX_LIMIT;
}

const char *regex_version(void)
{
    static const char text[] = XSTRING(PCRE2_MAJOR) "." XSTRING(PCRE2_MINOR);
    return text;
}
