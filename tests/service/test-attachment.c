/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photographs: streamed in, named by content, attached once. */
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "backend/rules/case-error.h"
#include "backend/service/attachment.h"
#include "backend/service/case-query.h"
#include "tests/lib/town.h"

static const char png[] =
    "\x89PNG\r\n\x1a\n"
    "\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
    "CRC4"
    "\x00\x00\x00\x02IDAT\x01\x02"
    "CRC4"
    "\x00\x00\x00\x00IEND"
    "CRC4";

typedef struct
{
  gboolean done;
  char *id;
  char *sha256;
  GError *error;
} Finished;

static void
finished_cb (const GwAttachment *attachment, const GError *error, gpointer user_data)
{
  Finished *finished = user_data;

  finished->done = TRUE;
  if (error != NULL)
    {
      finished->error = g_error_copy (error);
      return;
    }
  finished->id = g_strdup (attachment->id);
  finished->sha256 = g_strdup (attachment->sha256);
}

static char *
upload (GwTown *town, const char *login, const void *bytes, gsize length, GError **error)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  GwUpload *upload = gw_attachment_begin (town->service, user, "image/png", error);
  Finished finished = { 0 };

  g_assert_nonnull (upload);
  /* In pieces, as they come from the network. */
  for (gsize at = 0; at < length; at += 7)
    g_assert_true (gw_attachment_append (upload, (const char *)bytes + at,
                                         MIN (7, length - at), error));
  gw_attachment_finish (upload, finished_cb, &finished);
  gw_town_wait (&finished.done);
  g_free (finished.sha256);
  if (finished.error != NULL)
    g_propagate_error (error, finished.error);
  return finished.id;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return 1;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += count_files (child);
    }
  return n;
}

static guint
count_stored (GwTown *town)
{
  g_autofree char *dir = g_strconcat (town->path, ".files", NULL);

  return count_files (dir);
}

static void
test_round_trip (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) user = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = upload (town, "inspector", png, sizeof png - 1, &error);
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GwAttachment) attachment = NULL;

  g_assert_no_error (error);
  gw_town_reopen (town);
  attachment = gw_attachment_open (town->service, user, id, &bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachment->type, ==, "image/png");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), png,
                   sizeof png - 1);
  /* The same picture again is another attachment of the same file. */
  again = upload (town, "inspector", png, sizeof png - 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, !=, id);
  g_assert_cmpuint (count_stored (town), ==, 1);
}

static void
test_unknown (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) user = gw_town_person (town, "leader");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_null (
      gw_attachment_open (town->service, user, "../../etc/passwd", &bytes, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND);
}

