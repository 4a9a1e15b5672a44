/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what is administered alike from the server's documents. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/subject.h"

#include <glib/gi18n.h>

#include "gui/client/client-error.h"
#include "gui/client/records.h"

const char *
gw_subject_text (GwJson *json, const char *member)
{
  GwJson *value = NULL;

  json_object_object_get_ex (json, member, &value);
  return json_object_is_type (value, json_type_string) ? json_object_get_string (value)
                                                       : NULL;
}

char *
gw_subject_join (GwJson *json, const char *member, const char *separator)
{
  GString *text = g_string_new (NULL);
  GwJson *array = NULL;

  json_object_object_get_ex (json, member, &array);
  for (gsize i = 0;
       json_object_is_type (array, json_type_array) && i < json_object_array_length (array);
       i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "",
                            json_object_get_string (json_object_array_get_idx (array, i)));
  return g_string_free (text, FALSE);
}

const char *
gw_subject_name_of (GwJson *json, const char *member)
{
  const char *code = gw_subject_text (json, member);
  GwJson *names = NULL;
  const char *name = NULL;

  json_object_object_get_ex (json, "names", &names);
  if (json_object_is_type (names, json_type_object))
    name = gw_subject_text (names, member);
  return name != NULL ? name : code;
}

const char *
gw_subject_day (guint day)
{
  static const char *const names[] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"),
                                       N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };

  return day >= 1 && day <= G_N_ELEMENTS (names) ? _ (names[day - 1]) : "";
}

gpointer
gw_decode_object (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) json = gw_json_parse (text, length, error);

  if (json == NULL || json_object_is_type (json, json_type_object))
    return g_steal_pointer (&json);
  g_set_error_literal (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_MALFORMED, "no object");
  return NULL;
}

static void
named_free (gpointer data)
{
  gw_named_clear (data);
  g_free (data);
}

static void
add_named (GPtrArray *list, GwJson *item)
{
  GwNamed *named;
  const char *code;

  if (!json_object_is_type (item, json_type_object))
    return;
  code = gw_subject_text (item, "code");
  if (code == NULL)
    code = gw_subject_text (item, "login");
  if (code == NULL)
    return;
  named = g_new0 (GwNamed, 1);
  named->code = g_strdup (code);
  named->name = g_strdup (gw_subject_text (item, "name"));
  named->name_en = g_strdup (gw_subject_text (item, "name_en"));
  g_ptr_array_add (list, named);
}

gpointer
gw_decode_choices (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) json = gw_decode_object (text, length, error);
  GPtrArray *list;

  if (json == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (named_free);
  json_object_object_foreach (json, name, value)
    {
      gsize n = json_object_is_type (value, json_type_array)
                    ? json_object_array_length (value)
                    : 0;

      (void)name;
      for (gsize i = 0; i < n; i++)
        add_named (list, json_object_array_get_idx (value, i));
    }
  return list;
}
