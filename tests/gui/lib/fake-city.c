/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small city of the fake server: its documents and its cases. */
#include "tests/gui/lib/fake-city.h"

#define WEST 113.02
#define SOUTH 23.66
#define STEP_LON 0.00098
#define STEP_LAT 0.0009
#define MINUTE_USEC (60 * G_USEC_PER_SEC)

static const struct
{
  const char *code;
  const char *group;
  const char *group_en;
  const char *name;
  const char *name_en;
  const char *text;
} classes[] = {
  { "06010", "市容环境", "City appearance", "暴露垃圾", "Exposed rubbish",
    "路口东南角垃圾堆放约两立方米，有异味" },
  { "06012", "市容环境", "City appearance", "道路不洁", "Dirty road", "路面泥浆约三十米" },
  { "06045", "市容环境", "City appearance", "非法占绿毁绿",
    "Green space taken or destroyed", "绿化带被改作停车位" },
  { "07001", "宣传广告", "Advertising", "非法小广告", "Illegal leaflets",
    "电线杆、卷闸门上大量小广告" },
  { "08011", "施工管理", "Construction", "渣土运输车辆未安装密闭装置",
    "Uncovered construction waste truck", "渣土车沿途遗撒" },
  { "09005", "街面秩序", "Street order", "店外经营", "Trading outside the shop",
    "水果店占用人行道摆卖" },
  { "09010", "街面秩序", "Street order", "非机动车乱停放", "Bicycles parked badly",
    "地铁口共享单车堵塞盲道" },
};

static const struct
{
  const char *code;
  const char *name;
  const char *name_en;
} departments[] = {
  { "D01", "清城区城市管理和综合执法局环境卫生管理所", "Sanitation Office" },
  { "D02", "清城区市政公用事业服务中心", "Municipal Services" },
  { "D03", "清城区园林绿化管理中心", "Parks and Greenery" },
  { "D04", "凤城街道办事处", "Fengcheng Subdistrict Office" },
};

static const struct
{
  const char *code;
  const char *parent;
  const char *level;
  const char *name;
  const char *name_en;
} areas[] = {
  { "441802", NULL, "district", "清城区", "Qingcheng District" },
  { "441802001", "441802", "street", "凤城街道", "Fengcheng Subdistrict" },
  { "441802002", "441802", "street", "东城街道", "Dongcheng Subdistrict" },
  { "441802001001", "441802001", "community", "城东社区", "Chengdong Community" },
  { "441802001002", "441802001", "community", "北门社区", "Beimen Community" },
  { "441802002001", "441802002", "community", "大塱社区", "Dalang Community" },
};

static const FakeStep steps[] = {
  { "file", "reported", "filed", FALSE, FALSE },
  { "dispatch", "filed", "dispatched", FALSE, TRUE },
  { "return", "filed", "reported", TRUE, FALSE },
  { "void", "filed", "voided", TRUE, FALSE },
  { "accept", "dispatched", "handling", FALSE, FALSE },
  { "handle", "handling", "handled", TRUE, FALSE },
  { "check", "handled", "checked", FALSE, FALSE },
  { "close", "checked", "closed", FALSE, FALSE },
};

static const char *const day[] = {
  "filed",    "filed",   "dispatched", "handling", "filed",
  "reported", "handled", "handling",   "checked",  "closed"
};

void
fake_case_free (FakeCase *fake_case)
{
  g_free (fake_case->number);
  g_free (fake_case->description);
  g_ptr_array_unref (fake_case->events);
  g_free (fake_case);
}

static void
put_json (gpointer data)
{
  json_object_put (data);
}

