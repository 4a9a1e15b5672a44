/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of the fake server's statistics. */
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

json_object *
fake_months (const char *path)
{
  const gboolean compared = g_str_has_suffix (path, "/differences");
  json_object *document = json_tokener_parse (compared ? differences : months);

  g_assert_nonnull (document);
  return document;
}
