/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import addresses and geocode: files of addresses, and what they find. */
#include "tests/ctl/ctl-fixture.h"

#define HOUSES "street,number,lon,lat\n"
#define POIS "category,name,name_en,lon,lat\n"
/* Somewhere in the city of the fixture. */
#define HERE "113.0505,23.6805"
#define THERE "113.0515,23.6805"

typedef struct
{
  const char *name;
  const char *text;
  const char *options;
  int status;
  const char *expected;
} Row;

static const Row rows[] = {
  { "houses", HOUSES "新街,1," HERE "\n新街,3号," THERE "\n", "", 0,
    "imported 2 house numbers, 0 points of interest" },
  { "pois", POIS "school,第一小学,No. 1 School," HERE "\nmarket,东市场,," THERE "\n", "", 0,
    "imported 0 house numbers, 2 points of interest" },
  { "byte-order-mark-and-crlf", "\xef\xbb\xbfstreet,number,lon,lat\r\n新街,1," HERE "\r\n",
    "", 0, "imported 1 house numbers" },
  { "quoted", HOUSES "\"新, 街\",\"12-1\"," HERE "\n", "", 0, "imported 1 house numbers" },
  { "gcj02", HOUSES "新街,1,113.0563,23.6784\n", "--coordinate-system gcj02", 0,
    "imported 1 house numbers" },
  { "header-alone", HOUSES, "", 0, "imported 0 house numbers" },
  { "empty", "", "", 1, "line 1 must be" },
  { "other-header", "name,lon,lat\n", "", 1, "line 1 must be" },
  { "header-of-other-order", "street,lon,lat,number\n", "", 1, "line 1" },
  { "no-utf8", "street,number,lon,lat\n\xff,1," HERE "\n", "", 1, "UTF-8" },
  { "number-0", HOUSES "新街,1," HERE "\n新街,0," THERE "\n", "", 1,
    "line 3, column number: “0” is no house number" },
  { "number-in-words", HOUSES "新街,十二," HERE "\n", "", 1, "line 2, column number" },
  { "number-with-more", HOUSES "新街,12号院," HERE "\n", "", 1, "line 2, column number" },
  { "number-too-great", HOUSES "新街,100000," HERE "\n", "", 1, "line 2, column number" },
  { "no-street", HOUSES ",12," HERE "\n", "", 1,
    "line 2, column street: a name is missing" },
  { "lon-no-number", HOUSES "新街,1,east,23.6\n", "", 1,
    "line 2, column lon: “east” is no number" },
  { "lat-91", HOUSES "新街,1,113.05,91\n", "", 1, "line 2, column lat: “91” is no number" },
  { "lat-nan", HOUSES "新街,1,113.05,nan\n", "", 1, "line 2, column lat" },
  { "swapped", HOUSES "新街,1,23.6805,90\n", "", 1, "outside of the city" },
  { "outside", HOUSES "新街,1,113.9,23.6805\n", "", 1,
    "line 2, column lon: the place is outside of the city's cells" },
  { "twice", HOUSES "新街,1," HERE "\n新街,1号," THERE "\n", "", 1,
    "line 3, column number: this is on line 2 already" },
  { "poi-twice", POIS "school,小学,," HERE "\nschool,小学,," HERE "\n", "", 1,
    "line 3, column name: this is on line 2 already" },
  { "category", POIS "Big School,小学,," HERE "\n", "", 1, "line 2, column category" },
  { "field-too-few", HOUSES "新街,1,113.05\n新街,2," HERE "\n", "", 1, "line 2" },
  { "every-fault", HOUSES "新街,0," HERE "\n,1," HERE "\n新街,7," THERE "\n", "", 1,
    "2 of 3 lines are at fault: nothing was imported" },
  { "unknown-system", HOUSES, "--coordinate-system mars", 2, "no such coordinate system" },
};

static void
expect (CtlFixture *fixture, const char *arguments, int status, const char *text)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

static void
import (CtlFixture *fixture, const char *text, const char *options, int status,
        const char *expected)
{
  g_autofree char *path = ctl_write (fixture, "addresses.csv", text);
  g_autofree char *arguments = g_strdup_printf ("import addresses %s %s", path, options);

  expect (fixture, g_strstrip (arguments), status, expected);
}

static void
test_taken (gconstpointer data)
{
  const Row *row = data;
  CtlFixture fixture;
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_fixture_set_up (&fixture, NULL);
  ctl_create (&fixture, city);
  import (&fixture, row->text, row->options, 0, row->expected);
  ctl_fixture_tear_down (&fixture, NULL);
}

/* One city for all that is refused: making one takes longest, and nothing changes it. */
static CtlFixture untouched;

static void
test_refused (gconstpointer data)
{
  const Row *row = data;

  import (&untouched, row->text, row->options, row->status, row->expected);
}

static void
test_untouched (void)
{
  expect (&untouched, "geocode 新街", 1, "no place is called");
  expect (&untouched, "geocode 小学", 1, "no place is called");
}

static void
test_find (CtlFixture *fixture, gconstpointer data)
{
  g_autoptr (GwCity) city = ctl_make_city ();

  ctl_create (fixture, city);
  import (fixture, HOUSES "新街,1," HERE "\n新街,11," THERE "\n", "", 0, "imported 2");
  import (fixture, POIS "school,第一小学,No. 1 School," HERE "\n", "", 0, "imported 0");
  expect (fixture, "geocode 新街11号", 0, "113.0515000 23.6805000  新街11号 (11 Xinjie)");
  expect (fixture, "geocode xj5", 0, "113.0509000 23.6805000  ~新街5号");
  expect (fixture, "geocode --limit 1 school", 0, "第一小学 (No. 1 School)");
  /* The same again is refused, unless it replaces what was there. */
  import (fixture, HOUSES "新街,1," HERE "\n", "", 1,
          "line 2, column number: the city has this already");
  import (fixture, POIS "school,第一小学,," HERE "\n", "", 1,
          "line 2, column name: the city has this already");
  import (fixture, HOUSES "新街,1," HERE "\n", "--replace", 0, "imported 1");
  expect (fixture, "geocode 新街11号", 1, "no place is called “新街11号”");
  expect (fixture, "geocode 第一小学", 0, "第一小学");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GwCity) city = ctl_make_city ();
  int result;

  g_test_init (&argc, &argv, NULL);
  ctl_fixture_set_up (&untouched, NULL);
  ctl_create (&untouched, city);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/addresses/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i],
                            rows[i].status == 0 ? test_taken : test_refused);
    }
  g_test_add_func ("/ctl/addresses/untouched", test_untouched);
  g_test_add ("/ctl/addresses/find", CtlFixture, NULL, ctl_fixture_set_up, test_find,
              ctl_fixture_tear_down);
  result = g_test_run ();
  ctl_fixture_tear_down (&untouched, NULL);
  return result;
}
