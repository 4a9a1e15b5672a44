/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the verbs of gridwardctl share. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (gw - ctl - error - quark, gw_ctl_error)

gboolean
gw_ctl_parse (const GwCtl *ctl, const GOptionEntry *entries, int n_arguments, int *argc,
              char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *program = g_strdup_printf ("gridwardctl --db FILE %s", ctl->usage);
  g_autoptr (GError) fault = NULL;

  /* The usage line is "PROGRAM [OPTION…]"; the words of the verb come before the options. */
  g_set_prgname (program);
  g_option_context_set_summary (context, ctl->summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &fault))
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, fault->message);
      return FALSE;
    }
  /* What starts with a dash and is no option, a negative number say, follows "--". */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)++;
      (*argc)--;
    }
  if (*argc != n_arguments + 1)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE, _ ("usage: %s (see --help)"),
                   program);
      return FALSE;
    }
  return TRUE;
}

GwService *
gw_ctl_open (const GwCtl *ctl, gboolean read_only, GError **error)
{
  const GwServiceOptions options = { .read_only = read_only };

  if (!g_file_test (ctl->database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                   _ ("%s: there is no such database; \"init\" makes one"), ctl->database);
      return NULL;
    }
  return gw_service_open (ctl->database, &options, error);
}

/* The language of messages decides, so that both never mix. */
const char *
gw_ctl_language (void)
{
  /* Translators: the language of reasons that come in both, zh or en. */
  return C_ ("language of reasons", "en");
}
