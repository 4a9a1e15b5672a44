/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON from strangers: strict about form, exact about what is wrong where. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/json-read.h"

#include "backend/http/json-write.h"

#include <math.h>
#include <string.h>

/*
 * What a look at the raw text tells before any memory is spent on a tree; it also finds what
 * json-c takes even when it is strict: NaN, single quotes, raw control characters.
 */
typedef struct
{
  guint depth;
  guint n_members;     /* colons outside strings */
  gboolean is_foreign; /* has a byte that JSON has not at its place */
} Outline;

static Outline
scan_outline (const char *text, gsize length)
{
  Outline outline = { 0 };
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          outline.is_foreign |= (guchar)c < 0x20;
          continue;
        }
      if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          depth++;
          outline.depth = MAX (outline.depth, depth);
        }
      else if (c == '}' || c == ']')
        depth -= depth > 0;
      else if (c == ':')
        outline.n_members++;
      else if (!strchr (" \t\r\n,+-.0123456789eEtrufalsn", c) || c == 0)
        outline.is_foreign = TRUE;
    }
  return outline;
}

static guint
count_members (json_object *value)
{
  guint n = 0;

  if (json_object_is_type (value, json_type_object))
    {
      json_object_object_foreach (value, key, member)
        {
          (void)key;
          n += 1 + count_members (member);
        }
    }
  else if (json_object_is_type (value, json_type_array))
    for (gsize i = 0; i < json_object_array_length (value); i++)
      n += count_members (json_object_array_get_idx (value, i));
  return n;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!strchr (" \t\r\n", text[i]) || text[i] == 0)
      return FALSE;
  return TRUE;
}

static json_object *
parse_tree (const char *text, gsize length, GwProblem **problem)
{
  struct json_tokener *tokener = json_tokener_new_ex (GW_JSON_MAX_DEPTH + 2);
  json_object *object;
  enum json_tokener_error error;
  gsize end;

  json_tokener_set_flags (tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  object = json_tokener_parse_ex (tokener, text, (int)length);
  error = json_tokener_get_error (tokener);
  end = json_tokener_get_parse_end (tokener);
  json_tokener_free (tokener);
  if (error == json_tokener_continue)
    *problem = gw_problem_new ("malformed_json", NULL, "The JSON text ends too early.");
  else if (error != json_tokener_success)
    *problem = gw_problem_new ("malformed_json", NULL, "At byte %" G_GSIZE_FORMAT ": %s.",
                               end, json_tokener_error_desc (error));
  else if (!is_blank (text + end, length - end))
    *problem = gw_problem_new (
        "malformed_json", NULL,
        "Something follows the JSON value at byte %" G_GSIZE_FORMAT ".", end);
  else
    return object;
  json_object_put (object);
  return NULL;
}

json_object *
gw_json_parse_object (const char *text, gsize length, GwProblem **problem)
{
  Outline outline;
  json_object *object;
  const char *end;

  if (length == 0 || length > G_MAXINT)
    {
      *problem = gw_problem_new ("malformed_json", NULL, "A JSON object is expected.");
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, &end))
    {
      *problem = gw_problem_new ("invalid_utf8", NULL,
                                 "Byte %" G_GSIZE_FORMAT " is not part of valid UTF-8.",
                                 (gsize)(end - text));
      return NULL;
    }
  outline = scan_outline (text, length);
  if (outline.depth > GW_JSON_MAX_DEPTH)
    *problem = gw_problem_new ("too_deep", NULL, "Nesting is limited to %d levels.",
                               GW_JSON_MAX_DEPTH);
  else if (outline.is_foreign)
    *problem =
        gw_problem_new ("malformed_json", NULL,
                        "There is something that is not JSON (NaN, a comment, single "
                        "quotes, a raw control character, ...).");
  if (*problem)
    return NULL;
  object = parse_tree (text, length, problem);
  if (*problem)
    return NULL;
  if (!json_object_is_type (object, json_type_object))
    *problem = gw_problem_new ("wrong_type", NULL, "The body must be a JSON object.");
  else if (count_members (object) != outline.n_members)
    *problem = gw_problem_new ("malformed_json", NULL, "An object names a member twice.");
  else
    return object;
  json_object_put (object);
  return NULL;
}

