/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: command line, appearance, one window. */
#define G_LOG_DOMAIN "gridward-desk"

#include "config.h"

#include "gui/application.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-open.h"
#include "gui/screenshot.h"
#include "gui/window.h"

#define PROJECT_PAGE "https://gridward.org"

struct _GwApplication
{
  AdwApplication parent_instance;

  GwSettings *settings;
  GwWindow *window;
  char *server;
  char *login;
  char *password_file;
  char *screenshot;
  char *section;
  char *case_number;
  char *size;
  char *appearance;
  guint settle_id;
  guint steady; /* how often in a row nothing was on its way */
  int exit_status;
};

G_DEFINE_FINAL_TYPE (GwApplication, gw_application, ADW_TYPE_APPLICATION)

/* The picture is taken when the desk was quiet for so many looks at it. */
#define LOOK_MS 150
#define STEADY_LOOKS 4

static void
set_appearance (const char *appearance)
{
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (appearance, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (appearance, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
appearance_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  GwApplication *self = data;

  g_simple_action_set_state (action, state);
  gw_settings_set_string (self->settings, "appearance", g_variant_get_string (state, NULL));
  set_appearance (g_variant_get_string (state, NULL));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  adw_show_about_window (GTK_WINDOW (self->window), "application-name", "Gridward",
                         "application-icon", "org.gridward.Gridward", "version", GW_VERSION,
                         "developer-name", _ ("The Gridward contributors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "website", PROJECT_PAGE, "comments",
                         _ ("Grid-based urban management"), "translator-credits",
                         /* Translators: your names, one per line. */
                         _ ("translator-credits"), NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
add_actions (GwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const help_keys[] = { "<Control>question", "F1", NULL };
  g_autofree char *saved = gw_settings_dup_string (self->settings, "appearance", "system");
  const char *appearance = self->appearance != NULL ? self->appearance : saved;
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      "appearance", G_VARIANT_TYPE_STRING, g_variant_new_string (appearance));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect (action, "change-state", G_CALLBACK (appearance_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-help-overlay",
                                         help_keys);
  set_appearance (appearance);
}

static gboolean
settle_cb (gpointer data)
{
  GwApplication *self = data;
  GwDeskPage *page = gw_window_get_desk_page (self->window);
  g_autoptr (GError) error = NULL;

  GwAdminWindow *administration =
      page != NULL ? gw_admin_window_find (GTK_WIDGET (page)) : NULL;
  GtkWidget *front =
      administration != NULL ? GTK_WIDGET (administration) : GTK_WIDGET (self->window);
  gboolean is_settled =
      page != NULL && gw_desk_page_is_settled (page) &&
      (administration == NULL || gw_admin_window_is_settled (administration));

  self->steady = is_settled ? self->steady + 1 : 0;
  if (self->steady < STEADY_LOOKS)
    return G_SOURCE_CONTINUE;
  self->settle_id = 0;
  if (!gw_screenshot_write (front, self->screenshot, &error))
    {
      g_printerr ("%s: %s\n", self->screenshot, error->message);
      self->exit_status = 1;
    }
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* Said on standard output for scripts that wait for the desk. */
static void
ready_cb (GwApplication *self)
{
  GwDeskPage *page = gw_window_get_desk_page (self->window);

  g_print ("desk ready\n");
  if (self->section != NULL)
    gw_desk_page_show_section (page, self->section);
  if (self->case_number != NULL)
    gw_desk_page_open_case (page, self->case_number);
  else if (self->screenshot != NULL)
    gw_desk_page_step (page, 1);
  if (self->screenshot == NULL || self->settle_id != 0)
    return;
  self->settle_id = g_timeout_add (LOOK_MS, settle_cb, self);
}

static char *
read_password (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return NULL;
    }
  return g_strchomp (text);
}

static void
sign_in (GwApplication *self)
{
  GwSignIn *form = gw_window_get_sign_in (self->window);
  g_autofree char *password =
      self->password_file != NULL ? read_password (self->password_file) : NULL;

  if (self->server == NULL && self->login == NULL)
    gw_sign_in_resume (form);
  else
    gw_sign_in_with (form, self->server, self->login, password);
}

static void
set_size (GwApplication *self)
{
  int width;
  int height;

  if (self->size != NULL && sscanf (self->size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
}

static void
gw_application_activate (GApplication *application)
{
  GwApplication *self = GW_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  self->window = gw_window_new (ADW_APPLICATION (self), self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *)&self->window);
  g_signal_connect_swapped (self->window, "ready", G_CALLBACK (ready_cb), self);
  set_size (self);
  gtk_window_present (GTK_WINDOW (self->window));
  sign_in (self);
  /* The first empty field, once what is known has been filled in. */
  if (gw_window_get_desk_page (self->window) == NULL)
    gw_sign_in_focus (gw_window_get_sign_in (self->window));
}

static void
gw_application_startup (GApplication *application)
{
  GwApplication *self = GW_APPLICATION (application);

  G_APPLICATION_CLASS (gw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name ("org.gridward.Gridward");
  self->settings = gw_settings_new (NULL);
  add_actions (self);
}

static void
gw_application_finalize (GObject *object)
{
  GwApplication *self = GW_APPLICATION (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  g_free (self->server);
  g_free (self->login);
  g_free (self->password_file);
  g_free (self->screenshot);
  g_free (self->section);
  g_free (self->case_number);
  g_free (self->size);
  g_free (self->appearance);

  G_OBJECT_CLASS (gw_application_parent_class)->finalize (object);
}

static void
gw_application_class_init (GwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_application_finalize;
  application_class->startup = gw_application_startup;
  application_class->activate = gw_application_activate;
}

static gboolean
version_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_print ("gridward %s\n", GW_VERSION);
  exit (0);
}

static void
gw_application_init (GwApplication *self)
{
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &self->server, N_ ("Address of the server"),
      "URL" },
    { "login", 0, 0, G_OPTION_ARG_STRING, &self->login, N_ ("Sign in as this user"),
      "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_ ("Read the password from a file"), "FILE" },
    { "section", 0, 0, G_OPTION_ARG_STRING, &self->section,
      N_ ("Show “cases”, “statistics” or “administration/PAGE” first"), "NAME" },
    { "case", 0, 0, G_OPTION_ARG_STRING, &self->case_number, N_ ("Open this case"),
      "NUMBER" },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot,
      N_ ("Write a picture of the desk when it is ready, then quit"), "FILE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_ ("Size of the window"),
      "WIDTHxHEIGHT" },
    { "appearance", 0, 0, G_OPTION_ARG_STRING, &self->appearance,
      N_ ("“light”, “dark” or “system”"), "NAME" },
    { "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, version_cb,
      N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

GwApplication *
gw_application_new (void)
{
  return g_object_new (GW_TYPE_APPLICATION, "application-id", "org.gridward.Gridward",
                       "resource-base-path", "/org/gridward/Desk", NULL);
}

int
gw_application_get_exit_status (GwApplication *self)
{
  g_return_val_if_fail (GW_IS_APPLICATION (self), 1);

  return self->exit_status;
}
