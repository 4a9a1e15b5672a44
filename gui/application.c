/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: command line, what others ask of it over the bus, one window. */
#define G_LOG_DOMAIN "gridward-desk"

#include "config.h"

#include "gui/application.h"

#include <glib/gi18n.h>

#include "gui/admin/admin-open.h"
#include "gui/about.h"
#include "gui/preferences/preferences-window.h"
#include "gui/detail/detail-print.h"
#include "gui/screenshot.h"
#include "gui/wall/wall-window.h"
#include "gui/window.h"

struct _GwApplication
{
  AdwApplication parent_instance;

  GwSettings *settings;
  GwWindow *window;
  char *server;
  char *login;
  char *password_file;
  char *screenshot;
  char *pdf; /* where the case sheet goes */
  char *section;
  char *case_number;
  char *size;
  char *appearance;
  guint settle_id;
  guint steady; /* how often in a row nothing was on its way */
  gboolean new_call;
  gboolean wall;
  guint kiosk_id; /* keeps the command view on the wall */
  int exit_status;
};

G_DEFINE_FINAL_TYPE (GwApplication, gw_application, ADW_TYPE_APPLICATION)

/* The picture is taken when the desk was quiet for so many looks at it. */
#define LOOK_MS 150
#define STEADY_LOOKS 4
/* How often a screen on the wall looks whether it has to sign in again. */
#define KIOSK_S 15

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

/* The preferences change it, too. */
static void
appearance_stored_cb (GwApplication *self)
{
  g_autofree char *appearance = gw_settings_dup_string (self->settings, "appearance", NULL);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "appearance");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (appearance));
  set_appearance (appearance);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  g_application_activate (G_APPLICATION (self));
  gw_about_show (GTK_WINDOW (self->window));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  g_application_activate (G_APPLICATION (self));
  gw_preferences_window_open (GTK_WINDOW (self->window), self->settings);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

/* ---- what was asked for, here or from another start of the program ---- */

/* Waits for the desk when nobody is signed in yet. */
static void
fulfil_wishes (GwApplication *self)
{
  GwDeskPage *page = gw_window_get_desk_page (self->window);

  if (page == NULL)
    return;
  if (self->section != NULL)
    gw_desk_page_show_section (page, self->section);
  if (self->case_number != NULL)
    gw_desk_page_open_case (page, self->case_number);
  if (self->new_call)
    gtk_widget_activate_action (GTK_WIDGET (page), "desk.new-call", NULL);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->case_number, g_free);
  self->new_call = FALSE;
}

static void
present_with_wishes (GwApplication *self)
{
  g_application_activate (G_APPLICATION (self));
  fulfil_wishes (self);
}

static void
open_case_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  g_free (self->case_number);
  self->case_number = g_variant_dup_string (parameter, NULL);
  present_with_wishes (self);
}

static void
section_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  g_free (self->section);
  self->section = parameter != NULL ? g_variant_dup_string (parameter, NULL)
                                    : g_strdup (g_action_get_name (G_ACTION (action)));
  present_with_wishes (self);
}

static void
new_call_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GwApplication *self = data;

  self->new_call = TRUE;
  present_with_wishes (self);
}

static void
add_actions (GwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "open-case", .activate = open_case_cb, .parameter_type = "s" },
    { .name = "section", .activate = section_cb, .parameter_type = "s" },
    /* Those of the desktop file, which cannot give a parameter. */
    { .name = "statistics", .activate = section_cb },
    { .name = "new-call", .activate = new_call_cb },
  };
  static const char *const preferences_keys[] = { "<Control>comma", NULL };
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
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences",
                                         preferences_keys);
  set_appearance (appearance);
  if (gw_settings_get_store (self->settings) != NULL)
    g_signal_connect_object (gw_settings_get_store (self->settings), "changed::appearance",
                             G_CALLBACK (appearance_stored_cb), self, G_CONNECT_SWAPPED);
}

static void
pdf_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GwApplication *self = data;
  g_autoptr (GError) error = NULL;

  if (!gw_detail_write_pdf_finish (result, &error))
    {
      g_printerr ("%s: %s\n", self->pdf, error->message);
      self->exit_status = 1;
    }
  g_application_quit (G_APPLICATION (self));
}