void
gw_json_reader_init (GwJsonReader *reader, json_object *object)
{
  *reader = (GwJsonReader){ .object = object };
}

static GwJsonReader *
top_of (const GwJsonReader *reader)
{
  while (reader->parent)
    reader = reader->parent;
  return (GwJsonReader *)reader;
}

GwProblem *
gw_json_reader_steal_problem (GwJsonReader *reader)
{
  return g_steal_pointer (&top_of (reader)->problem);
}

gboolean
gw_json_reader_failed (const GwJsonReader *reader)
{
  return top_of (reader)->problem != NULL;
}

static char *
dup_path (const GwJsonReader *reader, const char *name)
{
  g_autofree char *prefix = NULL;

  if (!reader->parent)
    return g_strdup (name);
  prefix = dup_path (reader->parent, reader->name);
  return g_strconcat (prefix, ".", name, NULL);
}

void
gw_json_reader_fail (GwJsonReader *reader, const char *code, const char *name,
                     const char *detail)
{
  GwJsonReader *top = top_of (reader);
  g_autofree char *path = NULL;

  if (top->problem)
    return;
  path = dup_path (reader, name);
  top->problem = gw_problem_new (code, path, "%s", detail);
}

/* The member, or NULL when it is absent, null, or something is wrong already. */
static json_object *
get_member (GwJsonReader *reader, const char *name, gboolean required)
{
  json_object *member = NULL;

  if (gw_json_reader_failed (reader))
    return NULL;
  if (reader->object && json_object_object_get_ex (reader->object, name, &member) && member)
    return member;
  if (required)
    gw_json_reader_fail (reader, "missing_field", name, "This field is required.");
  return NULL;
}

/* A string without NUL inside and within the limit; names itself by `name` otherwise. */
static const char *
check_string (GwJsonReader *reader, const char *name, json_object *member, gsize max_chars)
{
  const char *text;
  g_autofree char *detail = NULL;

  if (!json_object_is_type (member, json_type_string))
    {
      gw_json_reader_fail (reader, "wrong_type", name, "A string is expected.");
      return NULL;
    }
  text = json_object_get_string (member);
  if (strlen (text) != (gsize)json_object_get_string_len (member))
    {
      gw_json_reader_fail (reader, "out_of_range", name, "The text contains U+0000.");
      return NULL;
    }
  if (strlen (text) <= max_chars || (gsize)g_utf8_strlen (text, -1) <= max_chars)
    return text;
  detail = g_strdup_printf ("At most %" G_GSIZE_FORMAT " characters are taken.", max_chars);
  gw_json_reader_fail (reader, "out_of_range", name, detail);
  return NULL;
}

const char *
gw_json_reader_string (GwJsonReader *reader, const char *name, gboolean required,
                       gsize max_chars)
{
  json_object *member = get_member (reader, name, required);

  return member ? check_string (reader, name, member, max_chars) : NULL;
}

double
gw_json_reader_double (GwJsonReader *reader, const char *name, double min, double max)
{
  json_object *member = get_member (reader, name, TRUE);
  double value;

  if (!member)
    return 0;
  if (!json_object_is_type (member, json_type_double) &&
      !json_object_is_type (member, json_type_int))
    {
      gw_json_reader_fail (reader, "wrong_type", name, "A number is expected.");
      return 0;
    }
  value = json_object_get_double (member);
  if (!isfinite (value) || value < min || value > max)
    {
      g_autofree char *detail =
          g_strdup_printf ("A number from %g to %g is expected.", min, max);

      gw_json_reader_fail (reader, "out_of_range", name, detail);
      return 0;
    }
  return value;
}

