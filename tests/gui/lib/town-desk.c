/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A town in which things happened, its real server, and the managers' page at one desk. */
#include "tests/gui/lib/town-desk.h"

#include <adwaita.h>

#include "gui/client/codec.h"
#include "tests/gui/lib/wait.h"

/* The town's server (town-server-main.c), for all tests. */
static struct
{
  GSubprocess *process;
  GDataInputStream *answers;
  char *base;
} town;

/* ---- a town in which things happened ---- */

typedef struct
{
  guint cell;
  const char *steps; /* "leader:file admin:dispatch" */
} Story;

static const Story stories[] = {
  { 0, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:check "
       "leader:close" },
  { 1, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:check "
       "leader:close" },
  { 5, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:rework "
       "sanitation:handle inspector:check leader:close" },
  { 9, "leader:file admin:dispatch sanitation:accept sanitation:handle" },
  { 9, "leader:file admin:dispatch sanitation:return" },
  { 10, "leader:file admin:dispatch" },
  { 12, "leader:file" },
  { 12, "leader:file admin:void" },
  { 15, "leader:reject" },
  { 3, "" },
};

static TownDesk desk;

/* Its answer's first word; caller frees. */
static char *
order (const char *line)
{
  GOutputStream *orders = g_subprocess_get_stdin_pipe (town.process);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autofree char *answer = NULL;

  g_assert_true (g_output_stream_write_all (orders, text, strlen (text), NULL, NULL, NULL));
  answer = g_data_input_stream_read_line (town.answers, NULL, NULL, NULL);
  g_assert_nonnull (answer);
  return g_strndup (answer, strcspn (answer, " "));
}

static void
live (const Story *story)
{
  g_autofree char *report = g_strdup_printf ("report %u litter", story->cell);
  g_autofree char *number = order (report);
  g_auto (GStrv) steps = g_strsplit (story->steps, " ", -1);

  for (guint i = 0; steps[i] != NULL && steps[i][0] != '\0'; i++)
    {
      g_auto (GStrv) step = g_strsplit (steps[i], ":", 2);
      g_autofree char *act = g_strdup_printf ("act %s %s %s", step[0], number, step[1]);
      g_autofree char *state = order (act);
    }
}

static void
start_town (const char *program)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  town.process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                        &error, program, NULL);
  g_assert_no_error (error);
  town.answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (town.process));
  line = g_data_input_stream_read_line (town.answers, NULL, NULL, NULL);
  g_assert_nonnull (line);
  town.base = g_strndup (line, strcspn (line, " "));
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    live (&stories[i]);
}

/* It ends with its orders. */
static void
end_town (void)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (town.process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (town.process, NULL, NULL));
  g_object_unref (town.answers);
  g_object_unref (town.process);
  g_free (town.base);
}

/* ---- asking ---- */

void
town_desk_settle (TownDesk *fixture)
{
  g_assert_true (wait_until (!gw_statistics_view_is_loading (fixture->view)));
  g_assert_no_error (gw_insight_get_error (fixture->insight));
}

void
town_desk_ask (TownDesk *fixture, GwStatQuestion *question)
{
  gw_insight_ask (fixture->insight, question);
  town_desk_settle (fixture);
}

GwStatQuestion *
town_desk_copy_question (TownDesk *fixture)
{
  return gw_stat_question_copy (gw_insight_get_question (fixture->insight));
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TownDesk *fixture = data;
  g_autoptr (GError) error = NULL;

  fixture->answer = gw_client_call_finish (GW_CLIENT (source), result, &error);
  fixture->answered = TRUE;
  g_assert_no_error (error);
}

static gpointer
call (TownDesk *fixture, const char *method, const char *path, const char *body,
      GwDecoder decode, GDestroyNotify free_answer)
{
  fixture->answered = FALSE;
  gw_client_call_async (fixture->client, method, path, body, decode, free_answer, NULL,
                        answer_cb, fixture);
  g_assert_true (wait_until (fixture->answered));
  return g_steal_pointer (&fixture->answer);
}

gpointer
town_desk_get (TownDesk *fixture, const char *path, GwDecoder decode,
               GDestroyNotify free_answer)
{
  return call (fixture, "GET", path, NULL, decode, free_answer);
}

