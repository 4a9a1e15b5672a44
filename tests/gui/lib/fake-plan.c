/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of the fake server. */
#include "tests/gui/lib/fake-plan.h"

#include <glib.h>

#define TARGET(id, code, title, area, name, rest)                                          \
  "{\"id\":" id ",\"version\":1,\"year\":2026,\"code\":\"" code "\",\"title\":\"" title    \
  "\",\"title_en\":\"" title "\",\"area\":{\"code\":\"" area "\",\"name\":\"" name         \
  "\",\"name_en\":\"" name                                                                 \
  "\"},\"level\":\"community\",\"better\":\"up\",\"start\":null,\"due\":\"2026-12-31\","   \
  "\"department\":{\"code\":\"env\",\"name\":\"Works\",\"name_en\":\"Works\"}," rest "}"
#define BEHIND                                                                             \
  "\"unit\":\"count\",\"target\":40,\"indicator\":null,\"actual\":{\"value\":20,"          \
  "\"date\":\"2026-10-31\",\"at\":\"2026-11-02T01:00:00.000Z\",\"by\":null,\"note\":"      \
  "\"\"},\"expected\":35,\"progress\":0.5,\"lamp\":\"yellow\",\"reached\":false,"          \
  "\"reason\":\"behind\",\"may_enter\":true"
#define UNKNOWN                                                                            \
  "\"unit\":\"count\",\"target\":40,\"indicator\":null,\"actual\":null,\"expected\":35,"   \
  "\"progress\":null,\"lamp\":\"none\",\"reached\":false,\"reason\":\"no actual yet\","    \
  "\"may_enter\":true"
#define COUNTED                                                                            \
  "\"unit\":\"percent\",\"target\":90,\"indicator\":{\"name\":\"closure_rate\","           \
  "\"title\":\"Closure rate\",\"formula\":\"Closed\",\"numerator\":19,"                    \
  "\"denominator\":20},\"actual\":{\"value\":95,\"date\":\"2026-11-23\",\"at\":null,"      \
  "\"by\":null,\"note\":\"\"},\"expected\":90,\"progress\":1,\"lamp\":\"green\","          \
  "\"reached\":true,\"reason\":\"the target is reached\",\"may_enter\":false"

json_object *
fake_plan (void)
{
  static const char text[] =
      "{\"year\":2026,\"today\":\"2026-11-23\",\"years\":[2025,2026],\"lamps\":{\"none\":1,"
      "\"green\":1,\"yellow\":1,\"red\":0},\"total\":3,\"targets\":["
      /* clang-format off */
      TARGET ("1", "points", "Access points", "441802001001", "Lower", BEHIND) ","
      TARGET ("2", "points", "Access points", "441802002001", "Upper", UNKNOWN) ","
      TARGET ("3", "rate", "Closure rate", "441802001001", "Lower", COUNTED)
      /* clang-format on */
      "]}";
  json_object *plan = json_tokener_parse (text);

  g_assert_nonnull (plan);
  return plan;
}
