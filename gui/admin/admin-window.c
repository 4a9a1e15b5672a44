/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the administration: a sidebar of pages, and the page that was chosen. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/admin-window.h"

#include <glib/gi18n.h>

struct _GwAdminWindow
{
  AdwWindow parent_instance;

  GwDesk *desk;
  AdwToastOverlay *toast_overlay;
  GtkListBox *sidebar;
  GtkStack *stack;
  gboolean is_leaving; /* what was not saved may be lost */
};

G_DEFINE_FINAL_TYPE (GwAdminWindow, gw_admin_window, ADW_TYPE_WINDOW)

/* Of a row of the sidebar: the name of its page. */
#define NAME_KEY "gw-admin-page"

gboolean
gw_admin_window_is_for (const GwUser *user)
{
  guint n;
  const GwAdminPageInfo *pages = gw_admin_pages (&n);

  for (guint i = 0; i < n; i++)
    if (pages[i].is_for (user))
      return TRUE;
  return FALSE;
}

static GwAdminPage *
shown_page (GwAdminWindow *self)
{
  return GW_ADMIN_PAGE (gtk_stack_get_visible_child (self->stack));
}

gboolean
gw_admin_window_is_settled (GwAdminWindow *self)
{
  g_return_val_if_fail (GW_IS_ADMIN_WINDOW (self), TRUE);

  return gw_admin_page_is_settled (shown_page (self));
}

static void
say (GwAdminWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 3);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* --- choosing a page ------------------------------------------------------------------ */

static void
row_selected_cb (GwAdminWindow *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack,
                                    g_object_get_data (G_OBJECT (row), NAME_KEY));
  gw_admin_page_load (shown_page (self));
}

void
gw_admin_window_show_page (GwAdminWindow *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (GW_IS_ADMIN_WINDOW (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (name == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (row), NAME_KEY), name) == 0)
      {
        gtk_list_box_select_row (self->sidebar, row);
        return;
      }
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwAdminWindow *self = GW_ADMIN_WINDOW (widget);
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (self->sidebar, g_variant_get_int32 (parameter));

  if (row != NULL)
    gtk_list_box_select_row (self->sidebar, row);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwAdminWindow *self = GW_ADMIN_WINDOW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->sidebar);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  row = gtk_list_box_get_row_at_index (self->sidebar,
                                       MAX (index + g_variant_get_int32 (parameter), 0));
  if (row != NULL)
    gtk_list_box_select_row (self->sidebar, row);
}

/* --- what the keys ask of it ---------------------------------------------------------- */

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwAdminPage *page = shown_page (GW_ADMIN_WINDOW (widget));

  if (g_str_equal (name, "admin.load"))
    gw_admin_page_load (page);
  else if (g_str_equal (name, "admin.search"))
    gw_admin_page_focus_search (page);
  else if (g_str_equal (name, "admin.new"))
    gw_admin_page_begin_new (page);
  else
    gw_admin_page_save (page);
}

/* --- leaving -------------------------------------------------------------------------- */

static gboolean
has_changes (GwAdminWindow *self)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  for (; page != NULL; page = gtk_widget_get_next_sibling (page))
    if (gw_admin_page_has_changes (GW_ADMIN_PAGE (page)))
      return TRUE;
  return FALSE;
}

static gboolean
leave_cb (gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
  return G_SOURCE_REMOVE;
}

/* The dialog is still on the stack of its own signal, and must not outlive the window that it
 * stands over. */
static void
discard_cb (GwAdminWindow *self, const char *response)
{
  if (!g_str_equal (response, "discard"))
    return;
  self->is_leaving = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, leave_cb, g_object_ref (self), g_object_unref);
}

static gboolean
gw_admin_window_close_request (GtkWindow *window)
{
  GwAdminWindow *self = GW_ADMIN_WINDOW (window);
  GtkWidget *dialog;

  if (self->is_leaving || !has_changes (self))
    return GTK_WINDOW_CLASS (gw_admin_window_parent_class)->close_request (window);
  dialog = adw_message_dialog_new (window, _ ("Discard Changes?"),
                                   _ ("What was not saved will be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                    _ ("_Keep Editing"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GDK_EVENT_STOP;
}

/* --- making --------------------------------------------------------------------------- */

static void
gw_admin_window_dispose (GObject *object)
{
  g_clear_object (&GW_ADMIN_WINDOW (object)->desk);
  G_OBJECT_CLASS (gw_admin_window_parent_class)->dispose (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_r, "admin.load" }, { GDK_KEY_f, "admin.search" }, { GDK_KEY_n, "admin.new" },
    { GDK_KEY_s, "admin.save" }, { GDK_KEY_w, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK,
                                         keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "admin.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "admin.step", "i", 1);
  for (guint i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK,
                                         "admin.page", "i", (int)i);
}

static void
gw_admin_window_class_init (GwAdminWindowClass *klass)
{
  static const char *const actions[] = { "admin.load", "admin.search", "admin.new",
                                         "admin.save" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_admin_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gw_admin_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/admin/admin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwAdminWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GwAdminWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GwAdminWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, page_action_cb);
  gtk_widget_class_install_action (widget_class, "admin.page", "i", page_cb);
  gtk_widget_class_install_action (widget_class, "admin.step", "i", step_cb);
  install_keys (widget_class);
}

static void
gw_admin_window_init (GwAdminWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_row (const GwAdminPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (_ (info->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (info->icon_name));
  gtk_box_append (GTK_BOX (line), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title), -1);
  g_object_set_data (G_OBJECT (row), NAME_KEY, (gpointer)info->name);
  return row;
}

GwAdminWindow *
gw_admin_window_new (GwDesk *desk)
{
  GwAdminWindow *self = g_object_new (GW_TYPE_ADMIN_WINDOW, NULL);
  guint n;
  const GwAdminPageInfo *pages = gw_admin_pages (&n);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page;

      if (!pages[i].is_for (gw_desk_get_user (desk)))
        continue;
      page = pages[i].make (desk);
      g_signal_connect_object (page, "said", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, page, pages[i].name);
      gtk_list_box_append (self->sidebar, make_row (&pages[i]));
    }
  gw_admin_window_show_page (self, NULL);
  return self;
}
