/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards: given by time, explained by who answers, revoked by leaders, told again by the audit. */
#include <sqlite3.h>
#include <string.h>

#include "backend/service/audit.h"
#include "backend/service/card.h"
#include "backend/service/case-query.h"
#include "backend/service/notice.h"
#include "backend/service/service-private.h"
#include "backend/service/setup.h"
#include "backend/service/supervise-private.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  GPtrArray *cards; /* GwCard, kept until the next answer */
  gint64 next;
  GError *error;
  char *text; /* of the card that was acted on */
  GwCardStateKind state;
  guint may;
  GwCardFigures total;
  guint n_rows;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->cards, g_ptr_array_unref);
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
listed_cb (GPtrArray *cards, gint64 next, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  answer->cards = g_ptr_array_ref (cards);
  answer->next = next;
  answer->done = TRUE;
}

static void
acted_cb (GwCard *card, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  if (card == NULL)
    return;
  answer->state = card->state;
  answer->may = card->may_explain | card->may_revoke << 1;
  answer->text = g_strdup (card->state == GW_CARD_STATE_REVOKED ? card->revocation
                                                                : card->explanation);
}

/* "red handle, yellow handle"; NULL in answer->cards is nothing. Caller frees. */
static char *
list (GwTown *town, const char *login, GwCardQuery query, Answer *answer)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (query.limit == 0)
    query.limit = 100;
  answer_clear (answer);
  *answer = (Answer){ 0 };
  gw_card_list (town->service, user, &query, listed_cb, answer, &error);
  g_assert_no_error (error);
  gw_town_wait (&answer->done);
  for (guint i = 0; i < answer->cards->len; i++)
    {
      const GwCard *card = g_ptr_array_index (answer->cards, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                              gw_lamp_name (card->colour), gw_stage_name (card->stage));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_cards (GwTown *town, const char *login, GwCardQuery query, const char *expected)
{
  g_auto (Answer) answer = { 0 };
  g_autofree char *text = list (town, login, query, &answer);

  g_assert_cmpstr (text, ==, expected);
}

static Answer
act (GwTown *town, const char *login, gboolean explain, gint64 id, const char *text)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  Answer answer = { 0 };

  if (explain ? gw_card_explain (town->service, user, id, text, acted_cb, &answer,
                                 &answer.error)
              : gw_card_revoke (town->service, user, id, text, acted_cb, &answer,
                                &answer.error))
    gw_town_wait (&answer.done);
  return answer;
}

static void
assert_refused (GwTown *town, const char *login, gboolean explain, gint64 id,
                const char *text, GwCaseError code)
{
  g_auto (Answer) answer = act (town, login, explain, id, text);

  g_assert_error (answer.error, GW_CASE_ERROR, (gint)code);
}

/* Until time has done what it does by then. */
static void
pass (GwTown *town, gint64 ms)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autoptr (GArray) due = NULL;
  gint64 card = 0;

  town->now_ms += ms;
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!town->service->waking)
        gw_case_tick (town->service);
      g_main_context_iteration (NULL, town->service->waking);
      gw_store_card_due (gw_store_read (town->service->store), town->now_ms, &card, NULL);
      g_clear_pointer (&due, g_array_unref);
      due =
          gw_store_cases_due (gw_store_read (town->service->store), town->now_ms, 1, NULL);
    }
  while (due->len > 0 || card != 0 || town->service->waking);
}

static void
set_limit (GwTown *town, const char *setting, const char *value)
{
  g_autoptr (GError) error = NULL;

  gw_setup_setting_set (town->service, setting, value, &error);
  g_assert_no_error (error);
}

/* Dispatched on Monday at nine with four working hours: yellow at 14:06, red at 15:00. */
static GwTown *
make_town (char **ret_number)
{
  GwTown *town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY;
  *ret_number = gw_town_case (town, GW_CASE_DISPATCHED);
  return town;
}

static void
differ_cb (const GwAuditDifference *difference, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s / %s\n", difference->field, difference->stored,
                          difference->computed);
}