static void
test_refuses_what_is_no_image (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (upload (town, "inspector", png, sizeof png - 5, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_clear_error (&error);
  g_assert_null (upload (town, "inspector", png, 0, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_assert_cmpuint (count_stored (town), ==, 0);
}

static void
test_refuses_early (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) user = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwUpload) wrong = NULL;

  g_assert_null (gw_attachment_begin (town->service, user, "image/svg+xml", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE);
  g_clear_error (&error);
  wrong = gw_attachment_begin (town->service, user, "image/jpeg", &error);
  g_assert_false (gw_attachment_append (wrong, png, sizeof png - 1, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNSUPPORTED_MEDIA_TYPE);
}

static void
test_refuses_large (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) user = gw_town_person (town, "inspector");
  g_autoptr (GError) error = NULL;
  g_autofree char *megabyte = g_malloc0 (1 << 20);
  GwUpload *large = gw_attachment_begin (town->service, user, "image/png", &error);

  g_assert_true (gw_attachment_append (large, png, sizeof png - 1, &error));
  for (guint i = 0; i < 7; i++)
    g_assert_true (gw_attachment_append (large, megabyte, 1 << 20, &error));
  g_assert_false (gw_attachment_append (large, megabyte, 1 << 20, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_BODY_TOO_LARGE);
  gw_upload_free (large);
  g_assert_cmpuint (count_stored (town), ==, 0);
}

static void
test_attached_to_case_and_events (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GwPerson) leader = gw_town_person (town, "leader");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = upload (town, "inspector", png, sizeof png - 1, &error);
  g_autofree char *after = upload (town, "sanitation", png, sizeof png - 1, &error);
  const char *before_ids[] = { before, NULL };
  const char *after_ids[] = { after, NULL };
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;
  g_autoptr (GwTownAnswer) handled = NULL;
  g_autoptr (GwCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const GwAttachment *last;

  report.attachments = before_ids;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->n_attachments, ==, 1);
  gw_town_do (town, "leader", answer->row->number, GW_ACTION_FILE);
  gw_town_do (town, "dispatcher", answer->row->number, GW_ACTION_DISPATCH);
  gw_town_do (town, "sanitation", answer->row->number, GW_ACTION_ACCEPT);
  handled = gw_town_act (town, "sanitation",
                         (GwActionRequest){ .number = answer->row->number,
                                            .action = GW_ACTION_HANDLE,
                                            .opinion = "已清理",
                                            .attachments = after_ids },
                         &error);
  g_assert_no_error (error);
  detail = gw_case_query_one (town->service, leader, answer->row->number, &error);
  g_assert_cmpuint (detail->attachments->len, ==, 2);
  last = g_ptr_array_index (detail->attachments, 1);
  g_assert_cmpstr (last->stage, ==, "handle");
  g_assert_cmpstr (last->id, ==, after);
  events = gw_case_query_events (town->service, leader, answer->row->number, &error);
  g_assert_nonnull (((GwCaseEvent *)g_ptr_array_index (events, 0))->attachments);
  g_assert_null (((GwCaseEvent *)g_ptr_array_index (events, 1))->attachments);
}

static gboolean
may_look (GwTown *town, const char *login, const char *id)
{
  g_autoptr (GwPerson) user = gw_town_person (town, login);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAttachment) attachment =
      gw_attachment_open (town->service, user, id, &bytes, &error);

  g_assert_true (attachment != NULL ||
                 g_error_matches (error, GW_CASE_ERROR, GW_CASE_ERROR_NOT_FOUND));
  return attachment != NULL;
}

/* Who knows the id but may not see the case sees no photograph of it either. */
static void
test_seen_as_the_case (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = upload (town, "inspector", png, sizeof png - 1, &error);
  const char *ids[] = { id, NULL };
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  g_assert_true (may_look (town, "inspector", id));
  g_assert_false (may_look (town, "leader", id));
  report.attachments = ids;
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_true (may_look (town, "inspector", id));
  g_assert_true (may_look (town, "leader", id));
  g_assert_false (may_look (town, "inspector2", id));
  g_assert_false (may_look (town, "sanitation", id));
  gw_town_do (town, "leader", answer->row->number, GW_ACTION_FILE);
  gw_town_do (town, "dispatcher", answer->row->number, GW_ACTION_DISPATCH);
  g_assert_true (may_look (town, "sanitation", id));
}

/* What a crash left behind goes at the next start, but not what is still coming in. */
static void
test_left_behind (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autofree char *dir = g_strconcat (town->path, ".files/incoming", NULL);
  g_autofree char *old = g_build_filename (dir, "OLDOLD", NULL);
  g_autofree char *new = g_build_filename (dir, "NEWNEW", NULL);
  struct utimbuf times = { 1000000000, 1000000000 };

  g_assert_cmpint (g_mkdir_with_parents (dir, 0750), ==, 0);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (new, "x", 1, NULL));
  g_assert_cmpint (utime (old, &times), ==, 0);
  gw_town_reopen (town);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
}

/* Nothing of a report whose photograph cannot be attached is kept. */
static void
test_foreign_and_used (void)
{
  g_autoptr (GwTown) town = gw_town_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = upload (town, "inspector", png, sizeof png - 1, &error);
  const char *ids[] = { id, NULL };
  const char *unknown[] = { "unknown", NULL };
  GwReport report = gw_town_report ();
  g_autoptr (GwTownAnswer) answer = NULL;

  report.attachments = unknown;
  g_assert_null (gw_town_take (town, "inspector", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNKNOWN_ATTACHMENT);
  g_clear_error (&error);
  report.attachments = ids;
  g_assert_null (gw_town_take (town, "inspector2", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNKNOWN_ATTACHMENT);
  g_clear_error (&error);
  answer = gw_town_take (town, "inspector", &report, &error);
  g_assert_no_error (error);
  g_assert_null (gw_town_take (town, "inspector", &report, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_UNKNOWN_ATTACHMENT);
  g_assert_cmpint (gw_service_last_seq (town->service), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/round-trip", test_round_trip);
  g_test_add_func ("/attachment/unknown", test_unknown);
  g_test_add_func ("/attachment/no-image", test_refuses_what_is_no_image);
  g_test_add_func ("/attachment/refuses-early", test_refuses_early);
  g_test_add_func ("/attachment/refuses-large", test_refuses_large);
  g_test_add_func ("/attachment/case-and-events", test_attached_to_case_and_events);
  g_test_add_func ("/attachment/seen-as-the-case", test_seen_as_the_case);
  g_test_add_func ("/attachment/left-behind", test_left_behind);
  g_test_add_func ("/attachment/foreign-and-used", test_foreign_and_used);
  return g_test_run ();
}
