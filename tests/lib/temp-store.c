/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a directory of its own, with a small city in it. */
#include "tests/lib/temp-store.h"

#include <glib/gstdio.h>

#include "backend/rules/lifecycle.h"
#include "backend/store/catalogue-store.h"
#include "backend/store/city-store.h"
#include "backend/store/people-store.h"
#include "backend/store/wkb.h"

/* A square as WKB MultiPolygon. */
static GBytes *
square_wkb (double lon, double lat, double size)
{
  const double ring[5][2] = {
    { lon, lat },        { lon + size, lat }, { lon + size, lat + size },
    { lon, lat + size }, { lon, lat },
  };
  const guint32 head[] = { 6, 1 }, polygon[] = { 3, 1, 5 };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *)"\1", 1);
  g_byte_array_append (out, (const guint8 *)head, sizeof head);
  g_byte_array_append (out, (const guint8 *)"\1", 1);
  g_byte_array_append (out, (const guint8 *)polygon, sizeof polygon);
  g_byte_array_append (out, (const guint8 *)ring, sizeof ring);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
add_places (GwStoreWriter *writer, GError **error)
{
  GwCityRecord city = { "小城", "Small City", "local", "Asia/Shanghai", TRUE };
  GwAreaRecord area = { 0, "441802", 0, "city", "小城", "Small City" };
  GwAreaRecord community = { 0, "441802001001", 1, "community", "社区", "Community" };

  if (!gw_store_city_set (writer, &city, error) ||
      !gw_store_area_add (writer, &area, error) ||
      !gw_store_area_add (writer, &community, error))
    return FALSE;
  for (guint i = 0; i < TEMP_STORE_CELLS; i++)
    {
      g_autofree char *code = g_strdup_printf ("441802001001%03u", i + 1);
      g_autoptr (GBytes) wkb = square_wkb (113.0 + 0.001 * i, 23.0, 0.001);
      GwCellRecord cell = { .code = code, .community_id = 2, .area_m2 = 11000, .wkb = wkb };

      if (!gw_store_cell_add (writer, &cell, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_small_city (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwPersonRecord person = {
    .login = "inspector", .name = "监督员", .password_hash = "-", .roles = "inspector"
  };

  if (!add_places (writer, error) || !gw_store_person_add (writer, &person, error))
    return FALSE;
  for (guint i = 0; i < TEMP_STORE_CLASSES; i++)
    {
      g_autofree char *code = g_strdup_printf ("0%u00%u", i % 2 + 1, i);
      const GwCatalogueRow class = { .fields = { "gb47678-2026", "matter", code, "市容环境",
                                                 "Appearance", "类", "Class" } };

      if (!gw_store_catalogue_add (writer, GW_TABLE_CLASSES, &class, 0, 0, NULL, error))
        return FALSE;
    }
  for (guint i = 0; i < TEMP_STORE_DEPARTMENTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("D%u", i);
      GwDepartmentRecord record = { 0, code, "部门", "Department" };

      if (!gw_store_department_add (writer, &record, error))
        return FALSE;
    }
  return TRUE;
}

TempStore *
temp_store_new_with (const GwStoreOptions *options, gboolean with_city)
{
  g_autoptr (GError) error = NULL;
  TempStore *temp = g_new0 (TempStore, 1);
  GwStoreOptions with_create = options != NULL ? *options : (GwStoreOptions){ 0 };

  with_create.create = TRUE;
  temp->directory = g_dir_make_tmp ("gridward-store-XXXXXX", &error);
  g_assert_no_error (error);
  temp->path = g_build_filename (temp->directory, "city.db", NULL);
  temp->store = gw_store_open (temp->path, &with_create, &error);
  g_assert_no_error (error);
  if (with_city)
    gw_store_write_spatial (temp->store, add_small_city, NULL, &error);
  g_assert_no_error (error);
  return temp;
}

TempStore *
temp_store_new (void)
{
  return temp_store_new_with (NULL, FALSE);
}

TempStore *
temp_store_new_city (void)
{
  return temp_store_new_with (NULL, TRUE);
}

void
temp_store_close (TempStore *temp)
{
  g_clear_pointer (&temp->store, gw_store_close);
}

void
temp_store_reopen (TempStore *temp)
{
  g_autoptr (GError) error = NULL;

  temp_store_close (temp);
  temp->store = gw_store_open (temp->path, NULL, &error);
  g_assert_no_error (error);
}

void
temp_store_free (TempStore *temp)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  temp_store_close (temp);
  directory = g_dir_open (temp->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (temp->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (temp->directory);
  g_free (temp->directory);
  g_free (temp->path);
  g_free (temp);
}

GwCaseRecord *
temp_case_new (gint64 cell_id, gint64 class_id, gint64 at, const char *description)
{
  GwCaseRecord *record = g_new0 (GwCaseRecord, 1);

  record->state = GW_CASE_REPORTED;
  record->open = TRUE;
  record->kind = 2;
  record->class_id = class_id;
  record->cell_id = cell_id;
  record->position =
      (GwFixed){ (gint32)(1130000000 + (cell_id - 1) * 10000 + 5000), 230005000 };
  record->description = g_strdup (description != NULL ? description : "暴露垃圾");
  record->source = g_strdup ("inspector");
  record->reporter_id = TEMP_STORE_PERSON;
  record->observed_at = at;
  record->reported_at = at;
  return record;
}

GwEventRecord *
temp_report_event_new (gint64 at)
{
  GwEventRecord *event = g_new0 (GwEventRecord, 1);

  event->action = GW_ACTION_REPORT;
  event->to = GW_CASE_REPORTED;
  event->at = at;
  event->actor_id = TEMP_STORE_PERSON;
  event->counts = GW_COUNT_MASK (GW_COUNT_REPORTED);
  return event;
}

static gboolean
add_case (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwCaseRecord *record = data;
  g_autoptr (GwEventRecord) event = temp_report_event_new (record->reported_at);

  return gw_store_case_add (writer, record, event, error);
}

gint64
temp_store_add (TempStore *temp, GwCaseRecord *record)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  gw_store_write (temp->store, add_case, record, &error);
  g_assert_no_error (error);
  id = record->id;
  gw_case_record_free (record);
  return id;
}

void
temp_wait_for (guint *counter, guint value)
{
  while (*counter < value)
    g_main_context_iteration (NULL, TRUE);
}
