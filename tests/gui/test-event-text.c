/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal in words, and what is left of a stage's clock as time passes. */
#include <string.h>

#include "gui/client/codec.h"
#include "gui/model/clock-text.h"
#include "gui/model/event-text.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define NOON (G_GINT64_CONSTANT (1795046400) * G_USEC_PER_SEC)

static GwCityInfo *
make_city (void)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);

  record->time_zone = g_strdup ("Asia/Shanghai");
  return gw_city_info_new (
      record, g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free),
      g_ptr_array_new (), g_ptr_array_new ());
}

/* An event and what is to be said of it; those before it are the ones that stand before. */
typedef struct
{
  const char *members; /* of the event, beside what all have */
  const char *title;
  const char *who;
  const char *line; /* the first, or NULL: none */
  const char *other_case;
} Row;

#define ACTOR ",\"actor\":{\"login\":\"wang\",\"name\":\"Wang\"}"

static const Row rows[] = {
  { "\"action\":\"dispatch\",\"department\":{\"code\":\"D\",\"name\":\"Parks\"},"
    "\"deadline\":\"2026-11-23T04:00:00.000Z\"" ACTOR,
    "Dispatched", "Wang → Parks", "Due Nov 23, 2026, 12:00", NULL },
  { "\"action\":\"assign\",\"person\":{\"login\":\"li\",\"name\":\"Li\"}" ACTOR,
    "Handler assigned", "Wang → Li", NULL, NULL },
  { "\"action\":\"request_extension\"" ACTOR, "Extension requested", "Wang", NULL, NULL },
  { "\"action\":\"approve\",\"deadline\":\"2026-11-24T04:00:00.000Z\"" ACTOR,
    "Approved: Extension", "Wang", "Due Nov 23, 2026, 12:00 → Nov 24, 2026, 12:00", NULL },
  { "\"action\":\"request_suspension\",\"until\":\"2026-12-24T04:00:00.000Z\"" ACTOR,
    "Suspension requested", "Wang", "Until Dec 24, 2026, 12:00", NULL },
  { "\"action\":\"refuse\"" ACTOR, "Refused: Suspension", "Wang", NULL, NULL },
  { "\"action\":\"approve\"" ACTOR, "Approved", "Wang", NULL, NULL },
  { "\"action\":\"resume\",\"actor\":null", "Resumed", "By itself", NULL, NULL },
  { "\"action\":\"verify\",\"confirmed\":false" ACTOR, "Not confirmed", "Wang", NULL,
    NULL },
  { "\"action\":\"visit\",\"satisfaction\":\"satisfied\"" ACTOR, "Visited: Satisfied",
    "Wang", NULL, NULL },
  { "\"action\":\"amend\",\"changes\":[{\"field\":\"urgent\",\"from\":false,\"to\":true}"
    "]" ACTOR,
    "Corrected", "Wang", "Urgent: no → yes", NULL },
  { "\"action\":\"amend\",\"changes\":[{\"field\":\"class\",\"from\":{\"code\":\"1\","
    "\"name\":\"a\"},\"to\":{\"code\":\"2\",\"name\":\"b\"}}]" ACTOR,
    "Corrected", "Wang", "Class: a → b", NULL },
  { "\"action\":\"amend\",\"changes\":[{\"field\":\"condition\",\"from\":null,\"to\":"
    "{\"code\":\"02\",\"name\":null}}]" ACTOR,
    "Corrected", "Wang", "Filing condition: none → 02", NULL },
  { "\"action\":\"link\",\"other_case\":\"20261122-000018\"" ACTOR, "Linked", "Wang", NULL,
    "20261122-000018" },
  { "\"action\":\"of_tomorrow\"" ACTOR, "of_tomorrow", "Wang", NULL, NULL },
};

static void
test_words (void)
{
  g_autoptr (GString) json = g_string_new ("{\"events\":[");
  g_autoptr (GwCityInfo) city = make_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (json,
                            "%s{\"seq\":%u,\"case\":\"20261122-000017\","
                            "\"at\":\"2026-11-22T08:00:00.000Z\",%s}",
                            i > 0 ? "," : "", i + 1, rows[i].members);
  g_string_append (json, "]}");
  events = gw_decode_events (json->str, json->len, &error);
  g_assert_no_error (error);
  texts = gw_event_texts_new (events, "20261122-000017", city);
  g_assert_cmpuint (texts->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < texts->len; i++)
    {
      const GwEventText *text = texts->pdata[i];

      g_test_message ("event %u", i);
      g_assert_cmpstr (text->title, ==, rows[i].title);
      g_assert_cmpstr (text->who, ==, rows[i].who);
      g_assert_cmpuint (text->lines->len, ==, rows[i].line != NULL);
      if (rows[i].line != NULL)
        g_assert_cmpstr (text->lines->pdata[0], ==, rows[i].line);
      g_assert_cmpstr (text->other_case, ==, rows[i].other_case);
    }
}

