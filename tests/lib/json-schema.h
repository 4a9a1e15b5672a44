/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds JSON values against the schemas of the OpenAPI document. */
#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

/* The OpenAPI document of the source tree. The caller's (json_object_put). */
json_object *gw_test_schema_document (void);
/*
 * What is wrong with the value, with its place ("cases.0.lamp: ..."), or NULL. Knows the
 * keywords that the document uses; stricter than JSON Schema in one thing: members that are not
 * described are an error. Caller frees.
 */
char *gw_test_schema_check (json_object *document, json_object *schema, json_object *value);
/* The same by the name of a component schema; aborts when something is wrong. */
void gw_test_schema_assert (json_object *document, const char *name, json_object *value);

G_END_DECLS
