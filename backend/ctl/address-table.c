/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House numbers or points of interest of a CSV file, each line judged before any is written. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/address-table.h"

#include "backend/ctl/command.h"
#include "backend/rules/csv.h"
#include "backend/service/city.h"
#include "gis/gazetteer.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NAME_CHARS 100
#define MAX_CATEGORY 32
/* The same number on a street of the same name is another house beyond this. */
#define SAME_HOUSE_M 1000.0
#define SAME_POI_M 50.0

enum
{
  HOUSE_STREET,
  HOUSE_NUMBER,
  HOUSE_LON,
  HOUSE_LAT
};
static const char *const house_columns[] = { "street", "number", "lon", "lat", NULL };

enum
{
  POI_CATEGORY,
  POI_NAME,
  POI_NAME_EN,
  POI_LON,
  POI_LAT
};
static const char *const poi_columns[] = {
  "category", "name", "name_en", "lon", "lat", NULL
};

/* Where something of that key is already; line 0: in the city. */
typedef struct
{
  GwFixed position;
  guint line;
} Known;

typedef struct
{
  GwAddressTable *table;
  GwCsv csv;
  GwCoordinateSystem system;
  const GwSnapshot *snapshot;
  GHashTable *known; /* key -> GArray of Known */
} Reading;

static void
house_free (gpointer data)
{
  GwCityHouse *house = data;

  g_free (house->street);
  g_free (house->suffix);
  g_free (house);
}

static void
poi_free (gpointer data)
{
  GwCityPoi *poi = data;

  g_free (poi->category);
  g_free (poi->name);
  g_free (poi->name_en);
  g_free (poi);
}

void
gw_address_table_free (GwAddressTable *table)
{
  g_ptr_array_unref (table->houses);
  g_ptr_array_unref (table->pois);
  g_ptr_array_unref (table->faults);
  g_free (table);
}

/* --- what comes twice ----------------------------------------------------------------- */

static char *
dup_house_key (const GwCityHouse *house)
{
  return g_strdup_printf ("%s\n%u%s", house->street, house->number, house->suffix);
}

static void
remember (Reading *reading, char *key, GwFixed position, guint line)
{
  GArray *places = g_hash_table_lookup (reading->known, key);
  Known known = { position, line };

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (Known));
      g_hash_table_insert (reading->known, g_strdup (key), places);
    }
  g_array_append_val (places, known);
}

/* FALSE, with a fault, when it is there already; remembered otherwise. */
static gboolean
is_new (Reading *reading, guint column, char *key, GwFixed position, double same_m,
        GError **error)
{
  const GArray *places = g_hash_table_lookup (reading->known, key);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const Known *known = &g_array_index (places, Known, i);

      if (gw_distance_m (gw_fixed_to_lon_lat (known->position),
                         gw_fixed_to_lon_lat (position)) > same_m)
        continue;
      if (known->line != 0)
        gw_csv_fail (&reading->csv, column, error, _ ("this is on line %u already"),
                     known->line);
      else
        gw_csv_fail (&reading->csv, column, error, "%s", _ ("the city has this already"));
      return FALSE;
    }
  remember (reading, key, position, reading->csv.row_line);
  return TRUE;
}

/* --- fields --------------------------------------------------------------------------- */

static gboolean
read_name (Reading *reading, guint column, const char **ret_name, GError **error)
{
  const char *text = gw_csv_get (&reading->csv, column);
  glong length = g_utf8_strlen (text, -1);

  if (length == 0)
    gw_csv_fail (&reading->csv, column, error, "%s", _ ("a name is missing"));
  else if (length > MAX_NAME_CHARS)
    gw_csv_fail (&reading->csv, column, error, _ ("the name is longer than %d characters"),
                 MAX_NAME_CHARS);
  *ret_name = text;
  return length > 0 && length <= MAX_NAME_CHARS;
}

static gboolean
read_degrees (Reading *reading, guint column, double limit, double *ret_value,
              GError **error)
{
  const char *text = gw_csv_get (&reading->csv, column);
  char *end = NULL;

  *ret_value = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *ret_value >= -limit && *ret_value <= limit)
    return TRUE;
  gw_csv_fail (&reading->csv, column, error, _ ("“%s” is no number from -%g to %g"), text,
               limit, limit);
  return FALSE;
}

static gboolean
read_position (Reading *reading, guint column, GwFixed *ret_position, GError **error)
{
  GwLonLat position;

  if (!read_degrees (reading, column, 180, &position.lon, error) ||
      !read_degrees (reading, column + 1, 90, &position.lat, error))
    return FALSE;
  position = gw_coordinates_to_wgs84 (reading->system, position);
  *ret_position = gw_fixed_from_lon_lat (position);
  if (gw_snapshot_n_cells (reading->snapshot) == 0 ||
      gw_snapshot_find_cell (reading->snapshot, *ret_position) != NULL)
    return TRUE;
  gw_csv_fail (&reading->csv, column, error, "%s",
               _ ("the place is outside of the city's cells"));
  return FALSE;
}