FakeCase *
fake_case_new (guint i, guint n_columns, gint64 now_usec)
{
  FakeCase *made = g_new0 (FakeCase, 1);
  guint hash = (i + 1) * 2654435761u;
  guint column = (hash >> 8) % n_columns;
  guint row = (hash >> 20) % n_columns;

  made->number = g_strdup_printf ("20261122-%06u", i + 1);
  made->version = 2;
  made->state = day[i % G_N_ELEMENTS (day)];
  made->klass = i % G_N_ELEMENTS (classes);
  made->cell = row * n_columns + column;
  made->lon = WEST + (column + 0.5) * STEP_LON;
  made->lat = SOUTH + (row + 0.5) * STEP_LAT;
  made->description = g_strdup (classes[made->klass].text);
  made->department = -1;
  made->reported_usec = now_usec - (gint64)(600 - MIN (i, 599)) * MINUTE_USEC;
  made->updated_usec = made->reported_usec;
  if (!g_str_equal (made->state, "filed") && !g_str_equal (made->state, "reported"))
    {
      made->department = (int)(i % G_N_ELEMENTS (departments));
      made->start_usec = made->reported_usec;
      made->deadline_usec = now_usec + ((gint64)(hash % 500) - 90) * MINUTE_USEC;
    }
  made->events = g_ptr_array_new_with_free_func (put_json);
  return made;
}

const FakeStep *
fake_step_find (const char *action, const char *from)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].action, action) && g_str_equal (steps[i].from, from))
      return &steps[i];
  return NULL;
}

json_object *
fake_time (gint64 usec)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  g_autofree char *full = NULL;

  if (usec == 0)
    return NULL;
  time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  full = g_strdup_printf ("%s.%03dZ", text, (int)(usec / 1000 % 1000));
  return json_object_new_string (full);
}

static json_object *
named (const char *code, const char *name, const char *name_en)
{
  json_object *object = json_object_new_object ();

  json_object_object_add (object, "code", json_object_new_string (code));
  json_object_object_add (object, "name", json_object_new_string (name));
  json_object_object_add (object, "name_en", json_object_new_string (name_en));
  return object;
}

static void
add_string (json_object *object, const char *member, const char *value)
{
  json_object_object_add (object, member,
                          value != NULL ? json_object_new_string (value) : NULL);
}

char *
fake_cell_code (guint cell)
{
  return g_strdup_printf ("441802%03u%03u%03u", 1 + cell / 999000, 1 + cell / 999 % 999,
                          1 + cell % 999);
}

const char *
fake_lamp (const FakeCase *fake_case, gint64 now_usec)
{
  if (fake_case->deadline_usec == 0 || g_str_equal (fake_case->state, "closed"))
    return "none";
  if (now_usec > fake_case->deadline_usec)
    return "red";
  if (now_usec - fake_case->start_usec >=
      (fake_case->deadline_usec - fake_case->start_usec) / 10 * 9)
    return "yellow";
  return "green";
}

json_object *
fake_row (const FakeCase *fake_case, guint n_columns, gint64 now_usec)
{
  json_object *row = json_object_new_object ();
  json_object *location = json_object_new_object ();
  g_autofree char *cell = fake_cell_code (fake_case->cell);
  guint area = 3 + fake_case->cell % 3;

  add_string (row, "number", fake_case->number);
  json_object_object_add (row, "version", json_object_new_int64 (fake_case->version));
  add_string (row, "state", fake_case->state);
  add_string (row, "kind", "matter");
  json_object_object_add (row, "class",
                          named (classes[fake_case->klass].code,
                                 classes[fake_case->klass].name,
                                 classes[fake_case->klass].name_en));
  json_object_object_add (row, "urgent", json_object_new_boolean (fake_case->klass == 2));
  add_string (row, "cell", cell);
  json_object_object_add (row, "community",
                          named (areas[area].code, areas[area].name, areas[area].name_en));
  json_object_object_add (location, "lon", json_object_new_double (fake_case->lon));
  json_object_object_add (location, "lat", json_object_new_double (fake_case->lat));
  json_object_object_add (row, "location", location);
  add_string (row, "description", fake_case->description);
  add_string (row, "source", "inspector");
  json_object_object_add (row, "department", fake_department (fake_case->department));
  json_object_object_add (row, "reported_at", fake_time (fake_case->reported_usec));
  json_object_object_add (row, "deadline", fake_time (fake_case->deadline_usec));
  json_object_object_add (row, "deadline_start", fake_time (fake_case->start_usec));
  add_string (row, "lamp", fake_lamp (fake_case, now_usec));
  json_object_object_add (row, "reworks", json_object_new_int ((int)fake_case->reworks));
  json_object_object_add (row, "returns", json_object_new_int (0));
  json_object_object_add (row, "updated_at", fake_time (fake_case->updated_usec));
  return row;
}

