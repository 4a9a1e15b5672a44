/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a class or of a filing condition, to be changed; its versions below. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/catalogue-form.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIELD_KEY "gw-field"
#define IS_KEY_KEY "gw-is-key"

typedef struct
{
  const char *name; /* of the wire */
  const char *title;
  const char *hint;
  gboolean is_key; /* of one that is there already it stays */
} Field;

static const Field class_fields[] = {
  { "code", N_ ("C_ode"), NULL, TRUE },
  { "name", N_ ("_Name"), NULL },
  { "name_en", N_ ("Name in _English"), NULL },
  { "group", N_ ("_Main class"), NULL },
  { "group_en", N_ ("Main class in English"), NULL },
  { "valid_to", N_ ("Ends _before"), N_ ("Such as 2027-01-01; none: it goes on") },
  { NULL },
};

static const Field condition_fields[] = {
  { "class", N_ ("Cl_ass"), NULL, TRUE },
  { "condition", N_ ("Num_ber"), N_ ("Such as 01"), TRUE },
  { "text", N_ ("_Filing condition"), NULL },
  { "text_en", N_ ("Filing condition in _English"), NULL },
  { "limit", N_ ("Time _limit"), N_ ("A number") },
  { "unit", N_ ("_Unit"), NULL },
  { "seasons", N_ ("_Seasons"), N_ ("None: the whole year") },
  { "closing", N_ ("_Closing condition"), NULL },
  { "closing_en", N_ ("Closing condition in English"), NULL },
  { "valid_to", N_ ("Ends befo_re"), N_ ("Such as 2027-01-01; none: it goes on") },
  { NULL },
};

/* As they are offered. */
static const struct
{
  const char *name;
  const char *title;
} units[] = {
  { "urgent_hour", N_ ("Hours around the clock") },
  { "work_hour", N_ ("Working hours") },
  { "work_day", N_ ("Working days") },
  { "natural_day", N_ ("Calendar days") },
};

struct _GwCatalogueForm
{
  GtkBox parent_instance;

  GwCatalogueItem *item; /* or NULL */
  GtkLabel *title;
  GtkLabel *fault;
  GtkGrid *grids[2]; /* by GwCatalogueKind */
  GtkStack *stack;
  GPtrArray *controls[2]; /* borrowed: entries, and the units */
  GtkLabel *versions;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (GwCatalogueForm, gw_catalogue_form, GTK_TYPE_BOX)

static guint edited_signal;

static const char *
field_of (GtkWidget *control)
{
  return g_object_get_data (G_OBJECT (control), FIELD_KEY);
}

static void
show_title (GwCatalogueForm *self)
{
  g_autofree char *title =
      self->item != NULL ? gw_catalogue_item_dup_title (self->item) : NULL;

  gtk_label_set_text (self->title, title != NULL ? title : _ ("Nothing is selected"));
}

static void
edit (GwCatalogueForm *self, GtkWidget *control, const char *text)
{
  if (self->is_filling || self->item == NULL)
    return;
  gw_catalogue_item_set (self->item, field_of (control), text);
  show_title (self);
  g_signal_emit (self, edited_signal, 0);
}

static void
typed_cb (GwCatalogueForm *self, GtkWidget *entry)
{
  edit (self, entry, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
unit_cb (GwCatalogueForm *self, GParamSpec *pspec, GtkWidget *control)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));

  if (chosen < G_N_ELEMENTS (units))
    edit (self, control, units[chosen].name);
}

/* --- showing ---------------------------------------------------------------------------- */

static void
mark (GtkWidget *control, gboolean faulty)
{
  if (faulty)
    gtk_widget_add_css_class (control, "error");
  else
    gtk_widget_remove_css_class (control, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
      faulty ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
gw_catalogue_form_show_fault (GwCatalogueForm *self)
{
  const char *field = NULL;
  const char *fault =
      self->item != NULL ? gw_catalogue_item_get_fault (self->item, &field) : NULL;
  GPtrArray *controls =
      self->controls[self->item != NULL ? gw_catalogue_item_get_kind (self->item) : 0];

  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  for (guint i = 0; i < controls->len; i++)
    mark (controls->pdata[i],
          fault != NULL && g_strcmp0 (field_of (controls->pdata[i]), field) == 0);
}

/* Not insensitive: it may have the focus when it is held at last. */
static void
show_key (GtkWidget *control, gboolean is_new)
{
  gtk_editable_set_editable (GTK_EDITABLE (control), is_new);
  if (is_new)
    gtk_widget_remove_css_class (control, "dim-label");
  else
    gtk_widget_add_css_class (control, "dim-label");
}

static void
fill (GwCatalogueForm *self)
{
  GPtrArray *controls = self->controls[gw_catalogue_item_get_kind (self->item)];

  self->is_filling = TRUE;
  for (guint i = 0; i < controls->len; i++)
    {
      GtkWidget *control = controls->pdata[i];
      const char *text = gw_catalogue_item_get (self->item, field_of (control));

      if (g_object_get_data (G_OBJECT (control), IS_KEY_KEY) != NULL)
        show_key (control, gw_catalogue_item_is_new (self->item));
      if (GTK_IS_EDITABLE (control))
        gtk_editable_set_text (GTK_EDITABLE (control), text);
      else
        for (guint k = 0; k < G_N_ELEMENTS (units); k++)
          if (g_str_equal (units[k].name, text))
            gtk_drop_down_set_selected (GTK_DROP_DOWN (control), k);
    }
  self->is_filling = FALSE;
}

static char *
dup_versions (GwCatalogueForm *self, GPtrArray *all)
{
  g_autoptr (GString) text = g_string_new (_ ("Versions:"));

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *validity = NULL;
      g_autofree char *words = NULL;

      if (!gw_catalogue_item_is_same (self->item, all->pdata[i]))
        continue;
      validity = gw_catalogue_item_dup_validity (all->pdata[i]);
      words = gw_catalogue_item_dup_subtitle (all->pdata[i]);
      g_string_append_printf (text, "\n%s: %s", validity, words);
    }
  return g_strdup (text->str);
}

void
gw_catalogue_form_show (GwCatalogueForm *self, GwCatalogueItem *item, GPtrArray *all)
{
  g_autofree char *versions = NULL;

  g_set_object (&self->item, item);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), item != NULL);
  if (item != NULL)
    {
      gtk_stack_set_visible_child (
          self->stack, GTK_WIDGET (self->grids[gw_catalogue_item_get_kind (item)]));
      fill (self);
      if (!gw_catalogue_item_is_new (item))
        versions = dup_versions (self, all);
    }
  show_title (self);
  gtk_label_set_text (self->versions, versions != NULL ? versions : "");
  gw_catalogue_form_show_fault (self);
}