gint64
gw_json_reader_int (GwJsonReader *reader, const char *name, gboolean required, gint64 min,
                    gint64 max, gint64 fallback)
{
  json_object *member = get_member (reader, name, required);
  gint64 value;

  if (!member)
    return fallback;
  if (!json_object_is_type (member, json_type_int))
    {
      gw_json_reader_fail (reader, "wrong_type", name, "A whole number is expected.");
      return fallback;
    }
  value = json_object_get_int64 (member);
  if (value < min || value > max)
    {
      gw_json_reader_fail (reader, "out_of_range", name, "The number is out of range.");
      return fallback;
    }
  return value;
}

gboolean
gw_json_reader_bool (GwJsonReader *reader, const char *name, gboolean fallback)
{
  json_object *member = get_member (reader, name, FALSE);

  if (!member)
    return fallback;
  if (json_object_is_type (member, json_type_boolean))
    return json_object_get_boolean (member);
  gw_json_reader_fail (reader, "wrong_type", name, "true or false is expected.");
  return fallback;
}

gint64
gw_json_reader_time (GwJsonReader *reader, const char *name)
{
  const char *text = gw_json_reader_string (reader, name, FALSE, 40);
  gint64 time_ms = 0;

  if (text && !gw_time_parse (text, &time_ms))
    gw_json_reader_fail (reader, "out_of_range", name,
                         "A time such as 2026-11-22T08:00:00Z is expected.");
  return time_ms;
}

void
gw_json_reader_object (GwJsonReader *reader, const char *name, gboolean required,
                       GwJsonReader *child)
{
  json_object *member = get_member (reader, name, required);

  *child = (GwJsonReader){ .name = name, .parent = reader };
  if (member && json_object_is_type (member, json_type_object))
    child->object = member;
  else if (member)
    gw_json_reader_fail (reader, "wrong_type", name, "An object is expected.");
}

char **
gw_json_reader_dup_strings (GwJsonReader *reader, const char *name, guint max_items,
                            gsize max_chars)
{
  json_object *member = get_member (reader, name, FALSE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!member)
    return NULL;
  if (!json_object_is_type (member, json_type_array))
    {
      gw_json_reader_fail (reader, "wrong_type", name, "An array of strings is expected.");
      return NULL;
    }
  if (json_object_array_length (member) > max_items)
    {
      gw_json_reader_fail (reader, "out_of_range", name, "The array has too many items.");
      return NULL;
    }
  for (gsize i = 0; i < json_object_array_length (member); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, name, i);
      const char *text =
          check_string (reader, place, json_object_array_get_idx (member, i), max_chars);

      if (!text)
        return NULL;
      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

gsize
gw_json_reader_array (GwJsonReader *reader, const char *name, gboolean required,
                      gsize max_items, GwJsonReader *items)
{
  json_object *member = get_member (reader, name, required);
  gsize n = 0;

  *items = (GwJsonReader){ .name = name, .parent = reader };
  if (member && json_object_is_type (member, json_type_array))
    n = json_object_array_length (member);
  else if (member)
    gw_json_reader_fail (reader, "wrong_type", name, "An array is expected.");
  if (n > max_items)
    {
      gw_json_reader_fail (reader, "out_of_range", name, "The array has too many items.");
      n = 0;
    }
  items->object = n > 0 ? member : NULL;
  return n;
}

void
gw_json_reader_item (GwJsonReader *items, gsize i, GwJsonReader *item)
{
  json_object *member = json_object_array_get_idx (items->object, i);

  *item = (GwJsonReader){ .parent = items };
  g_snprintf (item->number, sizeof item->number, "%" G_GSIZE_FORMAT, i);
  item->name = item->number;
  if (member && json_object_is_type (member, json_type_object))
    item->object = member;
  else
    gw_json_reader_fail (items, "wrong_type", item->name, "An object is expected.");
}
