/* consumer.c - the smallest program that uses hearsay as a stranger would: installed header, installed library, installed rules.
 *
 *     consumer RULES      prints the number of claims in one sentence */
#include <hearsay.h>

#include <stdio.h>
#include <string.h>

static int fail(const char *what, const hs_error *error)
{
    fprintf(stderr, "%s: %s: %s\n", what, hs_status_name(error->status), error->message);
    return 1;
}

int main(int argc, char **argv)
{
    const char *sentence = "The mayor said on Tuesday that the bridge would reopen.\n";
    const char *folders[] = { argc > 1 ? argv[1] : "rules/en" };
    hs_article article = { .bytes = { sentence, strlen(sentence) }, .id = { "one", 3 } };
    hs_rules *rules = NULL;
    hs_document *document = NULL;
    hs_error error;
    if (hs_rules_load(folders, 1, NULL, &rules, &error)) return fail("rules", &error);
    if (hs_extract(rules, &article, NULL, &document, &error)) {
        hs_rules_free(rules);
        return fail("article", &error);
    }
    char versions[160];
    hs_versions(versions, sizeof versions);
    printf("%zu claims with %zu rules, %s\n", hs_document_claim_count(document), hs_rules_count(rules), versions);
    hs_document_free(document);
    hs_rules_free(rules);
    return 0;
}
