/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months and the recurring cases of the fake server's statistics. */
#include "tests/gui/lib/fake-figures.h"

#define ACT(action, reason)                                                                \
  "{\"action\":\"" action "\",\"at\":\"2026-11-02T01:00:00.000Z\",\"by\":{\"login\":"      \
  "\"manager\",\"name\":\"Manager\"},\"reason\":" reason ",\"rows\":0,\"digest\":null,"    \
  "\"seal\":1}"
#define MONTH(month, state, over, actions, acts)                                           \
  "{\"period\":\"" month "\",\"state\":\"" state "\",\"over\":" over                       \
  ",\"actions\":[" actions "],\"acts\":[" acts "]}"

static const char months[] =
    /* clang-format off */
    "{\"periods\":["
    MONTH ("2026-11", "open", "false", "", "") ","
    MONTH ("2026-10", "reviewed", "true", "\"lock\",\"reopen\"", ACT ("review", "null")) ","
    MONTH ("2026-09", "locked", "true", "\"reopen\"",
           ACT ("review", "null") "," ACT ("lock", "\"compared\""))
    "]}";
/* clang-format on */

static const char differences[] =
    "{\"period\":\"2026-09\",\"state\":\"locked\",\"frozen_at\":\"2026-11-02T01:00:00."
    "000Z\","
    "\"differences\":2,\"total\":[{\"figure\":\"closed\",\"frozen\":5,\"now\":4}],"
    "\"items\":["
    "{\"cell\":\"44180200100101\",\"class\":null,\"department\":null,\"figure\":\"closed\","
    "\"frozen\":3,\"now\":2},{\"cell\":null,\"class\":{\"kind\":\"matter\",\"code\":"
    "\"06010\","
    "\"name\":\"Litter\",\"name_en\":\"Litter\"},\"department\":{\"code\":\"D1\",\"name\":"
    "\"Works\",\"name_en\":\"Works\"},\"figure\":\"to_close\",\"frozen\":2,\"now\":3}]}";

#define SPOT(n, cases)                                                                     \
  "{\"key\":\"20260101-000001\",\"class\":{\"kind\":\"matter\",\"code\":\"06010\","        \
  "\"name\":"                                                                              \
  "\"Litter\",\"name_en\":\"Litter\"},\"n\":" n                                            \
  ",\"first_at\":\"2026-11-02T01:00:00.000Z\","                                            \
  "\"last_at\":\"2026-11-09T01:00:00.000Z\",\"lon\":113.0005,\"lat\":23.7005,\"cell\":"    \
  "\"44180200100101\",\"community\":{\"code\":\"441802001001\",\"name\":\"Lower\",\"name_" \
  "en\":"                                                                                  \
  "\"Lower\"},\"cases\":[" cases "]}"

#define SPOTS_END                                                                          \
  "],\"groups\":3,\"cases\":1265,\"filed\":2530,\"rate\":{\"value\":0.5,"                  \
  "\"numerator\":1265,\"denominator\":2530}"

static const char spots[] =
    /* clang-format off */
    "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\",\"radius_m\":50,\"days\":30,\"items\":["
    SPOT ("1200", "\"20260101-000064\",\"20260101-000065\"") ","
    SPOT ("63", "")
    SPOTS_END ",\"next\":\"/api/v1/statistics/recurrence?after=63.20260101-000001\"}";
static const char more_spots[] =
    "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\",\"radius_m\":50,\"days\":30,\"items\":["
    SPOT ("2", "\"20260101-000066\",\"20260101-000067\"")
    SPOTS_END "}";
/* clang-format on */

/* All of the second spot. */
static void
name_cases (json_object *page)
{
  json_object *spot = json_object_array_get_idx (json_object_object_get (page, "items"), 1);
  json_object *cases = json_object_object_get (spot, "cases");

  for (int i = 1; i <= 63; i++)
    {
      g_autofree char *number = g_strdup_printf ("20260101-%06d", i);

      json_object_array_add (cases, json_object_new_string (number));
    }
}

gboolean
fake_is_fixed (const char *path)
{
  return g_str_has_prefix (path, "/api/v1/statistics/periods") ||
         g_str_equal (path, "/api/v1/statistics/recurrence");
}

json_object *
fake_fixed (const char *path, GHashTable *query)
{
  const char *text = months;
  json_object *document;

  if (g_str_has_suffix (path, "/differences"))
    text = differences;
  else if (g_str_has_suffix (path, "/recurrence"))
    text = query != NULL && g_hash_table_contains (query, "after") ? more_spots : spots;
  document = json_tokener_parse (text);
  g_assert_nonnull (document);
  if (text == spots)
    name_cases (document);
  return document;
}
