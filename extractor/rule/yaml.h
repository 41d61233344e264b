/* yaml.h - rule files in a strict profile of YAML, as a small tree that knows its places.
 *
 * All scalars are strings. Anchors, aliases, tags, several documents and duplicate keys are errors. Built from libyaml's
 * events, because they carry marks. A node of a `|` scalar can tell which byte of the file each byte of its text came from.
 * Knows nothing of rules. */
#ifndef RULE_YAML_H
#define RULE_YAML_H

#include "rule/problem.h"

typedef enum { YAML_SCALAR, YAML_MAP, YAML_LIST } yaml_kind;

typedef struct yaml_node yaml_node;
struct yaml_node {
    yaml_kind   kind;
    hs_span     where;         /* bytes of the file: the scalar, or the first byte of a map or list        */
    hs_str      text;          /* of a scalar                                                               */
    bool        is_block;      /* written with |                                                            */
    uint32_t    block_line;    /* of a | scalar: line number (from 0) of its first line of text             */
    yaml_node **keys;          /* of a map: scalars, parallel to items                                      */
    yaml_node **items;
    uint32_t    count;
};

typedef struct {
    source_file source;
    uint32_t   *line_starts;   /* byte offset of each line */
    uint32_t    line_count;
    yaml_node  *root;          /* NULL: empty file or unreadable */
} yaml_file;

/** Reads the file's bytes (already in out->source). Problems are reported; root is NULL after a syntax error. */
void yaml_read(yaml_file *out, arena *memory, problems *p);

/** The value of a key of a map, or NULL. */
const yaml_node *yaml_get(const yaml_node *map, const char *key);

/** Byte of the file for byte `offset` of a scalar's text. */
uint32_t yaml_place(const yaml_file *f, const yaml_node *scalar, uint32_t offset);

/** The row, from 0, in which a byte of the file stands. */
uint32_t yaml_row(const yaml_file *f, uint32_t offset);

/** Version of libyaml. */
const char *yaml_version(void);

#endif
