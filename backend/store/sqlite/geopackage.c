/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GeoPackage: a database of its own, with the geometries in its own envelope of WKB. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/geopackage.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "backend/store/store.h"

#include "store-resources.h"

#define RESOURCES "/org/gridward/store/geopackage/"
#define SRS_ID 4326
/* Little endian, with an envelope of x and y. */
#define FLAGS 0x03
#define FIRST_VALUE 2

struct _GwGeopackage
{
  char *path;
  sqlite3 *handle;
  sqlite3_stmt *insert; /* into the layer begun last */
  GArray *columns;      /* GwGeopackageColumn of it; names not kept */
  gboolean finished;
};

static char *
read_sql (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, ".sql", NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (gw_store_resources_get_resource (), path, 0, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
fail (GwGeopackage *package, GError **error)
{
  int code = package->handle ? sqlite3_errcode (package->handle) : SQLITE_NOMEM;

  g_set_error (error, GW_STORE_ERROR,
               code == SQLITE_FULL ? GW_STORE_ERROR_FULL : GW_STORE_ERROR_IO, "%s: %s",
               package->path,
               package->handle ? sqlite3_errmsg (package->handle) : "out of memory");
  return FALSE;
}

static gboolean
run (GwGeopackage *package, const char *sql, GError **error)
{
  return sqlite3_exec (package->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         fail (package, error);
}

GwGeopackage *
gw_geopackage_new (const char *path, GError **error)
{
  g_autoptr (GwGeopackage) package = g_new0 (GwGeopackage, 1);
  g_autofree char *base = read_sql ("base");

  package->path = g_strdup (path);
  package->columns = g_array_new (FALSE, FALSE, sizeof (GwGeopackageColumn));
  if (sqlite3_open_v2 (path, &package->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      fail (package, error);
      return NULL;
    }
  if (!run (package, "PRAGMA journal_mode = MEMORY", error) ||
      !run (package, "BEGIN", error) || !run (package, base, error))
    return NULL;
  return g_steal_pointer (&package);
}

/* --- layers ---------------------------------------------------------------------------- */

static gboolean
is_name (const char *name)
{
  return name[0] != '\0' &&
         strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
             strlen (name);
}

static char *
fill_in (const char *sql_name, const char *layer, const char *columns)
{
  g_autofree char *text = read_sql (sql_name);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", layer);
  GString *sql = g_string_new (text);

  g_string_replace (sql, "%LAYER%", quoted, 0);
  g_string_replace (sql, "%COLUMNS%", columns, 0);
  return g_string_free (sql, FALSE);
}

static gboolean
make_table (GwGeopackage *package, const char *layer, GError **error)
{
  static const char *const types[] = { "TEXT", "INTEGER", "DOUBLE" };
  g_autoptr (GString) definitions = g_string_new (NULL);
  g_autoptr (GString) parameters = g_string_new (NULL);
  g_autofree char *make = NULL;
  g_autofree char *insert = NULL;

  for (guint i = 0; i < package->columns->len; i++)
    {
      const GwGeopackageColumn *column =
          &g_array_index (package->columns, GwGeopackageColumn, i);

      g_return_val_if_fail (is_name (column->name), FALSE);
      g_string_append_printf (definitions, ",\n  \"%s\" %s", column->name,
                              types[column->type]);
      g_string_append (parameters, ", ?");
    }
  make = fill_in ("layer", layer, definitions->str);
  insert = fill_in ("feature", layer, parameters->str);
  g_clear_pointer (&package->insert, sqlite3_finalize);
  if (!run (package, make, error))
    return FALSE;
  return sqlite3_prepare_v2 (package->handle, insert, -1, &package->insert, NULL) ==
             SQLITE_OK ||
         fail (package, error);
}

static gboolean
step_once (GwGeopackage *package, sqlite3_stmt *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || fail (package, error);
}

/* Positions of the parameters as in contents.sql. */
static gboolean
register_layer (GwGeopackage *package, const char *layer, const char *description,
                GwBox box, GError **error)
{
  const double edges[] = { box.min.x, box.min.y, box.max.x, box.max.y };
  g_autofree char *contents = read_sql ("contents");
  g_autofree char *geometry = read_sql ("geometry-column");
  sqlite3_stmt *statement = NULL;
  gboolean done;

  if (sqlite3_prepare_v2 (package->handle, contents, -1, &statement, NULL) != SQLITE_OK)
    return fail (package, error);
  sqlite3_bind_text (statement, 1, layer, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, description, -1, SQLITE_TRANSIENT);
  for (int i = 0; i < 4; i++)
    sqlite3_bind_double (statement, 3 + i, edges[i] / GW_FIXED_PER_DEGREE);
  done = step_once (package, statement, error);
  sqlite3_finalize (statement);
  if (!done)
    return FALSE;
  if (sqlite3_prepare_v2 (package->handle, geometry, -1, &statement, NULL) != SQLITE_OK)
    return fail (package, error);
  sqlite3_bind_text (statement, 1, layer, -1, SQLITE_TRANSIENT);
  done = step_once (package, statement, error);
  sqlite3_finalize (statement);
  return done;
}

gboolean
gw_geopackage_begin_layer (GwGeopackage *package, const char *name, const char *description,
                           const GwGeopackageColumn *columns, guint n_columns, GwBox box,
                           GError **error)
{
  g_return_val_if_fail (is_name (name), FALSE);

  g_array_set_size (package->columns, 0);
  g_array_append_vals (package->columns, columns, n_columns);
  return make_table (package, name, error) &&
         register_layer (package, name, description, box, error);
}

/* --- features -------------------------------------------------------------------------- */

static void
append_double (GByteArray *blob, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (blob, (const guint8 *)&bits, sizeof bits);
}

/* Section 2.1.3: "GP", version, flags, reference system, envelope, WKB. */
static GByteArray *
make_blob (const GwShape *shape)
{
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (shape);
  const guint8 head[] = { 'G', 'P', 0, FLAGS };
  const guint32 srs_id = GUINT32_TO_LE (SRS_ID);
  const double edges[] = { shape->box.min.x, shape->box.max.x, shape->box.min.y,
                           shape->box.max.y };
  GByteArray *blob = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (wkb, &length);

  g_byte_array_append (blob, head, sizeof head);
  g_byte_array_append (blob, (const guint8 *)&srs_id, sizeof srs_id);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    append_double (blob, edges[i] / GW_FIXED_PER_DEGREE);
  g_byte_array_append (blob, data, (guint)length);
  return blob;
}

static void
bind_value (GwGeopackage *package, guint i, const GwGeopackageValue *value)
{
  int position = (int)i + FIRST_VALUE;

  if (value->is_null)
    sqlite3_bind_null (package->insert, position);
  else
    switch (g_array_index (package->columns, GwGeopackageColumn, i).type)
      {
      case GW_GEOPACKAGE_TEXT:
        sqlite3_bind_text (package->insert, position, value->text, -1, SQLITE_TRANSIENT);
        break;
      case GW_GEOPACKAGE_INTEGER:
        sqlite3_bind_int64 (package->insert, position, (gint64)value->number);
        break;
      default:
        sqlite3_bind_double (package->insert, position, value->number);
        break;
      }
}

gboolean
gw_geopackage_add (GwGeopackage *package, const GwShape *shape,
                   const GwGeopackageValue *values, GError **error)
{
  g_autoptr (GByteArray) blob = shape != NULL ? make_blob (shape) : NULL;
  gboolean done;

  if (blob != NULL)
    sqlite3_bind_blob (package->insert, 1, blob->data, (int)blob->len, SQLITE_STATIC);
  else
    sqlite3_bind_null (package->insert, 1);
  for (guint i = 0; i < package->columns->len; i++)
    bind_value (package, i, &values[i]);
  done = step_once (package, package->insert, error);
  sqlite3_reset (package->insert);
  sqlite3_clear_bindings (package->insert);
  return done;
}

gboolean
gw_geopackage_finish (GwGeopackage *package, GError **error)
{
  g_clear_pointer (&package->insert, sqlite3_finalize);
  package->finished = run (package, "COMMIT", error);
  return package->finished;
}

void
gw_geopackage_free (GwGeopackage *package)
{
  if (package == NULL)
    return;
  sqlite3_finalize (package->insert);
  sqlite3_close (package->handle);
  if (!package->finished)
    g_unlink (package->path);
  g_array_unref (package->columns);
  g_free (package->path);
  g_free (package);
}
