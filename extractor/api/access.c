/* access.c - reading a document through the public header. */
#include "api/document.h"

hs_str hs_document_text(const hs_document *document)
{
    return document->text.bytes;
}

hs_str hs_document_id(const hs_document *document)
{
    return document->text.id;
}

size_t hs_document_claim_count(const hs_document *document)
{
    return document->layers.claim_count;
}

hs_str hs_document_warning(const hs_document *document, size_t index)
{
    return index < document->warning_count ? document->warnings[index] : STR("");
}

hs_span hs_origin_of(const hs_document *document, hs_span span)
{
    return text_to_origin(&document->text, span);
}

/* Spans are made from token ranges when asked for; the list lives in the document's arena, which only its owner may touch. */
static hs_spans spans_of(hs_document *document, const pieces *p)
{
    hs_span *items = arena_alloc(&document->memory, p->count * sizeof *items);
    if (!items) return (hs_spans){ NULL, 0 };
    for (uint32_t i = 0; i < p->count; i++) items[i] = token_span(&document->tokens, p->items[i]);
    return (hs_spans){ items, p->count };
}

bool hs_document_claim(const hs_document *document, size_t index, hs_claim *out)
{
    if (index >= document->layers.claim_count) return false;
    hs_document *own = (hs_document *)(uintptr_t)document;
    const claim *c = &document->layers.claims[index];
    *out = (hs_claim){ .number = (uint32_t)index + 1, .kind = c->kind, .manner = c->manner, .wording = c->wording, .act = c->act,
                       .side = c->side, .commitment = c->commitment, .said = c->said, .rule = c->rule };
    out->source = spans_of(own, &c->source);
    out->cue = spans_of(own, &c->cue);
    out->content = spans_of(own, &c->content);
    out->hearer = spans_of(own, &c->hearer);
    out->target = spans_of(own, &c->target);
    out->nested_in = c->nested_in == CLAIM_NONE ? 0 : c->nested_in + 1;
    if (c->speaker_count) out->speaker = document->layers.speakers[c->speakers[0]].name;
    return true;
}
