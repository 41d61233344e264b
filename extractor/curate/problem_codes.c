/* problem_codes.c - the table. H001 to H039 come from reading and compiling a pack (rule/), H040 and above from lint. */
#include "curate/problem_codes.h"

const problem_code problem_codes[] = {
    { "H001", "a file can't be read", HS_PROBLEM_ERROR },
    { "H010", "not YAML", HS_PROBLEM_ERROR },
    { "H011", "YAML that is not allowed here", HS_PROBLEM_ERROR },
    { "H012", "unknown key", HS_PROBLEM_ERROR },
    { "H013", "key given twice", HS_PROBLEM_ERROR },
    { "H014", "missing key", HS_PROBLEM_ERROR },
    { "H015", "bad value", HS_PROBLEM_ERROR },
    { "H016", "an id or macro stands already in the pack", HS_PROBLEM_ERROR },
    { "H017", "a token regex that no token can match", HS_PROBLEM_WARNING },
    { "H020", "a mistake in a pattern", HS_PROBLEM_ERROR },
    { "H021", "unknown lexicon", HS_PROBLEM_ERROR },
    { "H022", "unknown macro", HS_PROBLEM_ERROR },
    { "H023", "a macro that contains itself", HS_PROBLEM_ERROR },
    { "H024", "unknown layer", HS_PROBLEM_ERROR },
    { "H025", "a layer is read before it is written", HS_PROBLEM_ERROR },
    { "H026", "no entry has that attribute", HS_PROBLEM_ERROR },
    { "H027", "a role under a repetition", HS_PROBLEM_ERROR },
    { "H028", "a role in a role", HS_PROBLEM_ERROR },
    { "H029", "PCRE2 doesn't take the token regex", HS_PROBLEM_ERROR },
    { "H030", "a line of a lexicon can't be read", HS_PROBLEM_ERROR },
    { "H031", "an entry stands twice", HS_PROBLEM_ERROR },
    { "H032", "unknown class of a lexicon", HS_PROBLEM_ERROR },
    { "H033", "a pattern is too large", HS_PROBLEM_ERROR },
    { "H034", "a pattern that can match nothing at all", HS_PROBLEM_ERROR },
    { "H035", "a role is missing, or is named that no pattern has", HS_PROBLEM_ERROR },
    { "H036", "a gap is longer than 40 tokens", HS_PROBLEM_ERROR },
    { "H040", "a rule has no example", HS_PROBLEM_WARNING },
    { "H041", "a pattern has no trigger", HS_PROBLEM_WARNING },
    { "H042", "a lexicon that nothing uses", HS_PROBLEM_WARNING },
    { "H043", "a macro that nothing uses", HS_PROBLEM_WARNING },
    { "H044", "a role that nothing reads", HS_PROBLEM_WARNING },
    { "H045", "a rule has no + example", HS_PROBLEM_WARNING },
    { "H046", "a - example that never reaches the rule's trigger", HS_PROBLEM_WARNING },
    { "H047", "an example whose roles or attributes the rule can't produce", HS_PROBLEM_WARNING },
    { "H048", "an example that can't be read", HS_PROBLEM_WARNING },
    { "H049", "an attribute that nothing reads, or that is always empty", HS_PROBLEM_WARNING },
    { "H050", "an alternative that is never reached", HS_PROBLEM_WARNING },
    { "H051", "a rule that can never win", HS_PROBLEM_WARNING },
    { "H052", "a gap at the edge of a pattern", HS_PROBLEM_WARNING },
    { "H053", "nested or neighbouring repetitions without an end", HS_PROBLEM_WARNING },
    { "H054", "a trigger that is in more than a fifth of all stretches", HS_PROBLEM_WARNING },
    { "H055", "a test that no token passes", HS_PROBLEM_WARNING },
    { "H056", "a comment that ignores a code without a reason, or a code that can't be ignored", HS_PROBLEM_WARNING },
    { "H057", "a comment that ignores what isn't there", HS_PROBLEM_WARNING },
};
const uint32_t problem_code_count = sizeof problem_codes / sizeof *problem_codes;

const problem_code *problem_code_find(hs_str code)
{
    for (uint32_t i = 0; i < problem_code_count; i++)
        if (str_is(code, problem_codes[i].code)) return &problem_codes[i];
    return NULL;
}