static void
add_field (json_object *fields, const char *name, const char *type, gboolean required)
{
  json_object *field = json_object_new_object ();

  add_string (field, "name", name);
  add_string (field, "type", type);
  json_object_object_add (field, "required", json_object_new_boolean (required));
  json_object_array_add (fields, field);
}

static json_object *
actions_of (const FakeCase *fake_case)
{
  json_object *array = json_object_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      json_object *action;
      json_object *fields;

      if (!g_str_equal (steps[i].from, fake_case->state))
        continue;
      action = json_object_new_object ();
      fields = json_object_new_array ();
      add_string (action, "action", steps[i].action);
      if (steps[i].takes_department)
        add_field (fields, "department", "department", FALSE);
      add_field (fields, "opinion", "text", steps[i].needs_opinion);
      json_object_object_add (action, "fields", fields);
      json_object_array_add (array, action);
    }
  return array;
}

json_object *
fake_detail (const FakeCase *fake_case, guint n_columns, gint64 now_usec)
{
  json_object *detail = fake_row (fake_case, n_columns, now_usec);
  json_object *reporter = json_object_new_object ();
  json_object *attachments = json_object_new_array ();
  json_object *photo = json_object_new_object ();
  json_object *suggested = fake_department ((int)(fake_case->klass % 4));

  json_object_object_add (detail, "street",
                          named (areas[1].code, areas[1].name, areas[1].name_en));
  json_object_object_add (detail, "district",
                          named (areas[0].code, areas[0].name, areas[0].name_en));
  add_string (reporter, "login", "inspector");
  add_string (reporter, "name", "李敏");
  json_object_object_add (detail, "reporter", reporter);
  json_object_object_add (detail, "component", NULL);
  json_object_object_add (detail, "observed_at", fake_time (fake_case->reported_usec));
  json_object_object_add (detail, "dispatched_at", fake_time (fake_case->start_usec));
  if (fake_case->deadline_usec != 0)
    add_string (detail, "deadline_reason",
                "4 working hours from the dispatch, Mon–Fri 08:00–12:00 and 14:00–18:00");
  if (fake_case->department >= 0)
    add_string (detail, "routing_reason",
                "matter 06 in 凤城街道: rule 12, the most specific");
  add_string (suggested, "reason",
              "matter 06 in 凤城街道: rule 12, the most specific of 3");
  json_object_object_add (detail, "suggested_department", suggested);
  add_string (photo, "id", "photo");
  add_string (photo, "type", "image/png");
  add_string (photo, "stage", "report");
  add_string (photo, "url", "/api/v1/attachments/photo");
  json_object_array_add (attachments, photo);
  json_object_object_add (detail, "attachments", attachments);
  json_object_object_add (detail, "actions", actions_of (fake_case));
  return detail;
}

