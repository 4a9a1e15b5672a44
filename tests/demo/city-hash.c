/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole city in one number. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/demo/city-hash.h"

#include <string.h>

static void
hash_text (GChecksum *checksum, const char *text)
{
  const char *bytes = text != NULL ? text : "\1";

  g_checksum_update (checksum, (const guchar *)bytes, (gssize)strlen (bytes) + 1);
}

static void
hash_points (GChecksum *checksum, const GwFixed *points, guint n)
{
  g_checksum_update (checksum, (const guchar *)points, (gssize)(n * sizeof *points));
}

char *
city_hash (const GwCity *whole)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < whole->areas->len; i++)
    hash_text (checksum, ((GwCityArea *)whole->areas->pdata[i])->name);
  for (guint i = 0; i < whole->cells->len; i++)
    {
      const GwCityCell *cell = whole->cells->pdata[i];

      hash_text (checksum, cell->code);
      hash_text (checksum, cell->duty_grid);
      hash_points (checksum, cell->shape->points, cell->shape->n_points);
    }
  for (guint i = 0; i < whole->components->len; i++)
    {
      const GwCityComponent *component = whole->components->pdata[i];

      hash_text (checksum, component->code);
      hash_text (checksum, component->name);
      hash_points (checksum, &component->position, 1);
    }
  for (guint i = 0; i < whole->map_features->len; i++)
    {
      const GwMapFeature *feature = whole->map_features->pdata[i];

      hash_text (checksum, feature->name);
      hash_points (checksum, feature->points, feature->n_points);
      if (feature->shape != NULL)
        hash_points (checksum, feature->shape->points, feature->shape->n_points);
    }
  for (guint i = 0; i < whole->houses->len; i++)
    {
      const GwCityHouse *house = whole->houses->pdata[i];

      hash_text (checksum, house->street);
      hash_text (checksum, house->suffix);
      g_checksum_update (checksum, (const guchar *)&house->number, sizeof house->number);
      hash_points (checksum, &house->position, 1);
    }
  for (guint i = 0; i < whole->pois->len; i++)
    {
      const GwCityPoi *poi = whole->pois->pdata[i];

      hash_text (checksum, poi->category);
      hash_text (checksum, poi->name);
      hash_text (checksum, poi->name_en);
      hash_points (checksum, &poi->position, 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