void
gw_catalogue_form_focus_code (GwCatalogueForm *self)
{
  GPtrArray *controls;

  if (self->item == NULL)
    return;
  controls = self->controls[gw_catalogue_item_get_kind (self->item)];
  for (guint i = 0; i < controls->len; i++)
    if (g_str_equal (field_of (controls->pdata[i]),
                     gw_catalogue_item_get_code_field (self->item)))
      gtk_widget_grab_focus (controls->pdata[i]);
}

/* --- making ----------------------------------------------------------------------------- */

static GtkWidget *
make_units (void)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    gtk_string_list_append (titles, _ (units[i].title));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
}

static void
add_row (GwCatalogueForm *self, GwCatalogueKind kind, const Field *field)
{
  gboolean is_unit = g_str_equal (field->name, "unit");
  GtkWidget *control = is_unit ? make_units () : gtk_entry_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (field->title));
  g_autofree char *name = g_strdup (_ (field->title));
  char *mnemonic = strchr (name, '_');
  int row = (int)self->controls[kind]->len;

  /* "名称(_N)" or "_Name". */
  if (mnemonic != NULL)
    memmove (mnemonic, mnemonic + 1, strlen (mnemonic));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_object_set_data (G_OBJECT (control), FIELD_KEY, (gpointer)field->name);
  g_object_set_data (G_OBJECT (control), IS_KEY_KEY, GINT_TO_POINTER (field->is_key));
  if (is_unit)
    g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (unit_cb), self);
  else
    {
      gtk_entry_set_placeholder_text (GTK_ENTRY (control),
                                      field->hint != NULL ? _ (field->hint) : NULL);
      g_signal_connect_swapped (control, "changed", G_CALLBACK (typed_cb), self);
    }
  gtk_grid_attach (self->grids[kind], label, 0, row, 1, 1);
  gtk_grid_attach (self->grids[kind], control, 1, row, 1, 1);
  g_ptr_array_add (self->controls[kind], control);
}

static void
add_grid (GwCatalogueForm *self, GwCatalogueKind kind, const Field *fields)
{
  self->controls[kind] = g_ptr_array_new ();
  self->grids[kind] = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grids[kind], 12);
  gtk_grid_set_row_spacing (self->grids[kind], 6);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->grids[kind]));
  for (guint i = 0; fields[i].name != NULL; i++)
    add_row (self, kind, &fields[i]);
}

static GtkLabel *
add_label (GwCatalogueForm *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
gw_catalogue_form_dispose (GObject *object)
{
  g_clear_object (&GW_CATALOGUE_FORM (object)->item);
  G_OBJECT_CLASS (gw_catalogue_form_parent_class)->dispose (object);
}

static void
gw_catalogue_form_finalize (GObject *object)
{
  GwCatalogueForm *self = GW_CATALOGUE_FORM (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->controls); i++)
    g_ptr_array_unref (self->controls[i]);
  G_OBJECT_CLASS (gw_catalogue_form_parent_class)->finalize (object);
}

static void
gw_catalogue_form_class_init (GwCatalogueFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_catalogue_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_catalogue_form_finalize;
  edited_signal = g_signal_new ("edited", GW_TYPE_CATALOGUE_FORM, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_catalogue_form_init (GwCatalogueForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->title = add_label (self, "heading");
  self->fault = add_label (self, "error");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  add_grid (self, GW_CATALOGUE_CONDITIONS, condition_fields);
  add_grid (self, GW_CATALOGUE_CLASSES, class_fields);
  self->versions = add_label (self, "dim-label");
}

GtkWidget *
gw_catalogue_form_new (void)
{
  GwCatalogueForm *self = g_object_new (GW_TYPE_CATALOGUE_FORM, NULL);

  gw_catalogue_form_show (self, NULL, NULL);
  return GTK_WIDGET (self);
}
