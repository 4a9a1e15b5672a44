/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small town divided anew. */
#include "tests/lib/four-levels.h"

#include <sqlite3.h>
#include <string.h>

/*
 * 441802 > 4418021 > 441802001 > 441802001001: cells 0, 1
 *                              > 441802001002: cells 2, 3
 *                  > 441802003 > 441802003001: cells 4 to 7
 *        > 4418022 > 441802002 > 441802002001: cells 8 to 15
 */
/* What was a street becomes a district: parents come before what lies in them. */
static const char SQL[] =
    "UPDATE area SET code = '4418021', level = 'district', name = '一区'"
    " WHERE code = '441802001';"
    "UPDATE area SET code = '4418022', level = 'district', name = '二区'"
    " WHERE code = '441802002';"
    "UPDATE area SET code = '441802001', level = 'street', name = '甲街道'"
    " WHERE code = '441802001001';"
    "UPDATE area SET code = '441802002', level = 'street', name = '乙街道'"
    " WHERE code = '441802002001';"
    "INSERT INTO area (code, parent_id, level, name)"
    " SELECT '441802003', id, 'street', '丙街道' FROM area WHERE code = '4418021';"
    "INSERT INTO area (code, parent_id, level, name)"
    " SELECT '441802001001', id, 'community', '甲社区' FROM area WHERE code = '441802001';"
    "INSERT INTO area (code, parent_id, level, name)"
    " SELECT '441802001002', id, 'community', '丙社区' FROM area WHERE code = '441802001';"
    "INSERT INTO area (code, parent_id, level, name)"
    " SELECT '441802002001', id, 'community', '乙社区' FROM area WHERE code = '441802002';"
    "INSERT INTO area (code, parent_id, level, name)"
    " SELECT '441802003001', id, 'community', '丁社区' FROM area WHERE code = '441802003';"
    "UPDATE cell SET community_id = (SELECT id FROM area WHERE code = '441802001001')"
    " WHERE code BETWEEN '441802001001001' AND '441802001001002';"
    "UPDATE cell SET community_id = (SELECT id FROM area WHERE code = '441802001002')"
    " WHERE code BETWEEN '441802001001003' AND '441802001001004';"
    "UPDATE cell SET community_id = (SELECT id FROM area WHERE code = '441802003001')"
    " WHERE code BETWEEN '441802001001005' AND '441802001001008';"
    "UPDATE cell SET community_id = (SELECT id FROM area WHERE code = '441802002001')"
    " WHERE code BETWEEN '441802002001001' AND '441802002001008';";

const char *const four_levels_areas[] = {
  "441802",       "4418021",      "4418022",      "441802001",    "441802002", "441802003",
  "441802001001", "441802001002", "441802002001", "441802003001", NULL
};

void
four_levels_divide (const char *database)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 20000);
  g_assert_cmpint (sqlite3_exec (handle, SQL, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

gboolean
four_levels_has (const char *area, guint cell)
{
  const char *district = cell < 8 ? "4418021" : "4418022";
  const char *street = cell < 4 ? "441802001" : cell < 8 ? "441802003" : "441802002";
  const char *community = cell < 2   ? "441802001001"
                          : cell < 4 ? "441802001002"
                          : cell < 8 ? "441802003001"
                                     : "441802002001";

  return strcmp (area, "441802") == 0 || strcmp (area, district) == 0 ||
         strcmp (area, street) == 0 || strcmp (area, community) == 0;
}
