/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is often written about an action: some come with the desk, others are one's own. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/opinion-templates.h"

#include <glib/gi18n.h>

#define SETTING "opinion-templates"
#define MAX_OWN 20
#define MAX_CHARS 500

struct _GwOpinionTemplates
{
  GObject parent_instance;

  GwSettings *settings;
};

G_DEFINE_FINAL_TYPE (GwOpinionTemplates, gw_opinion_templates, G_TYPE_OBJECT)

static const struct
{
  const char *action;
  const char *text;
} built_in[] = {
  { "file", N_ ("The situation is as reported; file it.") },
  { "reject", N_ ("Outside the scope of urban management.") },
  { "reject", N_ ("Reported already; handled with the earlier case.") },
  { "reject", N_ ("The situation could not be found on the spot.") },
  { "dispatch", N_ ("Please handle within the time limit.") },
  { "dispatch", N_ ("Safety hazard: please secure the place first.") },
  { "redispatch", N_ ("The responsibility was checked; please take it over.") },
  { "return", N_ ("Not within our responsibility.") },
  { "return", N_ ("The description does not say what is to be done.") },
  { "handle", N_ ("Handled; the place has been restored.") },
  { "handle", N_ ("Cleared on the spot.") },
  { "check", N_ ("Checked on the spot: resolved.") },
  { "rework", N_ ("The problem is still there; please handle it again.") },
  { "rework", N_ ("Only part of it was handled.") },
  { "close", N_ ("Meets the conditions for closing.") },
  { "void", N_ ("Entered by mistake.") },
  { "void", N_ ("The same as another case.") },
  { "approve", N_ ("Agreed.") },
  { "refuse", N_ ("The reason is not sufficient; please keep the time limit.") },
  { "request_extension", N_ ("Weather does not allow the work; more time is needed.") },
  { "request_extension", N_ ("Material has been ordered and not arrived yet.") },
};

static void
gw_opinion_templates_dispose (GObject *object)
{
  g_clear_object (&GW_OPINION_TEMPLATES (object)->settings);

  G_OBJECT_CLASS (gw_opinion_templates_parent_class)->dispose (object);
}

static void
gw_opinion_templates_class_init (GwOpinionTemplatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_opinion_templates_dispose;
}

static void
gw_opinion_templates_init (GwOpinionTemplates *self)
{
}

GwOpinionTemplates *
gw_opinion_templates_new (GwSettings *settings)
{
  GwOpinionTemplates *self = g_object_new (GW_TYPE_OPINION_TEMPLATES, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

/* Lines of "action<tab>text", with what would break a line escaped. */
static GStrv
read_lines (GwOpinionTemplates *self)
{
  g_autofree char *kept = gw_settings_dup_string (self->settings, SETTING, "");

  return g_strsplit (kept, "\n", -1);
}

/* NULL: the line is of another action. Caller frees. */
static char *
text_of_line (const char *line, const char *action)
{
  gsize length = strlen (action);

  return strncmp (line, action, length) == 0 && line[length] == '\t'
             ? g_strcompress (line + length + 1)
             : NULL;
}

static void
add_own (GwOpinionTemplates *self, GStrvBuilder *texts, const char *action, guint *n)
{
  g_auto (GStrv) lines = read_lines (self);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *text = text_of_line (lines[i], action);

      if (text == NULL)
        continue;
      g_strv_builder_add (texts, text);
      (*n)++;
    }
}

GStrv
gw_opinion_templates_list (GwOpinionTemplates *self, const char *action, guint *ret_n_own)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  guint n = 0;

  g_return_val_if_fail (GW_IS_OPINION_TEMPLATES (self), NULL);

  add_own (self, texts, action, &n);
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (built_in[i].action, action))
      g_strv_builder_add (texts, _ (built_in[i].text));
  if (ret_n_own != NULL)
    *ret_n_own = n;
  return g_strv_builder_end (texts);
}

gboolean
gw_opinion_templates_add (GwOpinionTemplates *self, const char *action, const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_autofree char *escaped = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *more = NULL;
  g_auto (GStrv) texts = NULL;
  guint n_own;

  g_return_val_if_fail (GW_IS_OPINION_TEMPLATES (self), FALSE);

  texts = gw_opinion_templates_list (self, action, &n_own);
  if (plain[0] == '\0' || g_utf8_strlen (plain, -1) > MAX_CHARS || n_own >= MAX_OWN ||
      g_strv_contains ((const char *const *)texts, plain))
    return FALSE;
  kept = gw_settings_dup_string (self->settings, SETTING, "");
  escaped = g_strescape (plain, NULL);
  more = g_strdup_printf ("%s%s\t%s\n", kept, action, escaped);
  gw_settings_set_string (self->settings, SETTING, more);
  return TRUE;
}

void
gw_opinion_templates_remove (GwOpinionTemplates *self, const char *action, const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (GW_IS_OPINION_TEMPLATES (self));

  lines = read_lines (self);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *other = text_of_line (lines[i], action);

      if (lines[i][0] != '\0' && g_strcmp0 (other, text) != 0)
        g_string_append_printf (kept, "%s\n", lines[i]);
    }
  gw_settings_set_string (self->settings, SETTING, kept->str);
}
