/* xml_read.h - reading the XML back with libxml2, for tests: small questions on a tree. */
#ifndef TESTS_XML_READ_H
#define TESTS_XML_READ_H

#include "base/buffer.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

static inline xmlDoc *xml_read(hs_str bytes)
{
    xmlDoc *doc = xmlReadMemory(bytes.ptr, (int)bytes.len, "result.xml", NULL, XML_PARSE_NONET);
    cr_assert_not_null(doc, "not well-formed:\n%.*s", (int)bytes.len, bytes.ptr);
    return doc;
}

/* The number in an attribute; `otherwise` if there is none. */
static inline uint32_t xml_number(xmlNode *node, const char *name, uint32_t otherwise)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    uint32_t number = value ? (uint32_t)strtoul((const char *)value, NULL, 10) : otherwise;
    xmlFree(value);
    return number;
}

/* The next element of this name after `node` in the order of the file, or NULL; begin with the root. */
static inline xmlNode *xml_next(xmlNode *node, const char *name)
{
    do {
        if (node->children && node->type == XML_ELEMENT_NODE) node = node->children;
        else {
            while (node && !node->next) node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
            node = node ? node->next : NULL;
        }
    } while (node && (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, name) != 0));
    return node;
}

#endif