static gboolean
settle_cb (gpointer data)
{
  GwApplication *self = data;
  GwDeskPage *page = gw_window_get_desk_page (self->window);
  g_autoptr (GError) error = NULL;

  GwAdminWindow *administration =
      page != NULL ? gw_admin_window_find (GTK_WIDGET (page)) : NULL;
  GwWallWindow *wall = page != NULL ? gw_wall_find (GTK_WIDGET (page)) : NULL;
  GtkWidget *front = wall != NULL             ? GTK_WIDGET (wall)
                     : administration != NULL ? GTK_WIDGET (administration)
                                              : GTK_WIDGET (self->window);
  gboolean is_settled =
      page != NULL && gw_desk_page_is_settled (page) &&
      (administration == NULL || gw_admin_window_is_settled (administration)) &&
      (wall == NULL || gw_wall_window_is_settled (wall));

  self->steady = is_settled ? self->steady + 1 : 0;
  if (self->steady < STEADY_LOOKS)
    return G_SOURCE_CONTINUE;
  self->settle_id = 0;
  if (self->pdf != NULL)
    {
      gw_detail_write_pdf_async (GW_DETAIL_VIEW (gw_desk_page_get_detail_view (page)),
                                 self->pdf, pdf_written_cb, self);
      return G_SOURCE_REMOVE;
    }
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
  if (self->case_number == NULL && (self->screenshot != NULL || self->pdf != NULL))
    gw_desk_page_step (page, 1);
  fulfil_wishes (self);
  if ((self->screenshot == NULL && self->pdf == NULL) || self->settle_id != 0)
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

/* Nobody stands before a wall to sign in again when a session has ended or the server was
 * away: the password file does. */
static gboolean
kiosk_cb (gpointer data)
{
  GwApplication *self = data;

  if (self->window == NULL || gw_window_get_desk_page (self->window) != NULL ||
      gw_sign_in_is_busy (gw_window_get_sign_in (self->window)))
    return G_SOURCE_CONTINUE;
  g_free (self->section);
  self->section = g_strdup ("wall");
  sign_in (self);
  return G_SOURCE_CONTINUE;
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
  if (self->wall && self->kiosk_id == 0)
    self->kiosk_id = g_timeout_add_seconds (KIOSK_S, kiosk_cb, self);
  /* The first empty field, once what is known has been filled in. */
  if (gw_window_get_desk_page (self->window) == NULL)
    gw_sign_in_focus (gw_window_get_sign_in (self->window));
}

static void
gw_application_startup (GApplication *application)
{
  GwApplication *self = GW_APPLICATION (application);

  G_APPLICATION_CLASS (gw_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (GW_APPLICATION_ID);
  self->settings = gw_settings_new (NULL);
  add_actions (self);
}

/* Of a second start on the same session bus: the first one is told, and this one ends. */
static int
hand_over (GwApplication *self)
{
  GActionGroup *first = G_ACTION_GROUP (self);

  if (self->section != NULL)
    g_action_group_activate_action (first, "section", g_variant_new_string (self->section));
  if (self->case_number != NULL)
    g_action_group_activate_action (first, "open-case",
                                    g_variant_new_string (self->case_number));
  if (self->new_call)
    g_action_group_activate_action (first, "new-call", NULL);
  if (self->section == NULL && self->case_number == NULL && !self->new_call)
    g_application_activate (G_APPLICATION (self));
  return 0;
}

static int
gw_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GwApplication *self = GW_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (self->wall && self->section == NULL)
    self->section = g_strdup ("wall");
  /* A picture is taken of a desk of its own, whatever else runs; a wall has its own, too. */
  if (self->screenshot != NULL || self->pdf != NULL || self->wall)
    g_application_set_flags (application, g_application_get_flags (application) |
                                              G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return g_application_get_is_remote (application) ? hand_over (self) : -1;
}

static void
gw_application_finalize (GObject *object)
{
  GwApplication *self = GW_APPLICATION (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->kiosk_id, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  g_free (self->server);
  g_free (self->login);
  g_free (self->password_file);
  g_free (self->screenshot);
  g_free (self->pdf);
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
  application_class->handle_local_options = gw_application_handle_local_options;
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
      N_ ("Show “cases”, “statistics”, “targets”, “wall” or “administration/PAGE” first"),
      "NAME" },
    { "case", 0, 0, G_OPTION_ARG_STRING, &self->case_number, N_ ("Open this case"),
      "NUMBER" },
    { "new-call", 0, 0, G_OPTION_ARG_NONE, &self->new_call, N_ ("Take a hotline call"),
      NULL },
    { "wall", 0, 0, G_OPTION_ARG_NONE, &self->wall,
      N_ ("Show the command view, and sign in again by itself"), NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &self->pdf,
      N_ ("Write the sheet of the case that is open as PDF, then quit"), "FILE" },
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
  return g_object_new (GW_TYPE_APPLICATION, "application-id", GW_APPLICATION_ID,
                       "resource-base-path", "/org/gridward/Desk", NULL);
}

int
gw_application_get_exit_status (GwApplication *self)
{
  g_return_val_if_fail (GW_IS_APPLICATION (self), 1);

  return self->exit_status;
}