/* 12, 12号, 12A, 12-1, 12之1号 */
static gboolean
parse_number (const char *text, guint *ret_number, char *ret_suffix, gsize size)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;
  guint64 extra;

  if (number == 0 || number > GW_HOUSE_NUMBER_MAX)
    return FALSE;
  *ret_number = (guint)number;
  *ret_suffix = '\0';
  if (g_ascii_isalpha (*end))
    g_snprintf (ret_suffix, (gulong)size, "%c", g_ascii_toupper (*end++));
  else if (*end == '-' || g_str_has_prefix (end, "之"))
    {
      end += *end == '-' ? 1 : strlen ("之");
      extra = g_ascii_isdigit (*end) ? g_ascii_strtoull (end, &end, 10) : 0;
      if (extra == 0 || extra > 9999)
        return FALSE;
      g_snprintf (ret_suffix, (gulong)size, "-%u", (guint)extra);
    }
  return *end == '\0' || g_str_equal (end, "号") || g_str_equal (end, "號");
}

/* --- lines ---------------------------------------------------------------------------- */

static gboolean
read_house (Reading *reading, GError **error)
{
  GwCityHouse house = { .number = 0 };
  char suffix[GW_HOUSE_SUFFIX_SIZE];
  const char *street, *number = gw_csv_get (&reading->csv, HOUSE_NUMBER);
  g_autofree char *key = NULL;

  if (!read_name (reading, HOUSE_STREET, &street, error))
    return FALSE;
  if (!parse_number (number, &house.number, suffix, sizeof suffix))
    {
      gw_csv_fail (&reading->csv, HOUSE_NUMBER, error,
                   _ ("“%s” is no house number like 12, 12A or 12-1"), number);
      return FALSE;
    }
  if (!read_position (reading, HOUSE_LON, &house.position, error))
    return FALSE;
  house.street = (char *)street;
  house.suffix = suffix;
  key = dup_house_key (&house);
  if (!is_new (reading, HOUSE_NUMBER, key, house.position, SAME_HOUSE_M, error))
    return FALSE;
  house.street = g_strdup (street);
  house.suffix = g_strdup (suffix);
  g_ptr_array_add (reading->table->houses, g_memdup2 (&house, sizeof house));
  return TRUE;
}

static gboolean
is_category (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MAX_CATEGORY &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz_") == length;
}

static gboolean
read_poi (Reading *reading, GError **error)
{
  const char *category = gw_csv_get (&reading->csv, POI_CATEGORY);
  const char *name_en = gw_csv_get (&reading->csv, POI_NAME_EN), *name;
  GwCityPoi poi;

  if (!is_category (category))
    {
      gw_csv_fail (&reading->csv, POI_CATEGORY, error,
                   _ ("“%s” is no category of letters a to z, like school"), category);
      return FALSE;
    }
  if (!read_name (reading, POI_NAME, &name, error) ||
      !read_position (reading, POI_LON, &poi.position, error) ||
      !is_new (reading, POI_NAME, (char *)name, poi.position, SAME_POI_M, error))
    return FALSE;
  poi.category = g_strdup (category);
  poi.name = g_strdup (name);
  poi.name_en = *name_en != '\0' ? g_strdup (name_en) : NULL;
  g_ptr_array_add (reading->table->pois, g_memdup2 (&poi, sizeof poi));
  return TRUE;
}

static void
remember_old (Reading *reading, const GPtrArray *houses, const GPtrArray *pois)
{
  for (guint i = 0; i < houses->len; i++)
    {
      const GwCityHouse *house = g_ptr_array_index (houses, i);
      g_autofree char *key = dup_house_key (house);

      remember (reading, key, house->position, 0);
    }
  for (guint i = 0; i < pois->len; i++)
    {
      const GwCityPoi *poi = g_ptr_array_index (pois, i);

      remember (reading, poi->name, poi->position, 0);
    }
}

static void
read_lines (Reading *reading, gboolean houses)
{
  GwAddressTable *table = reading->table;

  while (TRUE)
    {
      g_autoptr (GError) fault = NULL;
      gboolean has_line = gw_csv_next (&reading->csv, &fault);

      if (!has_line && fault == NULL)
        return;
      table->n_lines++;
      if (!has_line)
        gw_csv_skip_line (&reading->csv);
      else if (houses ? read_house (reading, &fault) : read_poi (reading, &fault))
        continue;
      g_ptr_array_add (table->faults, g_strdup (fault->message));
    }
}

/* A byte order mark may stand before it. */
static gboolean
begins_with (const char *text, gsize length, const char *word)
{
  gsize mark = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  return length >= mark + strlen (word) && memcmp (text + mark, word, strlen (word)) == 0;
}

GwAddressTable *
gw_address_table_read (const char *text, gsize length, GwCoordinateSystem system,
                       const GwSnapshot *snapshot, const GPtrArray *old_houses,
                       const GPtrArray *old_pois, GError **error)
{
  gboolean houses = begins_with (text, length, "street");
  g_autoptr (GwAddressTable) table = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify)g_array_unref);
  Reading reading = { .system = system, .snapshot = snapshot, .known = known };

  if (!houses && !begins_with (text, length, "category"))
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                           _ ("line 1 must be “street,number,lon,lat” or "
                              "“category,name,name_en,lon,lat”"));
      return NULL;
    }
  if (!gw_csv_open (&reading.csv, text, length, houses ? house_columns : poi_columns,
                    error))
    {
      gw_csv_clear (&reading.csv);
      return NULL;
    }
  table = g_new0 (GwAddressTable, 1);
  table->houses = g_ptr_array_new_with_free_func (house_free);
  table->pois = g_ptr_array_new_with_free_func (poi_free);
  table->faults = g_ptr_array_new_with_free_func (g_free);
  reading.table = table;
  remember_old (&reading, old_houses, old_pois);
  read_lines (&reading, houses);
  gw_csv_clear (&reading.csv);
  return g_steal_pointer (&table);
}