/* Page by page to the end of the list that a question opens. */
void
town_desk_assert_listed (TownDesk *fixture, const GwStatQuestion *question, gint64 count)
{
  g_autofree char *path = gw_stat_question_dup_cases_path (question);
  gint64 n_listed = 0;

  while (path != NULL)
    {
      g_autoptr (GwCountedPage) page = town_desk_get (fixture, path, gw_decode_counted_page,
                                                      (GDestroyNotify)gw_counted_page_free);

      g_assert_cmpint (page->total, ==, count);
      for (guint i = 0; i < page->items->len; i++)
        n_listed += ((const GwCountedCase *)page->items->pdata[i])->times;
      g_free (path);
      path = g_steal_pointer (&page->next);
    }
  g_assert_cmpint (n_listed, ==, count);
  fixture->n_opened++;
}

void
town_desk_assert_figure (TownDesk *fixture, const GwStatQuestion *question,
                         const char *figure, gint64 count)
{
  g_autoptr (GwStatQuestion) list = gw_stat_question_copy (question);

  gw_stat_question_list (list, figure);
  town_desk_assert_listed (fixture, list, count);
}

/* ---- set up ---- */

/* The figures follow the journal by themselves; the test goes on when they are there. */
static void
wait_counted (TownDesk *fixture)
{
  gint64 end_usec = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gint64 n_reported = 0;
  gint64 n_closed = 0;

  while ((n_reported < (gint64)G_N_ELEMENTS (stories) || n_closed < 3) &&
         g_get_monotonic_time () < end_usec)
    {
      g_autoptr (GwTallyTable) table =
          town_desk_get (fixture, "/api/v1/statistics/table?rows=city",
                         gw_decode_tally_table, (GDestroyNotify)gw_tally_table_free);

      n_reported = gw_tally_get_figure (&table->total, "reported");
      n_closed = gw_tally_get_figure (&table->total, "closed");
      if (n_closed < 3)
        g_usleep (G_USEC_PER_SEC / 10);
    }
  g_assert_cmpint (n_closed, ==, 3);
}

static void
sign_in (TownDesk *fixture)
{
  g_autoptr (GError) error = NULL;
  GwSessionRecord *session;

  fixture->client = gw_client_new (town.base, &error);
  g_assert_no_error (error);
  session = call (fixture, "POST", "/api/v1/sessions",
                  "{\"login\":\"leader\",\"password\":\"password-of-leader\"}",
                  gw_decode_session, (GDestroyNotify)gw_session_record_free);
  gw_client_set_token (fixture->client, session->token);
  gw_session_record_free (session);
}

static void
set_up (TownDesk *fixture)
{
  GwDeskPage *page;

  sign_in (fixture);
  wait_counted (fixture);
  fixture->views = gw_views_new_at (town.base, "leader", "password-of-leader");
  page = gw_window_get_desk_page (fixture->views->window);
  gw_desk_page_show_section (page, "statistics");
  g_assert_true (
      wait_until (gw_views_find (GTK_WIDGET (page), GW_TYPE_STATISTICS_VIEW) != NULL));
  fixture->view =
      GW_STATISTICS_VIEW (gw_views_find (GTK_WIDGET (page), GW_TYPE_STATISTICS_VIEW));
  fixture->insight = gw_statistics_view_get_insight (fixture->view);
  g_assert_true (
      wait_until (gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS) != NULL));
  town_desk_settle (fixture);
}

static void
tear_down (TownDesk *fixture)
{
  g_test_message ("%u figures were opened", fixture->n_opened);
  gw_views_free (fixture->views);
  g_object_unref (fixture->client);
}

TownDesk *
town_desk_start_again (void)
{
  TownDesk *fixture = &desk;

  while (gw_insight_can_go_back (fixture->insight))
    {
      gw_insight_back (fixture->insight);
      town_desk_settle (fixture);
    }
  return fixture;
}

void
town_desk_begin (const char *program)
{
  start_town (program);
  set_up (&desk);
}

void
town_desk_end (void)
{
  tear_down (&desk);
  end_town ();
}
