/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yellow and red cards of a case, and explaining or revoking them. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/cards-view.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

struct _GwCardsView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  char *shown; /* which cards, and how they stand */
};

G_DEFINE_FINAL_TYPE (GwCardsView, gw_cards_view, GTK_TYPE_WIDGET)

static guint said_signal;

static void
gw_cards_view_dispose (GObject *object)
{
  GwCardsView *self = GW_CARDS_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (gw_cards_view_parent_class)->dispose (object);
}

static void
gw_cards_view_class_init (GwCardsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_cards_view_dispose;
  said_signal =
      g_signal_new ("said", GW_TYPE_CARDS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_cards_view_init (GwCardsView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* --- saying something ------------------------------------------------------------------- */

/* What an entry is for. */
typedef struct
{
  GwCardsView *view; /* which holds the entry */
  gint64 card;
  const char *verb; /* static */
  GtkEditable *entry;
  GtkWidget *popover;
} Saying;

static void
say_cb (Saying *saying)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (saying->entry)));

  if (text[0] == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (saying->popover));
  g_signal_emit (saying->view, said_signal, 0, saying->card, saying->verb, text);
}

static GtkWidget *
make_popover (GwCardsView *self, gint64 card, const char *verb, const char *label,
              const char *prompt)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (label);
  Saying *saying = g_new0 (Saying, 1);

  saying->view = self;
  saying->card = card;
  saying->verb = verb;
  saying->entry = GTK_EDITABLE (entry);
  saying->popover = popover;
  g_object_set_data_full (G_OBJECT (popover), "saying", saying, g_free);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), prompt);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt, -1);
  gtk_widget_set_size_request (entry, 280, -1);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (say_cb), saying);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (say_cb), saying);
  gtk_box_append (GTK_BOX (content), entry);
  gtk_box_append (GTK_BOX (content), button);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  return popover;
}

static void
add_button (GwCardsView *self, GtkWidget *line, const GwCaseCard *card, const char *verb,
            const char *label, const char *prompt)
{
  GtkWidget *button;

  if (!g_strv_contains ((const char *const *)card->may, verb))
    return;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button),
                               make_popover (self, card->id, verb, label, prompt));
  gtk_widget_add_css_class (button, "compact");
  gtk_box_append (GTK_BOX (line), button);
}

/* --- showing ---------------------------------------------------------------------------- */

static char *
answerer_label (const GwCaseCard *card)
{
  if (card->person.code != NULL)
    return g_strdup (gw_named_label (&card->person));
  if (card->department.code != NULL)
    return g_strdup (gw_named_label (&card->department));
  return g_strdup (card->role != NULL ? gw_text_role (card->role) : "");
}

/* Takes head. */
static void
add_words (GtkWidget *box, const GwCardWords *words, char *head)
{
  gtk_box_append (GTK_BOX (box), gw_part_label (head, "journal-who"));
  if (words->text != NULL && words->text[0] != '\0')
    gtk_box_append (GTK_BOX (box), gw_part_label (words->text, "journal-opinion"));
  g_free (head);
}

static char *
moment (GwCityInfo *city, gint64 usec)
{
  return gw_text_moment (usec, gw_city_info_now (city), gw_city_info_get_time_zone (city));
}

static void
add_answers (GtkWidget *box, const GwCaseCard *card, GwCityInfo *city)
{
  g_autofree char *explained_at = moment (city, card->explanation.at_usec);
  g_autofree char *revoked_at = moment (city, card->revocation.at_usec);

  if (card->explanation.at_usec != 0)
    add_words (box, &card->explanation,
               /* Translators: who explained a card, and when. */
               g_strdup_printf (_ ("Explained by %s, %s"),
                                gw_named_label (&card->explanation.by), explained_at));
  if (card->revocation.at_usec != 0)
    add_words (box, &card->revocation,
               /* Translators: who revoked a card, and when. */
               g_strdup_printf (_ ("Revoked by %s, %s"),
                                gw_named_label (&card->revocation.by), revoked_at));
}

static GtkWidget *
make_head (const GwCaseCard *card, GwCityInfo *city)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *title = g_strdup_printf (
      card->colour == GW_LAMP_RED ? _ ("Red card: %s") : _ ("Yellow card: %s"),
      gw_text_stage (card->stage));
  g_autofree char *at = moment (city, card->at_usec);
  GtkWidget *name = gw_part_line (title, "case-class");
  GtkWidget *when = gw_part_line (at, "numeric");

  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_add_css_class (when, "caption");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), gw_lamp_icon_new (card->colour));
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), when);
  return head;
}

static GtkWidget *
make_card (GwCardsView *self, const GwCaseCard *card, GwCityInfo *city)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *who = answerer_label (card);
  g_autofree char *answers = g_strdup_printf (_ ("Answers for it: %s"), who);

  gtk_widget_add_css_class (box, "card-box");
  gw_part_set_class (box, "red", card->colour == GW_LAMP_RED);
  gw_part_set_class (box, "revoked", card->revocation.at_usec != 0);
  gtk_box_append (GTK_BOX (box), make_head (card, city));
  gtk_box_append (GTK_BOX (box), gw_part_label (answers, "journal-who"));
  add_answers (box, card, city);
  add_button (self, buttons, card, "explain", _ ("Explain…"), _ ("How it came about"));
  add_button (self, buttons, card, "revoke", _ ("Revoke…"), _ ("Why it is taken back"));
  gtk_widget_set_margin_top (buttons, 3);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

/* What changes when a card is shown otherwise than before. */
static char *
describe (const GwCaseDetail *detail)
{
  g_autoptr (GString) text = g_string_new (detail->row->number);

  for (guint i = 0; i < detail->progress.cards->len; i++)
    {
      const GwCaseCard *card = detail->progress.cards->pdata[i];
      g_autofree char *may = g_strjoinv (",", card->may);

      g_string_append_printf (
          text, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
          card->id, card->explanation.at_usec, card->revocation.at_usec, may);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
gw_cards_view_set_detail (GwCardsView *self, const GwCaseDetail *detail, GwCityInfo *city)
{
  const GPtrArray *cards = detail->progress.cards;
  g_autofree char *shown = NULL;

  g_return_if_fail (GW_IS_CARDS_VIEW (self));

  shown = describe (detail);
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  gw_part_clear (self->box);
  if (cards->len > 0)
    gtk_box_append (GTK_BOX (self->box), gw_part_heading (_ ("Cards")));
  for (guint i = 0; i < cards->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_card (self, cards->pdata[i], city));
  gtk_widget_set_visible (GTK_WIDGET (self), cards->len > 0);
}
