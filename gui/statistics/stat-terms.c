/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a score is made of: each term with the numbers put in. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-terms.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gui/detail/wrap-layout.h"
#include "gui/statistics/stat-figure.h"
#include "gui/statistics/stat-text.h"

struct _GwStatTerms
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *title;
  GtkWidget *terms;
  char *shown; /* what the terms were made of */
};

G_DEFINE_FINAL_TYPE (GwStatTerms, gw_stat_terms, GTK_TYPE_WIDGET)

static guint listed_signal;

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
figure_clicked_cb (GwStatTerms *self, GtkButton *button)
{
  g_signal_emit (self, listed_signal, 0, gw_stat_figure_button_get (GTK_WIDGET (button)));
}

static GtkWidget *
make_figure (GwStatTerms *self, const GwScoredFigure *figure)
{
  GtkWidget *button = gw_stat_figure_button_new (
      figure->figure.code, gw_named_label (&figure->figure), figure->count);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (figure_clicked_cb), self);
  return button;
}

static GtkWidget *
make_head (const GwScoredTerm *term)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (term->title);
  g_autofree char *text =
      isnan (term->points) ? g_strdup (_ ("No cases"))
      : isnan (term->of)
          ? gw_stat_score_text (term->points)
          /* TRANSLATORS: points of a score, and how many there could be: "24.00 of 30". */
          : g_strdup_printf (_ ("%.2f of %g"), gw_stat_round_points (term->points),
                             term->of);
  GtkWidget *points = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (points, "numeric");
  gtk_widget_add_css_class (points, "heading");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), points);
  return head;
}

static void
add_term (GwStatTerms *self, const GwScoredTerm *term)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *text = gtk_label_new (term->substitution);
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (text, "numeric");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_set_layout_manager (figures, g_object_new (GW_TYPE_WRAP_LAYOUT, NULL));
  for (guint i = 0; i < term->figures->len; i++)
    gtk_box_append (GTK_BOX (figures), make_figure (self, term->figures->pdata[i]));
  gtk_box_append (GTK_BOX (box), make_head (term));
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_box_append (GTK_BOX (self->terms), box);
}

/* All that is shown of a score; caller frees. */
static char *
dup_subject (const char *name, const GwScored *scored)
{
  GString *text = g_string_new (name);

  for (guint i = 0; scored != NULL && i < scored->terms->len; i++)
    g_string_append_printf (text, "\n%s",
                            ((GwScoredTerm *)scored->terms->pdata[i])->substitution);
  return g_string_free (text, FALSE);
}

void
gw_stat_terms_show (GwStatTerms *self, const char *name, const GwScored *scored)
{
  g_autofree char *subject = dup_subject (name, scored);
  g_autofree char *score = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (GW_IS_STAT_TERMS (self));

  if (g_strcmp0 (subject, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&subject);
  empty (self->terms);
  if (scored == NULL)
    {
      gtk_label_set_text (self->title, "");
      return;
    }
  score = gw_stat_score_text (scored->value);
  title = g_strdup_printf (scored->grade != NULL ? _ ("%s: %s · %s") : _ ("%s: %s"), name,
                           score, scored->grade);
  gtk_label_set_text (self->title, title);
  for (guint i = 0; i < scored->terms->len; i++)
    add_term (self, scored->terms->pdata[i]);
}

static void
gw_stat_terms_dispose (GObject *object)
{
  GwStatTerms *self = GW_STAT_TERMS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (gw_stat_terms_parent_class)->dispose (object);
}

static void
gw_stat_terms_class_init (GwStatTermsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_stat_terms_dispose;
  listed_signal = g_signal_new ("listed", GW_TYPE_STAT_TERMS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_stat_terms_init (GwStatTerms *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-4");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  self->terms = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "charts");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->terms);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_terms_new (void)
{
  return g_object_new (GW_TYPE_STAT_TERMS, NULL);
}