static char *
audit (GwTown *town)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GwAuditSummary summary;

  gw_audit (town->service, differ_cb, text, &summary, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_sound (GwTown *town)
{
  g_autofree char *text = audit (town);

  g_assert_cmpstr (text, ==, "");
}

#define ANY                                                                                \
  {                                                                                        \
    .stage = -1                                                                            \
  }

static void
test_given (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);

  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  assert_cards (town, "leader", (GwCardQuery)ANY, "red handle, yellow handle");
  assert_cards (town, "manager", (GwCardQuery){ .stage = -1, .colour = GW_LAMP_RED },
                "red handle");
  assert_cards (town, "admin", (GwCardQuery){ .stage = GW_STAGE_FILE }, "");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .number = number },
                "red handle, yellow handle");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .number = "20200101-000001" },
                "");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .department = "works" }, "");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .department = "sanitation" },
                "red handle, yellow handle");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .area = "441802002" }, "");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .area = "441802001" },
                "red handle, yellow handle");
  assert_cards (town, "admin", (GwCardQuery){ .stage = -1, .to_ms = GW_TOWN_MONDAY }, "");
  /* Others see what they answer for. */
  assert_cards (town, "sanitation", (GwCardQuery)ANY, "red handle, yellow handle");
  assert_cards (town, "handler", (GwCardQuery)ANY, "red handle, yellow handle");
  assert_cards (town, "works", (GwCardQuery)ANY, "");
  assert_cards (town, "inspector", (GwCardQuery)ANY, "");
  assert_sound (town);
}

static void
test_pages (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  g_auto (Answer) first = { 0 };
  g_autofree char *page = NULL;

  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  page = list (town, "leader", (GwCardQuery){ .stage = -1, .limit = 1 }, &first);
  g_assert_cmpstr (page, ==, "red handle");
  g_assert_cmpint (first.next, >, 0);
  assert_cards (town, "leader",
                (GwCardQuery){ .stage = -1, .limit = 1, .before = first.next },
                "yellow handle");
}

static gint64
newest (GwTown *town)
{
  g_auto (Answer) answer = { 0 };
  g_autofree char *text = list (town, "leader", (GwCardQuery)ANY, &answer);

  return ((const GwCard *)g_ptr_array_index (answer.cards, 0))->id;
}

static void
test_explained_and_revoked (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  g_autofree char *long_text = g_strnfill (GW_CARD_TEXT_MAX + 1, 'x');
  gint64 id;

  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  id = newest (town);
  assert_refused (town, "leader", TRUE, id, "x", GW_CASE_ERROR_FORBIDDEN);
  assert_refused (town, "works", TRUE, id, "x", GW_CASE_ERROR_NOT_FOUND);
  assert_refused (town, "sanitation", TRUE, id + 1600, "x", GW_CASE_ERROR_NOT_FOUND);
  assert_refused (town, "sanitation", TRUE, id, "", GW_CASE_ERROR_MISSING_FIELD);
  assert_refused (town, "sanitation", TRUE, id, long_text, GW_CASE_ERROR_OUT_OF_RANGE);
  assert_refused (town, "sanitation", FALSE, id, "x", GW_CASE_ERROR_FORBIDDEN);
  assert_refused (town, "dispatcher", FALSE, id, "x", GW_CASE_ERROR_FORBIDDEN);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Answer) explained = act (town, "sanitation", TRUE, id, i ? "二" : "一");

      g_assert_no_error (explained.error);
      g_assert_cmpstr (explained.text, ==, i ? "二" : "一");
      g_assert_cmpint (explained.state, ==, GW_CARD_STATE_EXPLAINED);
      g_assert_cmpuint (explained.may, ==, 1);
    }
  assert_cards (town, "leader", (GwCardQuery){ .stage = -1, .state = GW_CARD_STATE_OPEN },
                "yellow handle");
  {
    g_auto (Answer) revoked = act (town, "leader", FALSE, id, "停电");

    g_assert_no_error (revoked.error);
    g_assert_cmpstr (revoked.text, ==, "停电");
    g_assert_cmpuint (revoked.may, ==, 0);
  }
  assert_refused (town, "manager", FALSE, id, "x", GW_CASE_ERROR_ACTION_NOT_ALLOWED);
  assert_refused (town, "sanitation", TRUE, id, "x", GW_CASE_ERROR_ACTION_NOT_ALLOWED);
  assert_cards (town, "leader",
                (GwCardQuery){ .stage = -1, .state = GW_CARD_STATE_REVOKED }, "red handle");
  assert_sound (town);
  /* Nothing of the case has changed for who acts on it. */
  gw_town_do (town, "sanitation", number, GW_ACTION_ACCEPT);
  assert_sound (town);
}

