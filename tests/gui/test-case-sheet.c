/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case sheet as PDF: its text, its pages, whatever the case is; read by poppler's tools. */
#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "gui/client/codec.h"
#include "gui/print/sheet-layout.h"
#include "gui/print/sheet-print.h"
#include "tests/gui/lib/wait.h"

#define CASE                                                                               \
  "{\"case\":{\"number\":\"20261122-000017\",\"version\":3,\"state\":\"handling\","        \
  "\"kind\":\"matter\",\"class\":{\"code\":\"06010\",\"name\":\"暴露垃圾\"},"          \
  "\"cell\":\"441802001001001\",\"description\":\"路口东北角有暴露垃圾\","       \
  "\"location\":{\"lon\":113.05,\"lat\":23.7},\"urgent\":true,"                            \
  "\"community\":{\"code\":\"c\",\"name\":\"北门社区\"},"                              \
  "\"reported_at\":\"2026-11-22T08:00:00Z\",\"source\":\"inspector\","                     \
  "\"reporter\":{\"login\":\"li\",\"name\":\"李监督\"},\"actions\":[],"                 \
  "\"attachments\":[{\"id\":\"a\",\"type\":\"image/png\",\"stage\":\"report\"},"           \
  "{\"id\":\"b\",\"type\":\"image/png\",\"stage\":\"handle\"}],"                           \
  "\"as_of\":\"2026-11-22T08:00:00Z\",\"clocks\":["                                        \
  "{\"stage\":\"handle\",\"started_at\":\"2026-11-22T08:00:00Z\","                         \
  "\"due\":\"2026-11-22T12:00:00Z\",\"lamp\":\"green\",\"left_s\":14400}],"                \
  "\"why\":{\"department\":[\"rule 7 decided\"],\"deadline\":[\"4 hours\"]}}}"

typedef struct
{
  GwSheet *sheet;
  char *folder;
  char *path;
} Fixture;

static GPtrArray *
make_events (guint n)
{
  g_autoptr (GString) text = g_string_new ("{\"events\":[");
  g_autoptr (GError) error = NULL;
  GPtrArray *events;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"seq\":%u,\"case\":\"20261122-000017\","
                            "\"action\":\"link\",\"at\":\"2026-11-22T08:10:00Z\","
                            "\"actor\":{\"login\":\"chen\",\"name\":\"陈值班\"},"
                            "\"opinion\":\"entry %u of the journal\"}",
                            i > 0 ? "," : "", i + 1, i + 1);
  g_string_append (text, "]}");
  events = gw_decode_events (text->str, text->len, &error);
  g_assert_no_error (error);
  return events;
}

static GdkTexture *
make_texture (int width, int height)
{
  gsize stride = (gsize)width * 4;
  guint8 *pixels = g_malloc (stride * height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * height);

  memset (pixels, 0x90, stride * height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
free_sheet_photo (gpointer data)
{
  GwSheetPhoto *item = data;

  gw_photo_free (item->photo);
  g_clear_object (&item->texture);
  g_free (item);
}

static GPtrArray *
make_photos (GwSheet *sheet)
{
  GPtrArray *photos = g_ptr_array_new_with_free_func (free_sheet_photo);
  GPtrArray *found = gw_photos_new (sheet->detail->attachments, NULL, sheet->city);

  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      GwSheetPhoto *item = g_new0 (GwSheetPhoto, 1);

      item->photo = found->pdata[i];
      /* The second one could not be had. */
      item->texture = i == 0 ? make_texture (640, 480) : NULL;
      g_ptr_array_add (photos, item);
    }
  g_ptr_array_unref (found);
  return photos;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);
  GwSheet *sheet = g_new0 (GwSheet, 1);
  g_autoptr (GError) error = NULL;

  record->time_zone = g_strdup ("Asia/Shanghai");
  record->synthetic = TRUE;
  record->name.name = g_strdup ("清远市");
  g_atomic_ref_count_init (&sheet->ref_count);
  sheet->city = gw_city_info_new (
      record, g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free),
      g_ptr_array_new (), g_ptr_array_new ());
  sheet->detail = gw_decode_case (CASE, strlen (CASE), &error);
  g_assert_no_error (error);
  sheet->events = make_events (GPOINTER_TO_UINT (data));
  sheet->photos = make_photos (sheet);
  sheet->map = make_texture (500, 210);
  sheet->duty = g_strdup ("责任网格14 · 梁监督");
  sheet->now_usec = g_get_real_time ();
  fixture->sheet = sheet;
  fixture->folder = g_dir_make_tmp ("gridward-sheet-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_sheet_unref (fixture->sheet);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

typedef struct
{
  gboolean done;
  GError *error;
} Saved;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saved *saved = data;

  gw_sheet_save_finish (result, &saved->error);
  saved->done = TRUE;
}

