/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds JSON values against the schemas of the OpenAPI document. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/json-schema.h"

#include <string.h>

json_object *
gw_test_schema_document (void)
{
  const char *source = g_getenv ("GRIDWARD_SOURCE_DIR");
  g_autofree char *path =
      g_build_filename (source ? source : ".", "backend", "api", "openapi.json", NULL);
  json_object *document = json_object_from_file (path);

  if (!document)
    g_error ("cannot read %s", path);
  return document;
}

static json_object *
member (json_object *object, const char *name)
{
  json_object *value = NULL;

  if (json_object_is_type (object, json_type_object))
    json_object_object_get_ex (object, name, &value);
  return value;
}

/* "#/components/schemas/Case" */
static json_object *
resolve (json_object *document, json_object *schema)
{
  json_object *ref = member (schema, "$ref");
  g_auto (GStrv) steps = NULL;

  if (!ref)
    return schema;
  steps = g_strsplit (json_object_get_string (ref) + 2, "/", -1);
  schema = document;
  for (guint i = 0; steps[i]; i++)
    schema = member (schema, steps[i]);
  if (!schema)
    g_error ("nothing at %s", json_object_get_string (ref));
  return schema;
}

static gboolean
type_fits (const char *type, json_object *value)
{
  switch (json_object_get_type (value))
    {
    case json_type_null:
      return g_str_equal (type, "null");
    case json_type_boolean:
      return g_str_equal (type, "boolean");
    case json_type_int:
      return g_str_equal (type, "integer") || g_str_equal (type, "number");
    case json_type_double:
      return g_str_equal (type, "number");
    case json_type_string:
      return g_str_equal (type, "string");
    case json_type_array:
      return g_str_equal (type, "array");
    default:
      return g_str_equal (type, "object");
    }
}

static gboolean
any_type_fits (json_object *type, json_object *value)
{
  if (json_object_is_type (type, json_type_string))
    return type_fits (json_object_get_string (type), value);
  for (gsize i = 0; i < json_object_array_length (type); i++)
    if (type_fits (json_object_get_string (json_object_array_get_idx (type, i)), value))
      return TRUE;
  return FALSE;
}

static char *
check_object (json_object *document, json_object *schema, json_object *value)
{
  json_object *properties = member (schema, "properties");
  json_object *required = member (schema, "required");

  for (gsize i = 0; required && i < json_object_array_length (required); i++)
    {
      const char *name = json_object_get_string (json_object_array_get_idx (required, i));

      if (!json_object_object_get_ex (value, name, NULL))
        return g_strdup_printf ("%s: is missing", name);
    }
  if (!properties)
    return NULL;
  json_object_object_foreach (value, name, item)
    {
      json_object *item_schema = member (properties, name);
      g_autofree char *wrong = item_schema
                                   ? gw_test_schema_check (document, item_schema, item)
                                   : g_strdup ("is not described");

      if (wrong)
        return g_strdup_printf ("%s.%s", name, wrong);
    }
  return NULL;
}

static char *
check_array (json_object *document, json_object *schema, json_object *value)
{
  json_object *items = member (schema, "items");
  json_object *prefix = member (schema, "prefixItems");
  gsize length = json_object_array_length (value);

  if (prefix && length != json_object_array_length (prefix))
    return g_strdup ("has the wrong length");
  for (gsize i = 0; i < length; i++)
    {
      json_object *item_schema = prefix ? json_object_array_get_idx (prefix, i) : items;
      g_autofree char *wrong =
          item_schema ? gw_test_schema_check (document, item_schema,
                                              json_object_array_get_idx (value, i))
                      : NULL;

      if (wrong)
        return g_strdup_printf ("%" G_GSIZE_FORMAT ".%s", i, wrong);
    }
  return NULL;
}

static char *
check_any_of (json_object *document, json_object *choices, json_object *value)
{
  g_autofree char *last = NULL;

  for (gsize i = 0; i < json_object_array_length (choices); i++)
    {
      char *wrong =
          gw_test_schema_check (document, json_object_array_get_idx (choices, i), value);

      if (!wrong)
        return NULL;
      /* The complaint about the first choice tells more than "is not null". */
      if (!last)
        last = wrong;
      else
        g_free (wrong);
    }
  return g_steal_pointer (&last);
}

static gboolean
is_listed (json_object *list, json_object *value)
{
  for (gsize i = 0; i < json_object_array_length (list); i++)
    if (json_object_equal (json_object_array_get_idx (list, i), value))
      return TRUE;
  return FALSE;
}

static char *
check_number (json_object *schema, json_object *value)
{
  json_object *minimum = member (schema, "minimum");
  json_object *maximum = member (schema, "maximum");
  double number = json_object_get_double (value);

  if (minimum && number < json_object_get_double (minimum))
    return g_strdup ("is too small");
  if (maximum && number > json_object_get_double (maximum))
    return g_strdup ("is too large");
  return NULL;
}

static char *
check_string (json_object *schema, json_object *value)
{
  json_object *format = member (schema, "format");
  json_object *pattern = member (schema, "pattern");
  const char *text = json_object_get_string (value);

  if (pattern && !g_regex_match_simple (json_object_get_string (pattern), text, 0, 0))
    return g_strdup_printf ("%s does not match the pattern", text);
  if (format && g_str_equal (json_object_get_string (format), "date-time") &&
      !g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", text,
                             0, 0))
    return g_strdup_printf ("%s is not a UTC time with milliseconds", text);
  return NULL;
}

char *
gw_test_schema_check (json_object *document, json_object *schema, json_object *value)
{
  json_object *type, *choices, *allowed, *only;

  schema = resolve (document, schema);
  type = member (schema, "type");
  choices = member (schema, "anyOf");
  allowed = member (schema, "enum");
  only = member (schema, "const");
  if (choices)
    return check_any_of (document, choices, value);
  if (type && !any_type_fits (type, value))
    return g_strdup_printf ("%s is not of type %s", json_object_to_json_string (value),
                            json_object_to_json_string (type));
  if (allowed && !is_listed (allowed, value))
    return g_strdup_printf ("%s is not listed", json_object_to_json_string (value));
  if (only && !json_object_equal (only, value))
    return g_strdup ("is not the constant");
  switch (json_object_get_type (value))
    {
    case json_type_object:
      return check_object (document, schema, value);
    case json_type_array:
      return check_array (document, schema, value);
    case json_type_string:
      return check_string (schema, value);
    case json_type_int:
    case json_type_double:
      return check_number (schema, value);
    default:
      return NULL;
    }
}

void
gw_test_schema_assert (json_object *document, const char *name, json_object *value)
{
  json_object *schemas = member (member (document, "components"), "schemas");
  json_object *schema = member (schemas, name);
  g_autofree char *wrong = NULL;

  if (!schema)
    g_error ("there is no schema %s", name);
  wrong = gw_test_schema_check (document, schema, value);
  if (wrong)
    g_error ("%s: %s\n%s", name, wrong, json_object_to_json_string (value));
}
