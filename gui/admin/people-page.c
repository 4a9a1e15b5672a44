/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of people. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/people-page.h"

#include "gui/client/codec.h"

#define GW_TYPE_PEOPLE_PAGE (gw_people_page_get_type ())
G_DECLARE_FINAL_TYPE (GwPeoplePage, gw_people_page, GW, PEOPLE_PAGE, GwAdminPage)

struct _GwPeoplePage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GCancellable *cancellable; /* NULL: nothing is on its way */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GwPeoplePage, gw_people_page, GW_TYPE_ADMIN_PAGE)

static void
show (GwPeoplePage *self, const GPtrArray *people)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < people->len; i++)
    {
      const GwNamed *person = people->pdata[i];
      g_autofree char *text =
          g_strdup_printf ("%s · %s", gw_named_label (person), person->code);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->list, label);
    }
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwPeoplePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (people == NULL)
    gw_admin_page_say (GW_ADMIN_PAGE (self), error->message);
  else
    show (self, people);
}

static void
cancel (GwPeoplePage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (GwAdminPage *page)
{
  GwPeoplePage *self = GW_PEOPLE_PAGE (page);

  cancel (self);
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (gw_desk_get_client (self->desk), "GET", "/api/v1/people", NULL,
                        gw_decode_people, (GDestroyNotify)g_ptr_array_unref,
                        self->cancellable, received_cb, g_object_ref (self));
}

static gboolean
is_settled (GwAdminPage *page)
{
  return GW_PEOPLE_PAGE (page)->cancellable == NULL;
}

static void
gw_people_page_dispose (GObject *object)
{
  GwPeoplePage *self = GW_PEOPLE_PAGE (object);

  cancel (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_people_page_parent_class)->dispose (object);
}

static void
gw_people_page_class_init (GwPeoplePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_people_page_dispose;
  GW_ADMIN_PAGE_CLASS (klass)->load = load;
  GW_ADMIN_PAGE_CLASS (klass)->is_settled = is_settled;
}

static void
gw_people_page_init (GwPeoplePage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
gw_people_page_new (GwDesk *desk)
{
  GwPeoplePage *self = g_object_new (GW_TYPE_PEOPLE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