static void
save (Fixture *fixture)
{
  Saved saved = { 0 };

  gw_sheet_save_async (fixture->sheet, fixture->path, NULL, saved_cb, &saved);
  g_assert_true (wait_until (saved.done));
  g_assert_no_error (saved.error);
}

/* What a tool prints of the file; NULL when it is not installed. */
static char *
read_with (Fixture *fixture, const char *tool)
{
  g_autofree char *program = g_find_program_in_path (tool);
  gboolean is_text = g_str_equal (tool, "pdftotext");
  const char *argv[] = { program, fixture->path, is_text ? "-" : NULL, NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
assert_says (const char *text, const char *word)
{
  if (strstr (text, word) == NULL)
    g_error ("the sheet does not say “%s”:\n%s", word, text);
}

static guint
count_pages (Fixture *fixture)
{
  g_autoptr (GwSheetLayout) layout = gw_sheet_layout_new (fixture->sheet, 595.28, 841.89);

  return gw_sheet_layout_n_pages (layout);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "20261122-000017", "清远市",
    "暴露垃圾",        "路口东北角有暴露垃圾",
    "北门社区",        "441802001001001",
    "李监督",          "责任网格14",
    "rule 7 decided",  "4 hours",
    "At the report",   "could not be loaded",
    "entry 1 of",      "Synthetic demonstration data",
    "陈值班",
  };
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;
  g_autofree char *pages = g_strdup_printf ("%u", count_pages (fixture));
  g_autofree char *last = g_strdup_printf ("Page %s of %s", pages, pages);
  g_auto (GStrv) lines = NULL;

  save (fixture);
  text = read_with (fixture, "pdftotext");
  info = read_with (fixture, "pdfinfo");
  if (text == NULL || info == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_says (text, words[i]);
  assert_says (text, last);
  lines = g_strsplit (info, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Pages:"))
      g_assert_cmpstr (g_strstrip (lines[i] + strlen ("Pages:")), ==, pages);
}

static void
test_many_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *last =
      g_strdup_printf ("entry %u of the journal", GPOINTER_TO_UINT (data));

  g_assert_cmpuint (count_pages (fixture), >, 3);
  save (fixture);
  text = read_with (fixture, "pdftotext");
  if (text == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  assert_says (text, last);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *(gboolean *)data = TRUE;
}

/* As the dialog prints, to a printer that is a file. */
static void
test_printed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkPrintOperation) operation = gw_sheet_new_operation (fixture->sheet);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), &done);
  gtk_print_operation_set_export_filename (operation, fixture->path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (wait_until (done));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  text = read_with (fixture, "pdftotext");
  if (text == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  assert_says (text, "20261122-000017");
  assert_says (text, "entry 120 of the journal");
}

/* Nothing but what every case has. */
static void
test_bare (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->sheet->map);
  g_clear_pointer (&fixture->sheet->duty, g_free);
  g_ptr_array_set_size (fixture->sheet->photos, 0);
  g_assert_cmpuint (count_pages (fixture), ==, 1);
  save (fixture);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "sheet.pdf", NULL);
  Saved saved = { 0 };

  gw_sheet_save_async (fixture->sheet, path, NULL, saved_cb, &saved);
  g_assert_true (wait_until (saved.done));
  g_assert_error (saved.error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&saved.error);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/gui/case-sheet/text", Fixture, GUINT_TO_POINTER (3), set_up, test_text,
              tear_down);
  g_test_add ("/gui/case-sheet/many-pages", Fixture, GUINT_TO_POINTER (120), set_up,
              test_many_pages, tear_down);
  g_test_add ("/gui/case-sheet/printed", Fixture, GUINT_TO_POINTER (120), set_up,
              test_printed, tear_down);
  g_test_add ("/gui/case-sheet/bare", Fixture, GUINT_TO_POINTER (0), set_up, test_bare,
              tear_down);
  g_test_add ("/gui/case-sheet/unwritable", Fixture, GUINT_TO_POINTER (1), set_up,
              test_unwritable, tear_down);
  return g_test_run ();
}
