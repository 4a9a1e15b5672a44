/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of everything that the pages of the administration show. */
#include "tests/gui/lib/fake-administration.h"

#include <glib.h>

#define ROOT "/api/v1/"

static const struct
{
  const char *path;
  const char *text;
} documents[] = {
  { "administration/people",
    "{\"total\":1,\"people\":[{\"login\":\"li\",\"version\":1,\"state\":\"active\","
    "\"name\":\"李\",\"name_en\":null,\"phone\":\"10000\",\"roles\":[\"leader\"],"
    "\"department\":null,\"area\":null,\"names\":{}}]}" },
  { "administration/departments",
    "{\"total\":1,\"departments\":[{\"code\":\"works\",\"version\":1,\"state\":\"active\","
    "\"name\":\"市政\",\"name_en\":\"Works\",\"level\":\"city\",\"parent\":null,"
    "\"calendar\":null,\"areas\":[],\"names\":{}}]}" },
  { "administration/duty-grids",
    "{\"total\":1,\"duty_grids\":[{\"code\":\"D1\",\"version\":1,\"state\":\"active\","
    "\"name\":\"一\",\"inspector\":null,\"cells\":[],\"names\":{}}]}" },
  { "administration/shifts",
    "{\"total\":1,\"shifts\":[{\"id\":\"1\",\"version\":1,\"state\":\"active\","
    "\"inspector\":\"wang\",\"duty_grid\":\"D1\",\"days\":[\"1\"],\"date\":null,"
    "\"from\":\"08:00\",\"to\":\"17:00\",\"valid_from\":null,\"valid_to\":null,"
    "\"substitute\":null,\"substitute_from\":null,\"substitute_to\":null,"
    "\"names\":{\"inspector\":\"王\",\"duty_grid\":\"一\"}}]}" },
  { "administration/changes",
    "{\"changes\":[{\"at\":\"2026-11-02T08:00:00.000Z\",\"by\":{\"login\":\"admin\","
    "\"name\":\"管理员\"},\"subject\":\"setting\",\"key\":\"extension.max\","
    "\"field\":\"value\",\"from\":\"2\",\"to\":\"3\"}]}" },
  { "settings", "{\"version\":1,\"settings\":[{\"name\":\"extension.max\",\"value\":\"2\","
                "\"default\":\"2\",\"type\":\"number\",\"min\":0,\"max\":10,"
                "\"meaning\":{\"zh\":\"延期次数\",\"en\":\"extensions\"}}]}" },
  { "calendars", "{\"calendars\":[{\"code\":\"city\",\"name\":\"全市\",\"name_en\":null},"
                 "{\"code\":\"office\",\"name\":\"机关\",\"name_en\":null}]}" },
  { "calendars/city",
    "{\"calendar\":{\"code\":\"city\",\"name\":\"全市\",\"name_en\":null,\"version\":1,"
    "\"departments\":[],\"slots\":[{\"weekday\":1,\"start\":\"08:00\",\"end\":\"12:00\"}],"
    "\"make_up_slots\":[],\"days\":[{\"date\":\"2026-10-01\",\"working\":false,"
    "\"name\":\"国庆节\"}]}}" },
  { "catalogue/classes",
    "{\"version\":\"1\",\"rows\":[{\"id\":1,\"scheme\":\"local\",\"kind\":\"matter\","
    "\"code\":\"06010\",\"group\":\"市容环境\",\"group_en\":\"\",\"name\":\"暴露垃圾\","
    "\"name_en\":\"Exposed litter\",\"valid_from\":\"\",\"valid_to\":\"\"}]}" },
  { "catalogue/conditions",
    "{\"version\":\"1\",\"rows\":[{\"id\":1,\"scheme\":\"local\",\"kind\":\"matter\","
    "\"class\":\"06010\",\"condition\":\"01\",\"text\":\"有垃圾\",\"text_en\":\"\","
    "\"limit\":\"4\",\"unit\":\"work_hour\",\"seasons\":\"\",\"closing\":\"已清理\","
    "\"closing_en\":\"\",\"sample\":\"no\",\"valid_from\":\"\",\"valid_to\":\"\"}]}" },
  { "routing-rules",
    "{\"version\":1,\"rules\":[{\"id\":1,\"rank\":10,\"valid_from\":null,"
    "\"valid_to\":null,\"kind\":null,\"class\":null,\"condition\":null,\"area\":null,"
    "\"cell\":null,\"owner\":\"*\",\"source\":null,\"weekdays\":[],\"time\":null,"
    "\"max_open\":null,\"target\":\"owner\",\"department\":null,\"note\":null}]}" },
  { "routing-rules/check", "{\"faults\":0,\"findings\":[],\"rules\":[{\"rank\":10,"
                           "\"text\":\"有权属单位\",\"text_en\":\"has an owner\"}]}" },
};

json_object *
fake_administration (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_str_has_prefix (path, ROOT) &&
        g_str_equal (path + sizeof ROOT - 1, documents[i].path))
      {
        json_object *document = json_tokener_parse (documents[i].text);

        g_assert_nonnull (document);
        return document;
      }
  return NULL;
}
