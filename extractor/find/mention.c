/* mention.c - from attributes of an annotation to fields. Other attributes mean nothing here. */
#include "find/mention.h"

entity_type type_of_name(hs_str name)
{
    if (str_is(name, "person")) return TYPE_PERSON;
    if (str_is(name, "organization")) return TYPE_ORGANIZATION;
    if (str_is(name, "group")) return TYPE_GROUP;
    if (str_is(name, "place")) return TYPE_PLACE;
    return str_is(name, "document") ? TYPE_DOCUMENT : TYPE_OTHER;
}

static mention_kind kind_of(hs_str value)
{
    if (str_is(value, "name")) return MENTION_NAME;
    if (str_is(value, "noun")) return MENTION_NOUN;
    return str_is(value, "pronoun") ? MENTION_PRONOUN : MENTION_OTHER;
}

static grammatical_person person_of(hs_str value)
{
    if (value.len != 1) return PERSON_OTHER;
    return value.ptr[0] == '1' ? PERSON_FIRST : value.ptr[0] == '3' ? PERSON_THIRD : PERSON_OTHER;
}

static char man_or_woman(hs_str value)
{
    return value.len == 1 && (value.ptr[0] == 'm' || value.ptr[0] == 'f') ? value.ptr[0] : '\0';
}

typedef struct { hs_str titled, gender; } genders;

static void take_type(mention *m, hs_str value)
{
    m->type_name = value;
    m->type = type_of_name(value);
}

static void take_use(mention *m, hs_str value)
{
    m->is_relative = str_is(value, "relative");
    m->is_indefinite = str_is(value, "indefinite");
}

/* By the first letter of the key, since there are many names. */
static void take_attribute(mention *m, const attribute *a, genders *g)
{
    hs_str key = a->key, value = a->value;
    switch (key.ptr[0]) {
    case 'b':
        if (str_is(key, "bare")) m->bare = value;
        break;
    case 'd':
        if (str_is(key, "definite")) m->is_definite = value.len;
        break;
    case 'g':
        if (str_is(key, "gender")) g->gender = value;
        else if (str_is(key, "guess")) m->is_guess = value.len;
        break;
    case 'k':
        if (str_is(key, "kind")) m->kind = kind_of(value);
        break;
    case 'n':
        if (str_is(key, "number")) m->is_plural = str_is(value, "pl");
        break;
    case 'o':
        if (str_is(key, "office")) m->office = value;
        break;
    case 'p':
        if (str_is(key, "person")) m->person = person_of(value);
        break;
    case 'r':
        if (str_is(key, "role")) m->role = value;
        break;
    case 's':
        if (str_is(key, "sort")) m->sort = value;
        break;
    case 't':
        if (str_is(key, "type")) take_type(m, value);
        else if (str_is(key, "titled")) g->titled = value;
        break;
    case 'u':
        if (str_is(key, "use")) take_use(m, value);
        break;
    default: break;
    }
}

static char gender_of(const mention *m, const genders *g)
{
    if (m->kind == MENTION_PRONOUN) return g->gender.len ? g->gender.ptr[0] : '\0';
    char by_title = man_or_woman(g->titled);
    return by_title ? by_title : man_or_woman(g->gender);
}

mention_kind mention_kind_of(const annotation *a)
{
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (str_is(a->attributes[i].key, "kind")) return kind_of(a->attributes[i].value);
    return MENTION_OTHER;
}

void mention_read(mention *m, const annotation *a)
{
    genders g = { STR(""), STR("") };
    *m = (mention){ .range = a->range, .entity = m->entity, .annotation = m->annotation, .quotation = m->quotation,
                    .type_name = STR(""), .bare = STR(""), .role = STR(""), .office = STR(""), .is_read = true };
    for (uint32_t i = 0; i < a->attribute_count; i++)
        if (a->attributes[i].key.len) take_attribute(m, &a->attributes[i], &g);
    m->gender = gender_of(m, &g);
}