static void
counted_cb (GArray *rows, const GwCardFigures *total, const GError *error,
            gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  answer->total = *total;
  answer->n_rows = rows->len;
  answer->done = TRUE;
}

static void
assert_figures (GwTown *town, const char *login, gint64 to_ms, guint n_rows, gint64 yellow,
                gint64 red, gint64 explained, gint64 revoked)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  Answer answer = { 0 };

  g_assert_true (gw_card_count (town->service, user, 0, to_ms, counted_cb, &answer, NULL));
  gw_town_wait (&answer.done);
  g_assert_cmpuint (answer.n_rows, ==, n_rows);
  g_assert_cmpint (answer.total.yellow, ==, yellow);
  g_assert_cmpint (answer.total.red, ==, red);
  g_assert_cmpint (answer.total.explained, ==, explained);
  g_assert_cmpint (answer.total.revoked, ==, revoked);
}

static void
test_figures (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  gint64 id;

  set_limit (town, "limit.file", "1 work_hour");
  g_free (gw_town_case (town, GW_CASE_REPORTED));
  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  assert_figures (town, "leader", 0, 2, 2, 2, 0, 0);
  assert_figures (town, "sanitation", 0, 1, 1, 1, 0, 0);
  assert_figures (town, "works", 0, 0, 0, 0, 0, 0);
  assert_figures (town, "leader", GW_TOWN_MONDAY, 0, 0, 0, 0, 0);
  id = newest (town);
  {
    g_auto (Answer) explained = act (town, "sanitation", TRUE, id, "x");

    g_assert_no_error (explained.error);
  }
  assert_figures (town, "leader", 0, 2, 2, 2, 1, 0);
  {
    g_auto (Answer) revoked = act (town, "manager", FALSE, id, "x");

    g_assert_no_error (revoked.error);
  }
  assert_figures (town, "leader", 0, 2, 2, 1, 0, 1);
  assert_sound (town);
}

/* What is planted in the rows of the cards is found. */
static void
test_planted (gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  g_autofree char *text = NULL;
  sqlite3 *handle = NULL;
  gint64 id;

  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  id = newest (town);
  {
    g_auto (Answer) explained = act (town, "sanitation", TRUE, id, "x");

    g_assert_no_error (explained.error);
  }
  g_assert_cmpint (sqlite3_open (town->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, data, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  text = audit (town);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "card "));
}

static void
test_detail (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GwCaseDetail) detail = NULL;

  pass (town, 10 * 24 * 3600 * G_GINT64_CONSTANT (1000));
  detail = gw_case_query_one (town->service, leader, number, NULL);
  g_assert_cmpuint (detail->cards->len, ==, 2);
  g_assert_cmpint (((GwCard *)g_ptr_array_index (detail->cards, 0))->colour, ==,
                   GW_LAMP_YELLOW);
}

