/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing a catalogue of 5,000 conditions: first of all, then with every limit changed. */
#include <glib/gstdio.h>
#include <string.h>

#include "backend/service/setup-catalogue.h"
#include "backend/service/setup.h"

#define N_CONDITIONS 5000
#define HEADER                                                                             \
  "scheme,kind,class,condition,text,text_en,limit,unit,seasons,closing,closing_en,"        \
  "sample,valid_from,valid_to\n"

/* Conditions of the shipped classes, as many of each as are needed. */
static char *
write_conditions (guint limit)
{
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin ("gb47678-2026", NULL);
  GString *text = g_string_new (HEADER);

  for (guint i = 0; i < N_CONDITIONS; i++)
    {
      const GwCaseClass *class =
          gw_catalogue_get (catalogue, i % gw_catalogue_size (catalogue));

      g_string_append_printf (text,
                              "gb47678-2026,%s,%s,C%u,破损面积大于25平方厘米,"
                              "Broken over more than 25 cm²,%u,work_hour,"
                              "11-15..03-15=%u work_day,已修复,Repaired,no,,\n",
                              gw_class_kind_name (class->kind), class->code,
                              i / gw_catalogue_size (catalogue), limit, limit);
    }
  return g_string_free (text, FALSE);
}

static void
import (GwService *service, guint limit, const char *name)
{
  g_autofree char *text = write_conditions (limit);
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GError) error = NULL;
  GwFaults *lists[] = { faults };
  GwCatalogueImport import = { .book = book, .faults = lists, .n_files = 1 };
  gint64 start = g_get_monotonic_time ();

  gw_catalogue_book_read (book, 0, text, strlen (text), faults);
  if (!gw_setup_import_catalogue (service, &import, NULL, &error))
    g_error ("%s", error->message);
  g_print ("%s %.0f ms\n", name, (double)(g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("gridward-catalogue-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "city.gridward", NULL);
  g_autoptr (GError) error = NULL;
  GwService *service;

  if (!gw_setup_create_empty (path, "441802", "基准", "Benchmark", "gb47678-2026",
                              "Asia/Shanghai", &error))
    g_error ("%s", error->message);
  service = gw_service_open (path, NULL, &error);
  if (service == NULL)
    g_error ("%s", error->message);
  g_print ("# limit: 2000 ms\n");
  import (service, 4, "catalogue_import_5k");
  import (service, 5, "catalogue_reimport_5k");
  gw_service_close (service);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