json_object *
fake_city (guint n_columns, gint64 now_usec, gint64 last_seq)
{
  json_object *city = json_object_new_object ();
  json_object *bbox = json_object_new_array ();

  add_string (city, "name", "清城（合成演示城市）");
  add_string (city, "name_en", "Qingcheng (synthetic)");
  json_object_object_add (city, "synthetic", json_object_new_boolean (TRUE));
  add_string (city, "time_zone", "Asia/Shanghai");
  add_string (city, "code_scheme", "gb47678-2026");
  json_object_array_add (bbox, json_object_new_double (WEST));
  json_object_array_add (bbox, json_object_new_double (SOUTH));
  json_object_array_add (bbox, json_object_new_double (WEST + n_columns * STEP_LON));
  json_object_array_add (bbox, json_object_new_double (SOUTH + n_columns * STEP_LAT));
  json_object_object_add (city, "bbox", bbox);
  json_object_object_add (city, "cells",
                          json_object_new_int ((int)(n_columns * n_columns)));
  json_object_object_add (city, "server_time", fake_time (now_usec));
  json_object_object_add (city, "last_seq", json_object_new_int64 (last_seq));
  json_object_object_add (city, "a_member_of_tomorrow", json_object_new_object ());
  return city;
}

static json_object *
in_document (const char *member, json_object *array)
{
  json_object *root = json_object_new_object ();

  json_object_object_add (root, member, array);
  return root;
}

json_object *
fake_areas (void)
{
  json_object *array = json_object_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      json_object *area = named (areas[i].code, areas[i].name, areas[i].name_en);

      add_string (area, "parent", areas[i].parent);
      add_string (area, "level", areas[i].level);
      json_object_array_add (array, area);
    }
  return in_document ("areas", array);
}

json_object *
fake_department (int i)
{
  if (i < 0 || (guint)i >= G_N_ELEMENTS (departments))
    return NULL;
  return named (departments[i].code, departments[i].name, departments[i].name_en);
}

int
fake_department_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    if (g_strcmp0 (departments[i].code, code) == 0)
      return (int)i;
  return -1;
}

json_object *
fake_departments (void)
{
  json_object *array = json_object_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    json_object_array_add (array, fake_department ((int)i));
  return in_document ("departments", array);
}

json_object *
fake_classes (void)
{
  json_object *array = json_object_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      json_object *klass = named (classes[i].code, classes[i].name, classes[i].name_en);

      add_string (klass, "kind", "matter");
      add_string (klass, "group", classes[i].group);
      add_string (klass, "group_en", classes[i].group_en);
      json_object_array_add (array, klass);
    }
  return in_document ("classes", array);
}

static json_object *
corner (guint column, guint row)
{
  json_object *position = json_object_new_array ();

  json_object_array_add (position, json_object_new_double (WEST + column * STEP_LON));
  json_object_array_add (position, json_object_new_double (SOUTH + row * STEP_LAT));
  return position;
}

static json_object *
cell_feature (guint cell, guint n_columns)
{
  json_object *feature = json_object_new_object ();
  json_object *geometry = json_object_new_object ();
  json_object *rings = json_object_new_array ();
  json_object *ring = json_object_new_array ();
  json_object *properties = json_object_new_object ();
  g_autofree char *code = fake_cell_code (cell);
  guint column = cell % n_columns;
  guint row = cell / n_columns;

  json_object_array_add (ring, corner (column, row));
  json_object_array_add (ring, corner (column + 1, row));
  json_object_array_add (ring, corner (column + 1, row + 1));
  json_object_array_add (ring, corner (column, row + 1));
  json_object_array_add (ring, corner (column, row));
  json_object_array_add (rings, ring);
  add_string (geometry, "type", "Polygon");
  json_object_object_add (geometry, "coordinates", rings);
  add_string (properties, "code", code);
  add_string (properties, "community", areas[3 + cell % 3].code);
  add_string (feature, "type", "Feature");
  add_string (feature, "id", code);
  json_object_object_add (feature, "geometry", geometry);
  json_object_object_add (feature, "properties", properties);
  return feature;
}

json_object *
fake_cells (guint n_columns)
{
  json_object *features = json_object_new_array ();
  json_object *root = in_document ("features", features);

  add_string (root, "type", "FeatureCollection");
  for (guint i = 0; i < n_columns * n_columns; i++)
    json_object_array_add (features, cell_feature (i, n_columns));
  return root;
}
