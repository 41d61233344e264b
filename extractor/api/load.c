/* load.c - rules and versions, as the public header offers them. */
#include "base/regex.h"
#include "base/utf8.h"
#include "rule/pack.h"

#include <stdio.h>

hs_status hs_rules_load(const char *const *folders, size_t folder_count, const hs_load_options *options, hs_rules **out,
                        hs_error *error)
{
    return rules_load(folders, folder_count, options, out, error);
}

void hs_rules_free(hs_rules *rules)
{
    rules_free(rules);
}

size_t hs_rules_count(const hs_rules *rules)
{
    size_t n = 0;
    for (uint32_t i = 0; i < rules->rule_count; i++) n += rules->rules[i].layer != UINT32_MAX;
    return n;
}

const char *hs_status_name(hs_status status)
{
    switch (status) {
    case HS_OK: return "ok";
    case HS_ERR_MEMORY: return "memory";
    case HS_ERR_IO: return "io";
    case HS_ERR_INPUT: return "input";
    case HS_ERR_LIMIT: return "limit";
    case HS_ERR_SYNTAX: return "syntax";
    case HS_ERR_USAGE: return "usage";
    }
    return "unknown";
}

size_t hs_versions(char *out, size_t size)
{
    int n = snprintf(out, size, "hearsay %s (PCRE2 %s, utf8proc %s, Unicode %s, libyaml %s)", HS_VERSION, regex_version(),
                     utf8_library_version(), utf8_unicode_version(), yaml_version());
    return n > 0 ? (size_t)n : 0;
}