/* "red handle 1, ..."; the latest first. */
static void
assert_told (GwTown *town, const char *login, gboolean unread, const char *expected)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GArray) notices = gw_notice_list (town->service, user, unread, 0, 100, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const GwNotice *notice = &g_array_index (notices, GwNotice, i);

      g_string_append_printf (text, "%s%s %s %u", i > 0 ? ", " : "",
                              gw_lamp_name (notice->colour), gw_stage_name (notice->stage),
                              notice->level);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static void
test_told (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);

  g_assert_true (gw_setup_person_set_area (town->service, "manager", "441802002", NULL));
  /* 14:40: yellow, 15:01: red; four working hours later, eight later. */
  pass (town, 340 * 60000);
  assert_told (town, "sanitation", TRUE, "yellow handle 0");
  assert_told (town, "dispatcher", TRUE, "");
  pass (town, 21 * 60000);
  assert_told (town, "sanitation", TRUE, "red handle 0, yellow handle 0");
  assert_told (town, "dispatcher", TRUE, "red handle 0");
  assert_told (town, "works", TRUE, "");
  assert_told (town, "leader", TRUE, "");
  pass (town, 24 * HOUR_MS);
  assert_told (town, "leader", TRUE, "red handle 1");
  pass (town, 7 * 24 * HOUR_MS);
  assert_told (town, "leader", TRUE, "red handle 1");
  /* The manager of another area is not told. */
  assert_told (town, "manager", TRUE, "");
  assert_sound (town);
}

static void
read_cb (guint n, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_no_error (error);
  answer->n_rows = n;
  answer->done = TRUE;
}

static void
test_read (void)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);
  g_autoptr (GwPerson) user = gw_town_person (town, "sanitation");
  Answer answer = { 0 };

  pass (town, 10 * 24 * HOUR_MS);
  assert_told (town, "manager", TRUE, "red handle 2");
  g_assert_true (gw_notice_read (town->service, user, G_MAXINT64, read_cb, &answer, NULL));
  gw_town_wait (&answer.done);
  g_assert_cmpuint (answer.n_rows, ==, 2);
  assert_told (town, "sanitation", TRUE, "");
  assert_told (town, "sanitation", FALSE, "red handle 0, yellow handle 0");
  assert_told (town, "dispatcher", TRUE, "red handle 0");
}

/* What is done, or was revoked, is not escalated. */
static void
test_not_escalated (gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (GwTown) town = make_town (&number);

  pass (town, 361 * 60000);
  if (GPOINTER_TO_INT (data) == 0)
    {
      gw_town_do (town, "sanitation", number, GW_ACTION_ACCEPT);
      gw_town_do (town, "sanitation", number, GW_ACTION_HANDLE);
    }
  else
    {
      g_auto (Answer) revoked = act (town, "leader", FALSE, newest (town), "x");

      g_assert_no_error (revoked.error);
    }
  pass (town, 24 * HOUR_MS);
  /* Of the check that nobody was given, the leader answers for it. */
  assert_told (town, "leader", TRUE, GPOINTER_TO_INT (data) == 0 ? "yellow check 0" : "");
  assert_sound (town);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    const char *sql;
  } planted[] = {
    { "removed", "DELETE FROM card WHERE colour = 3" },
    { "colour", "UPDATE card SET colour = 2" },
    { "words", "UPDATE card SET explanation = 'y' WHERE explained_at IS NOT NULL" },
    { "revoked", "UPDATE card SET revoked_at = 1, revoked_by = 1, revocation = 'y'" },
    { "department", "UPDATE card SET department_id = NULL" },
    { "added", "INSERT INTO card (id, case_id, stage, colour, at, limit_value, limit_unit)"
               " SELECT 7, case_id, 1, 2, at, 1, 1 FROM card LIMIT 1" },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/given", test_given);
  g_test_add_func ("/card/pages", test_pages);
  g_test_add_func ("/card/explained-and-revoked", test_explained_and_revoked);
  g_test_add_func ("/card/figures", test_figures);
  g_test_add_func ("/card/detail", test_detail);
  g_test_add_func ("/card/told", test_told);
  g_test_add_func ("/card/read", test_read);
  g_test_add_data_func ("/card/not-escalated/handled", GINT_TO_POINTER (0),
                        test_not_escalated);
  g_test_add_data_func ("/card/not-escalated/revoked", GINT_TO_POINTER (1),
                        test_not_escalated);
  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      g_autofree char *path = g_strconcat ("/card/planted/", planted[i].name, NULL);

      g_test_add_data_func (path, planted[i].sql, test_planted);
    }
  return g_test_run ();
}
