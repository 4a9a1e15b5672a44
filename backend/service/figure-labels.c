/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and names of rows: what an id means, looked up once per id. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures-private.h"

#include "backend/rules/post.h"

struct _GwLabels
{
  const GwSnapshot *snapshot;
  GHashTable *people;
  GHashTable *sources;
  GStringChunk *strings;
  guint n_labels;
  GHashTable *by_id[GW_N_DIMENSIONS];  /* id -> GwLabel, or NULL for none */
  GHashTable *by_key[GW_N_DIMENSIONS]; /* key -> GwLabel, owned */
};

GwLabels *
gw_labels_new (const GwSnapshot *snapshot, GHashTable *people, GHashTable *sources,
               GStringChunk *strings)
{
  GwLabels *self = g_new0 (GwLabels, 1);

  self->snapshot = snapshot;
  self->people = people;
  self->sources = sources;
  self->strings = strings;
  for (guint i = 0; i < GW_N_DIMENSIONS; i++)
    {
      self->by_id[i] = g_hash_table_new (NULL, NULL);
      self->by_key[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    }
  return self;
}

void
gw_labels_free (GwLabels *self)
{
  for (guint i = 0; i < GW_N_DIMENSIONS; i++)
    {
      g_hash_table_unref (self->by_id[i]);
      g_hash_table_unref (self->by_key[i]);
    }
  g_free (self);
}

static const char *
keep (GwLabels *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

static GwLabel *
intern (GwLabels *self, GwDimension dimension, const char *key, const char *name,
        const char *name_en)
{
  GwLabel *label = g_hash_table_lookup (self->by_key[dimension], key);

  if (label != NULL)
    return label;
  label = g_new0 (GwLabel, 1);
  label->number = ++self->n_labels;
  label->words.key = keep (self, key);
  label->words.name = keep (self, name);
  label->words.name_en = keep (self, name_en);
  g_hash_table_insert (self->by_key[dimension], (gpointer)label->words.key, label);
  return label;
}

/* Retired since, and known to nobody any more but by its number. */
static GwLabel *
intern_lost (GwLabels *self, GwDimension dimension, gint64 id)
{
  char key[24];

  g_snprintf (key, sizeof key, "#%" G_GINT64_FORMAT, id);
  return intern (self, dimension, key, NULL, NULL);
}

static GwLabel *
make_place (GwLabels *self, GwDimension dimension, gint64 id)
{
  static const GwAreaLevel levels[] = { GW_AREA_CITY, GW_AREA_DISTRICT, GW_AREA_STREET,
                                        GW_AREA_COMMUNITY };
  const GwCell *cell = id > 0 ? gw_snapshot_cell_by_id (self->snapshot, id) : NULL;
  const GwArea *area;

  if (dimension == GW_DIMENSION_CELL)
    return cell != NULL ? intern (self, dimension, cell->code, cell->name, NULL) : NULL;
  area = id < 0 ? gw_snapshot_area_by_id (self->snapshot, -id)
                : (cell != NULL ? cell->community : NULL);
  while (area != NULL && area->level != levels[dimension])
    area = area->parent;
  return area != NULL ? intern (self, dimension, area->code, area->name, area->name_en)
                      : NULL;
}

/* Codes of components and matters overlap. */
static GwLabel *
make_class (GwLabels *self, GwDimension dimension, gint64 id)
{
  const GwCaseClass *class = gw_snapshot_class_by_id (self->snapshot, id);
  const char *kind;
  g_autofree char *key = NULL;

  if (class == NULL)
    return intern_lost (self, dimension, id);
  kind = gw_class_kind_name (class->kind);
  if (dimension == GW_DIMENSION_KIND)
    return intern (self, dimension, kind, NULL, NULL);
  if (dimension == GW_DIMENSION_CLASS_GROUP)
    {
      key = g_strdup_printf ("%s:%.2s", kind, class->code);
      return intern (self, dimension, key, class->group, class->group_en);
    }
  key = g_strdup_printf ("%s:%s", kind, class->code);
  return intern (self, dimension, key, class->name, class->name_en);
}

static GwLabel *
make_other (GwLabels *self, GwDimension dimension, gint64 id)
{
  const GwDepartment *department;
  const GwDutyGrid *grid;
  const GwPerson *person;

  switch (dimension)
    {
    case GW_DIMENSION_DEPARTMENT:
      department = gw_snapshot_department (self->snapshot, id);
      return department != NULL ? intern (self, dimension, department->code,
                                          department->name, department->name_en)
                                : intern_lost (self, dimension, id);
    case GW_DIMENSION_DUTY_GRID:
      grid = gw_snapshot_duty_grid (self->snapshot, id);
      return grid != NULL ? intern (self, dimension, grid->code, grid->name, NULL)
                          : intern_lost (self, dimension, id);
    case GW_DIMENSION_PERSON:
      person = g_hash_table_lookup (self->people, &id);
      return person != NULL ? intern (self, dimension, person->login, person->name, NULL)
                            : intern_lost (self, dimension, id);
    default:
      {
        const char *name = g_hash_table_lookup (self->sources, &id);

        return name != NULL ? intern (self, dimension, name, NULL, NULL)
                            : intern_lost (self, dimension, id);
      }
    }
}

static GwLabel *
make_number (GwLabels *self, GwDimension dimension, gint64 number)
{
  char key[8];

  g_snprintf (key, sizeof key, dimension == GW_DIMENSION_HOUR ? "%02d" : "%d", (int)number);
  return intern (self, dimension, key, NULL, NULL);
}

static GwLabel *
make_post (GwLabels *self, gint64 number)
{
  GwRole post = gw_post_from_number ((guint)number);

  if (gw_post_name (post) == NULL)
    return number != 0 ? intern_lost (self, GW_DIMENSION_POST, number) : NULL;
  return intern (self, GW_DIMENSION_POST, gw_post_name (post), gw_post_title (post),
                 gw_post_title_en (post));
}

static GwLabel *
make_shift (GwLabels *self, gint64 number)
{
  const GwDayShifts *shifts =
      gw_settings_day_shifts (gw_snapshot_settings (self->snapshot));
  guint shift = gw_day_shifts_of_hour (shifts, (guint)number);
  char key[GW_DAY_SHIFT_KEY_SIZE];

  gw_day_shift_key (shifts, shift, key);
  return intern (self, GW_DIMENSION_SHIFT, key, gw_day_shift_name (shifts, shift),
                 gw_day_shift_name_en (shifts, shift));
}

static GwLabel *
make (GwLabels *self, GwDimension dimension, gint64 id)
{
  if (dimension <= GW_DIMENSION_CELL)
    return make_place (self, dimension, id);
  if (dimension == GW_DIMENSION_POST)
    return make_post (self, id);
  if (dimension == GW_DIMENSION_SHIFT)
    return make_shift (self, id);
  if (dimension >= GW_DIMENSION_HOUR)
    return make_number (self, dimension, id);
  if (dimension >= GW_DIMENSION_KIND && dimension <= GW_DIMENSION_CLASS)
    return make_class (self, dimension, id);
  return id != 0 ? make_other (self, dimension, id) : NULL;
}

static gint64
id_of (GwDimension dimension, const GwThing *thing)
{
  switch (dimension)
    {
    case GW_DIMENSION_CITY:
    case GW_DIMENSION_DISTRICT:
    case GW_DIMENSION_STREET:
    case GW_DIMENSION_COMMUNITY:
      /* Sums may be of whole communities. */
      return thing->keys[GW_THING_CELL] != 0 ? thing->keys[GW_THING_CELL]
                                             : -thing->keys[GW_THING_COMMUNITY];
    case GW_DIMENSION_CELL:
      return thing->keys[GW_THING_CELL];
    case GW_DIMENSION_DUTY_GRID:
      return thing->keys[GW_THING_DUTY_GRID];
    case GW_DIMENSION_DEPARTMENT:
      return thing->keys[GW_THING_DEPARTMENT];
    case GW_DIMENSION_KIND:
    case GW_DIMENSION_CLASS_GROUP:
    case GW_DIMENSION_CLASS:
      return thing->keys[GW_THING_CLASS];
    case GW_DIMENSION_SOURCE:
      return thing->keys[GW_THING_SOURCE];
    case GW_DIMENSION_PERSON:
      return thing->keys[GW_THING_PERSON];
    case GW_DIMENSION_POST:
      return thing->keys[GW_THING_POST];
    case GW_DIMENSION_SHIFT:
    case GW_DIMENSION_HOUR:
      return thing->keys[GW_THING_HOUR];
    default:
      return thing->keys[GW_THING_WEEKDAY];
    }
}

const GwLabel *
gw_labels_find (GwLabels *self, GwDimension dimension, const GwThing *thing)
{
  gint64 id = id_of (dimension, thing);
  gpointer label;

  if (g_hash_table_lookup_extended (self->by_id[dimension], (gpointer)(gintptr)id, NULL,
                                    &label))
    return label;
  label = make (self, dimension, id);
  g_hash_table_insert (self->by_id[dimension], (gpointer)(gintptr)id, label);
  return label;
}

guint
gw_labels_keys (GwDimension dimension)
{
  static const guint bits[GW_N_DIMENSIONS] = {
    [GW_DIMENSION_CITY] = GW_THING_BIT (GW_THING_COMMUNITY),
    [GW_DIMENSION_DISTRICT] = GW_THING_BIT (GW_THING_COMMUNITY),
    [GW_DIMENSION_STREET] = GW_THING_BIT (GW_THING_COMMUNITY),
    [GW_DIMENSION_COMMUNITY] = GW_THING_BIT (GW_THING_COMMUNITY),
    [GW_DIMENSION_CELL] = GW_THING_BIT (GW_THING_CELL),
    [GW_DIMENSION_DUTY_GRID] = GW_THING_BIT (GW_THING_DUTY_GRID),
    [GW_DIMENSION_DEPARTMENT] = GW_THING_BIT (GW_THING_DEPARTMENT),
    [GW_DIMENSION_KIND] = GW_THING_BIT (GW_THING_CLASS),
    [GW_DIMENSION_CLASS_GROUP] = GW_THING_BIT (GW_THING_CLASS),
    [GW_DIMENSION_CLASS] = GW_THING_BIT (GW_THING_CLASS),
    [GW_DIMENSION_SOURCE] = GW_THING_BIT (GW_THING_SOURCE),
    [GW_DIMENSION_PERSON] = GW_THING_BIT (GW_THING_PERSON),
    [GW_DIMENSION_POST] = GW_THING_BIT (GW_THING_POST),
    [GW_DIMENSION_SHIFT] = GW_THING_BIT (GW_THING_HOUR),
    [GW_DIMENSION_HOUR] = GW_THING_BIT (GW_THING_HOUR),
    [GW_DIMENSION_WEEKDAY] = GW_THING_BIT (GW_THING_WEEKDAY),
  };

  return bits[dimension];
}

const GwLabel *
gw_labels_find_period (GwLabels *self, GwDimension dimension, guint day)
{
  g_autofree char *key = gw_period_key (dimension, day);

  return intern (self, dimension, key, NULL, NULL);
}