/* What happened to a case that was merged into this one does not mix with its own. */
static void
test_merged (void)
{
  static const char json[] =
      "{\"events\":["
      "{\"seq\":1,\"case\":\"A\",\"action\":\"appeal\",\"at\":\"2026-11-22T08:00:00Z\"},"
      "{\"seq\":2,\"case\":\"B\",\"action\":\"approve\",\"at\":\"2026-11-22T08:00:00Z\"}]}";
  g_autoptr (GwCityInfo) city = make_city ();
  g_autoptr (GPtrArray) events = gw_decode_events (json, strlen (json), NULL);
  g_autoptr (GPtrArray) texts = gw_event_texts_new (events, "B", city);
  const GwEventText *first = texts->pdata[0];
  const GwEventText *second = texts->pdata[1];

  g_assert_cmpstr (first->lines->pdata[0], ==, "In case A, merged into this one");
  g_assert_cmpstr (second->title, ==, "Approved");
  g_assert_cmpuint (second->lines->len, ==, 0);
}

/* Hours after noon; what is left was told at noon. */
typedef struct
{
  const char *name;
  GwStageClock clock; /* its times in hours after noon */
  gint64 now;
  gint64 left; /* -1: nothing is told */
  const char *text;
} ClockRow;

static const ClockRow clock_rows[] = {
  { "runs", { .due_usec = 9, .left_usec = 9, .counting = TRUE }, 2, 7, "7 h 00 min left" },
  { "works",
    { .due_usec = 30, .left_usec = 8, .counting = TRUE, .working = TRUE, .turns_usec = 5 },
    2,
    6,
    "6 h 00 min of work left" },
  { "evening",
    { .due_usec = 30, .left_usec = 8, .counting = TRUE, .working = TRUE, .turns_usec = 5 },
    7,
    3,
    "3 h 00 min of work left" },
  { "rests-until",
    { .due_usec = 30, .left_usec = 8, .working = TRUE, .turns_usec = 5 },
    4,
    8,
    "8 h 00 min of work left" },
  { "rested-until",
    { .due_usec = 30, .left_usec = 8, .working = TRUE, .turns_usec = 5 },
    6,
    7,
    "7 h 00 min of work left" },
  { "days-of-work",
    { .due_usec = 300, .left_usec = 64, .counting = TRUE, .working = TRUE },
    0,
    64,
    "64 h of work left" },
  { "paused",
    { .due_usec = 9, .left_usec = 3, .paused_usec = -1 },
    20,
    3,
    "paused, 3 h 00 min left" },
  { "late", { .due_usec = 2, .left_usec = 2, .counting = TRUE }, 5, 0, "3 h 00 min late" },
  { "stopped", { .due_usec = 2, .left_usec = -1, .stopped_usec = 1 }, 5, -1, "in time" },
  { "stopped-late",
    { .due_usec = 2, .left_usec = -1, .stopped_usec = 3, .lamp = GW_LAMP_RED },
    5,
    -1,
    "too late" },
  { "unlimited", { .left_usec = -1 }, 5, -1, "no limit" },
};

static gint64
moment (gint64 hours)
{
  return hours != 0 ? NOON + hours * HOUR : 0;
}

static void
test_clock (gconstpointer data)
{
  const ClockRow *row = data;
  GwStageClock clock = row->clock;
  gint64 now_usec = NOON + row->now * HOUR;
  g_autofree char *text = NULL;

  clock.due_usec = moment (row->clock.due_usec);
  clock.stopped_usec = moment (row->clock.stopped_usec);
  clock.paused_usec = moment (row->clock.paused_usec);
  clock.turns_usec = moment (row->clock.turns_usec);
  clock.left_usec = row->clock.left_usec < 0 ? -1 : row->clock.left_usec * HOUR;
  g_assert_cmpint (gw_stage_clock_left (&clock, NOON, now_usec), ==,
                   row->left < 0 ? -1 : row->left * HOUR);
  text = gw_text_clock (&clock, NOON, now_usec);
  g_assert_cmpstr (text, ==, row->text);
}

/* Nine tenths are used where the lamp turns. */
static void
test_used (void)
{
  GwStageClock clock = { .started_usec = NOON,
                         .warn_usec = NOON + 9 * HOUR,
                         .due_usec = NOON + 11 * HOUR };

  g_assert_cmpfloat_with_epsilon (gw_stage_clock_used (&clock, NOON), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_stage_clock_used (&clock, NOON + 3 * HOUR), 0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_stage_clock_used (&clock, NOON + 9 * HOUR), 0.9, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_stage_clock_used (&clock, NOON + 10 * HOUR), 0.95,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (gw_stage_clock_used (&clock, NOON + 20 * HOUR), 1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/event-text/words", test_words);
  g_test_add_func ("/gui/event-text/merged", test_merged);
  g_test_add_func ("/gui/event-text/used", test_used);
  for (guint i = 0; i < G_N_ELEMENTS (clock_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/gui/event-text/clock/", clock_rows[i].name, NULL);

      g_test_add_data_func (path, &clock_rows[i], test_clock);
    }
  return g_test_run ();
}
