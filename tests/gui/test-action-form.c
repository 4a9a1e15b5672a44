/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of an action: a control for each type of field, checked as it is typed, and what
 * is sent. The order of the actions. */
#include <gtk/gtk.h>

#include "gui/chooser.h"
#include "gui/client/codec.h"
#include "gui/detail/action-form.h"
#include "gui/detail/action-order.h"
#include "gui/detail/field-row.h"
#include "gui/detail/time-entry.h"
#include "gui/model/text.h"
#include "tests/gui/lib/fake-server.h"
#include "tests/gui/lib/wait.h"

#define CASE                                                                               \
  "{\"case\":{\"number\":\"20261122-000017\",\"version\":3,\"state\":\"handling\","        \
  "\"kind\":\"matter\",\"class\":{\"code\":\"06010\",\"name\":\"x\"},\"cell\":\"c\","      \
  "\"location\":{\"lon\":113,\"lat\":23},\"reported_at\":\"2026-11-22T08:00:00.000Z\","    \
  "\"suggested_department\":{\"code\":\"D02\",\"name\":\"y\",\"reason\":\"because\"},"     \
  "\"attachments\":[],\"actions\":[%s]}}"

typedef struct
{
  GwActionForm *form;
  GwCityInfo *city;
  char *sent; /* the last decision, as JSON */
} Fixture;

#define CONDITION(code, text, value, unit)                                                 \
  "{\"code\":\"" code "\",\"text\":\"" text "\",\"limit\":{\"value\":" value               \
  ",\"unit\":\"" unit "\"}}"

static GwCityInfo *
make_city (void)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free);
  const char *departments = "{\"departments\":[{\"code\":\"D01\",\"name\":\"a\"},"
                            "{\"code\":\"D02\",\"name\":\"b\"}]}";
  const char *classes =
      "{\"classes\":[{\"kind\":\"component\",\"code\":\"01001\",\"name\":\"lid\"},"
      "{\"kind\":\"matter\",\"code\":\"01001\",\"name\":\"dirt\","
      "\"conditions\":[" CONDITION ("01", "small", "4", "work_hour") "," CONDITION (
          "02", "large", "2",
          "work_day") "]},"
                      "{\"kind\":\"matter\",\"code\":\"06010\",\"name\":\"litter\","
                      "\"conditions\":[" CONDITION (
                          "01", "a bit", "1",
                          "urgent_hour") "," CONDITION ("07", "a heap", "3",
                                                        "natural_day") "]}]}";

  record->time_zone = g_strdup ("Asia/Shanghai");
  record->server_usec = g_get_real_time ();
  return gw_city_info_new (record, areas,
                           gw_decode_departments (departments, strlen (departments), NULL),
                           gw_decode_classes (classes, strlen (classes), NULL));
}

static void
decided_cb (Fixture *fixture, const GwDecision *decision)
{
  g_free (fixture->sent);
  fixture->sent = gw_encode_decision (decision, 3);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->city = make_city ();
  fixture->form = g_object_ref_sink (g_object_new (GW_TYPE_ACTION_FORM, NULL));
  gw_action_form_set_city (fixture->form, fixture->city, NULL);
  g_signal_connect_swapped (fixture->form, "decided", G_CALLBACK (decided_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  assert_finalizes (fixture->form);
  assert_finalizes (fixture->city);
  g_free (fixture->sent);
}

static void
show (Fixture *fixture, const char *actions)
{
  g_autofree char *text = g_strdup_printf (CASE, actions);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) detail = gw_decode_case (text, strlen (text), &error);

  g_assert_no_error (error);
  gw_action_form_set_detail (fixture->form, detail);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The last button of the form is the one that confirms. */
static GtkWidget *
find_confirm (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_has_css_class (root, "suggested-action") &&
      !GTK_IS_ACTIONABLE (gtk_widget_get_parent (root)) &&
      gtk_actionable_get_action_name (GTK_ACTIONABLE (root)) == NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_confirm (child);
  return found;
}

static gboolean
can_confirm (Fixture *fixture)
{
  return gtk_widget_get_sensitive (find_confirm (GTK_WIDGET (fixture->form)));
}

static const char *
confirm (Fixture *fixture)
{
  g_clear_pointer (&fixture->sent, g_free);
  g_signal_emit_by_name (find_confirm (GTK_WIDGET (fixture->form)), "clicked");
  return fixture->sent;
}

/* One field in one form: what is put in and what comes of it. */
typedef struct
{
  const char *name;
  const char *field; /* as on the wire */
  GType (*control) (void);
  const char *given; /* typed; or the line of a drop-down */
  const char *sent;  /* NULL: it must not be sent */
} Example;

#define FIELD(name, type, required)                                                        \
  "{\"name\":\"" name "\",\"type\":\"" type "\",\"required\":" required "}"

static const Example examples[] = {
  { "text", FIELD ("opinion", "text", "true"), gtk_text_view_get_type, " why ",
    "\"opinion\": \"why\"" },
  { "text-missing", FIELD ("opinion", "text", "true"), gtk_text_view_get_type, "  ", NULL },
  { "department", FIELD ("department", "department", "true"), gw_chooser_get_type, "1",
    "\"department\": \"D01\"" },
  { "department-missing", FIELD ("department", "department", "true"), gw_chooser_get_type,
    "0", NULL },
  { "class-of-component", FIELD ("class", "class", "false"), gw_chooser_get_type, "1",
    "\"class\": \"01001\", \"kind\": \"component\"" },
  { "class-of-matter", FIELD ("class", "class", "false"), gw_chooser_get_type, "2",
    "\"class\": \"01001\", \"kind\": \"matter\"" },
  { "satisfaction",
    "{\"name\":\"satisfaction\",\"type\":\"choice\",\"required\":true,\"choices\":"
    "[\"very_satisfied\",\"satisfied\",\"of_tomorrow\"]}",
    gw_chooser_get_type, "2", "\"satisfaction\": \"satisfied\"" },
  { "login", FIELD ("handler", "handler", "true"), gtk_entry_get_type, "wang",
    "\"handler\": \"wang\"" },
  { "login-with-space", FIELD ("inspector", "inspector", "false"), gtk_entry_get_type,
    "wang li", NULL },
  { "case", FIELD ("case", "case", "true"), gtk_entry_get_type, "20261122-000018",
    "\"case\": \"20261122-000018\"" },
  { "case-misspelt", FIELD ("case", "case", "true"), gtk_entry_get_type, "2026-18", NULL },
  { "case-itself", FIELD ("case", "case", "true"), gtk_entry_get_type, "20261122-000017",
    NULL },
  { "time", FIELD ("until", "time", "true"), gtk_entry_get_type, "2099-12-01 17:30",
    "\"until\": \"2099-12-01T09:30:00.000Z\"" },
  { "time-of-a-day", FIELD ("until", "time", "true"), gtk_entry_get_type, "2099-12-01",
    "\"until\": \"2099-12-01T10:00:00.000Z\"" },
  { "time-past", FIELD ("until", "time", "true"), gtk_entry_get_type, "2020-01-01 08:00",
    NULL },
  { "time-never", FIELD ("until", "time", "true"), gtk_entry_get_type, "2099-02-30 08:00",
    NULL },
  { "time-in-words", FIELD ("until", "time", "true"), gtk_entry_get_type, "tomorrow",
    NULL },
  { "condition", FIELD ("condition", "condition", "false"), gw_chooser_get_type, "2",
    "\"condition\": \"07\"" },
  { "position", FIELD ("location", "location", "true"), gtk_entry_get_type,
    " 113.051234, 23.701234",
    "\"location\": { \"lon\": 113.0512340, \"lat\": 23.7012340 }" },
  { "position-halved", FIELD ("location", "location", "true"), gtk_entry_get_type,
    "113.051234", NULL },
  { "position-in-words", FIELD ("location", "location", "true"), gtk_entry_get_type,
    "here, there", NULL },
  { "type-of-tomorrow", FIELD ("colour", "colour", "true"), gtk_entry_get_type, "red",
    "\"colour\": \"red\"" },
};

static void
give (GtkWidget *control, const char *given)
{
  if (GTK_IS_TEXT_VIEW (control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), given,
                              -1);
  else if (GW_IS_CHOOSER (control))
    gw_chooser_set_selected (GW_CHOOSER (control),
                             (guint)g_ascii_strtoull (given, NULL, 10));
  else
    gtk_editable_set_text (GTK_EDITABLE (control), given);
}

static void
test_field (Fixture *fixture, gconstpointer data)
{
  const Example *example = data;
  g_autofree char *action =
      g_strdup_printf ("{\"action\":\"of_tomorrow\",\"fields\":[%s]}", example->field);
  GtkWidget *control;

  show (fixture, action);
  g_assert_true (gw_action_form_open (fixture->form, 0));
  control = find (GTK_WIDGET (fixture->form), example->control ());
  g_assert_nonnull (control);
  give (control, example->given);
  g_assert_cmpint (can_confirm (fixture), ==, example->sent != NULL);
  if (example->sent != NULL)
    g_assert_nonnull (strstr (confirm (fixture), example->sent));
  else
    g_assert_null (confirm (fixture));
}

/* The n-th row of the form, as it is shown or not. */
static GtkWidget *
nth_row (Fixture *fixture, guint n)
{
  GtkWidget *row = find (GTK_WIDGET (fixture->form), GW_TYPE_FIELD_ROW);

  for (; row != NULL && n > 0; n--)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static gboolean
says (GtkWidget *root, const char *text)
{
  gboolean found = GTK_IS_LABEL (root) && gtk_widget_get_visible (root) &&
                   g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, text);
  return found;
}

/* Not before anything was typed, but as soon as it is gone again. */
static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *control;

  show (fixture,
        "{\"action\":\"of_tomorrow\",\"fields\":[" FIELD ("opinion", "text", "true") "]}");
  g_assert_true (gw_action_form_open (fixture->form, 0));
  row = nth_row (fixture, 0);
  control = find (row, GTK_TYPE_TEXT_VIEW);
  g_assert_false (says (row, "This must be filled in."));
  give (control, "why");
  g_assert_false (says (row, "This must be filled in."));
  give (control, "");
  g_assert_true (says (row, "This must be filled in."));
  give (control, "because");
  g_assert_false (says (row, "This must be filled in."));
}

static const char *
line_at (GtkWidget *row, guint line)
{
  GwChooser *chooser = GW_CHOOSER (find (row, GW_TYPE_CHOOSER));

  return gtk_string_list_get_string (gw_chooser_get_lines (chooser), line);
}

/* The conditions are those of the class that is chosen beside them. */
static void
test_condition_follows_class (Fixture *fixture, gconstpointer data)
{
  GtkWidget *condition;

  show (fixture,
        "{\"action\":\"amend\",\"fields\":[" FIELD ("class", "class", "false") "," FIELD (
            "condition", "condition", "false") "]}");
  g_assert_true (gw_action_form_open (fixture->form, 0));
  condition = nth_row (fixture, 1);
  g_assert_true (gtk_widget_get_visible (condition));
  g_assert_cmpstr (line_at (condition, 0), ==, "As it is: a bit · 1 hour");
  g_assert_cmpstr (line_at (condition, 2), ==, "a heap · 3 days");
  /* Of one without conditions there is nothing to choose. */
  give (find (nth_row (fixture, 0), GW_TYPE_CHOOSER), "1");
  g_assert_false (gtk_widget_get_visible (condition));
  give (find (nth_row (fixture, 0), GW_TYPE_CHOOSER), "2");
  g_assert_true (gtk_widget_get_visible (condition));
  g_assert_cmpstr (line_at (condition, 2), ==, "large · 2 working days");
  give (find (condition, GW_TYPE_CHOOSER), "2");
  g_assert_nonnull (strstr (confirm (fixture), "\"condition\": \"02\""));
  /* What was chosen of one class is not kept for another. */
  give (find (nth_row (fixture, 0), GW_TYPE_CHOOSER), "3");
  g_assert_null (strstr (confirm (fixture), "condition"));
}

static void
people_cb (SoupServer *server, SoupServerMessage *message, const char *path,
           GHashTable *query, gpointer data)
{
  static const char people[] = "{\"people\":[{\"login\":\"li\",\"name\":\"Li\"},{\"login\":"
                               "\"wang\",\"name\":null}]}";
  const char *none = "{\"people\":[]}";
  gboolean some = g_strcmp0 (g_hash_table_lookup (query, "role"), "inspector") == 0;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    some ? people : none, strlen (some ? people : none));
}

/* People are those whom the server names; where it names nobody, a login is typed. */
static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeServer) fake = fake_server_new (1, 2);
  g_autoptr (GwClient) client = gw_client_new (fake_server_get_base (fake), NULL);
  GtkWidget *stack;
  GtkWidget *chooser;

  soup_server_add_handler (fake_server_get_soup (fake), "/api/v1/people", people_cb, NULL,
                           NULL);
  gw_action_form_set_city (fixture->form, fixture->city, client);
  show (fixture,
        "{\"action\":\"request_check\",\"fields\":[" FIELD (
            "inspector", "inspector", "false") "]},"
                                               "{\"action\":\"assign\",\"fields\":[" FIELD (
                                                   "handler", "handler", "true") "]}");
  g_assert_true (gw_action_form_open_named (fixture->form, "request_check"));
  chooser = find (GTK_WIDGET (fixture->form), GW_TYPE_CHOOSER);
  g_assert_true (wait_until (g_list_model_get_n_items (G_LIST_MODEL (
                                 gw_chooser_get_lines (GW_CHOOSER (chooser)))) == 3));
  g_assert_cmpstr (line_at (nth_row (fixture, 0), 1), ==, "Li · li");
  g_assert_cmpstr (line_at (nth_row (fixture, 0), 2), ==, "wang · wang");
  g_assert_null (strstr (confirm (fixture), "inspector"));
  give (chooser, "2");
  g_assert_nonnull (strstr (confirm (fixture), "\"inspector\": \"wang\""));

  gw_action_form_close (fixture->form);
  g_assert_true (gw_action_form_open_named (fixture->form, "assign"));
  stack = find (GTK_WIDGET (fixture->form), GTK_TYPE_STACK);
  g_assert_true (
      wait_until (GTK_IS_ENTRY (gtk_stack_get_visible_child (GTK_STACK (stack)))));
  g_assert_false (can_confirm (fixture));
  give (gtk_stack_get_visible_child (GTK_STACK (stack)), "zhao");
  g_assert_nonnull (strstr (confirm (fixture), "\"handler\": \"zhao\""));

  /* Closed while the answer is on its way. */
  gw_action_form_close (fixture->form);
  g_assert_true (gw_action_form_open_named (fixture->form, "assign"));
  gw_action_form_close (fixture->form);
  gw_action_form_set_city (fixture->form, fixture->city, NULL);
}

/* What is not said stays as it is. */
static void
test_boolean (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  show (fixture,
        "{\"action\":\"file\",\"fields\":[" FIELD ("urgent", "boolean", "false") "]}");
  g_assert_true (gw_action_form_open (fixture->form, 0));
  g_assert_null (strstr (confirm (fixture), "urgent"));
  button = find (GTK_WIDGET (fixture->form), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_assert_nonnull (strstr (confirm (fixture), "\"urgent\": true"));
}

/* What must be answered is not answered by anything that stood there before. */
static void
test_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *yes;

  show (fixture,
        "{\"action\":\"verify\",\"fields\":[" FIELD ("confirmed", "boolean", "true") "]}");
  g_assert_true (gw_action_form_open (fixture->form, 0));
  g_assert_false (can_confirm (fixture));
  yes = find (GTK_WIDGET (fixture->form), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (yes)), TRUE);
  g_assert_nonnull (strstr (confirm (fixture), "\"confirmed\": false"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (yes), TRUE);
  g_assert_nonnull (strstr (confirm (fixture), "\"confirmed\": true"));
}

static void
test_photos (Fixture *fixture, gconstpointer data)
{
  show (fixture, "{\"action\":\"self_handle\",\"fields\":[" FIELD (
                     "attachments", "attachments", "true") "]}");
  g_assert_true (gw_action_form_open (fixture->form, 0));
  g_assert_false (can_confirm (fixture));
}

/* Exactly the fields that can be filled: a kind comes with its class. */
static void
test_subject (Fixture *fixture, gconstpointer data)
{
  guint n_rows = 0;
  GtkWidget *row;
  g_autofree char *action =
      g_strconcat ("{\"action\":\"amend\",\"fields\":[", FIELD ("opinion", "text", "false"),
                   ",", FIELD ("urgent", "boolean", "false"), ",",
                   FIELD ("kind", "kind", "false"), ",", FIELD ("class", "class", "false"),
                   ",", FIELD ("condition", "condition", "false"), "]}", NULL);

  show (fixture, action);
  g_assert_true (gw_action_form_open (fixture->form, 0));
  row = find (GTK_WIDGET (fixture->form), GW_TYPE_FIELD_ROW);
  g_assert_cmpstr (gw_field_row_get_name (GW_FIELD_ROW (row)), ==, "class");
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    n_rows++;
  g_assert_cmpuint (n_rows, ==, 4);
}

/* What is being written stays while the same case is loaded anew. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  const char *action =
      "{\"action\":\"return\",\"fields\":[" FIELD ("opinion", "text", "true") "]}";

  show (fixture, action);
  g_assert_true (gw_action_form_open (fixture->form, 0));
  give (find (GTK_WIDGET (fixture->form), GTK_TYPE_TEXT_VIEW), "not ours");
  show (fixture, action);
  g_assert_true (gw_action_form_is_open (fixture->form));
  g_assert_nonnull (strstr (confirm (fixture), "not ours"));
  show (fixture, "");
  g_assert_false (gw_action_form_is_open (fixture->form));
}

#define BARE(name) "{\"action\":\"" name "\",\"fields\":[]}"

/* The many do not flood: the next step first, the rest in a menu, all within reach. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu;
  GtkWidget *first;

  show (
      fixture,
      BARE ("void") "," BARE ("supervise") "," BARE ("link") "," BARE ("of_tomorrow") "," BARE (
          "register") "," BARE ("request_verification") "," BARE ("file"));
  first = find (GTK_WIDGET (fixture->form), GTK_TYPE_BUTTON);
  menu = find (GTK_WIDGET (fixture->form), GTK_TYPE_MENU_BUTTON);
  g_assert_nonnull (menu);
  g_assert_nonnull (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (menu)));
  for (guint i = 0; i < 7; i++)
    {
      g_assert_true (gw_action_form_open (fixture->form, i));
      g_assert_nonnull (confirm (fixture));
      if (i == 0)
        g_assert_nonnull (strstr (fixture->sent, "\"file\""));
    }
  g_assert_false (gw_action_form_open (fixture->form, 7));
  g_assert_nonnull (first);
}

static void
test_order (void)
{
  static const char *const given[] = { "split", "of_tomorrow", "return",
                                       "request_extension", "handle" };
  static const char *const expected[] = { "handle", "return", "of_tomorrow",
                                          "request_extension", "split" };
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ordered = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      GwCaseAction *action = g_new0 (GwCaseAction, 1);

      action->action = (char *)given[i];
      g_ptr_array_add (actions, action);
    }
  ordered = gw_action_order (actions);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (((GwCaseAction *)ordered->pdata[i])->action, ==, expected[i]);
}

/* Who decides on a request is offered that first, having nothing on the main line. */
static void
test_approver (Fixture *fixture, gconstpointer data)
{
  show (fixture, BARE ("amend") "," BARE ("refuse") "," BARE ("approve"));
  g_assert_true (gw_action_form_open (fixture->form, 0));
  g_assert_nonnull (strstr (confirm (fixture), "\"approve\""));
}

/* A word of tomorrow is shown as it is. */
static void
test_words (void)
{
  const char *(*const words[]) (const char *) = {
    gw_text_action,  gw_text_action_past, gw_text_flag,     gw_text_stage,
    gw_text_request, gw_text_task,        gw_text_relation, gw_text_choice,
    gw_text_field,   gw_text_source,      gw_text_role,
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (words[i]("of_tomorrow"), ==, "of_tomorrow");
  g_assert_cmpstr (gw_text_action ("request_suspension"), ==, "Request suspension");
  g_assert_cmpstr (gw_text_flag ("supervised"), ==, "Supervised");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/action-form/boolean", test_boolean },
    { "/gui/action-form/answer", test_answer },
    { "/gui/action-form/photos", test_photos },
    { "/gui/action-form/emptied", test_emptied },
    { "/gui/action-form/condition-follows-class", test_condition_follows_class },
    { "/gui/action-form/people", test_people },
    { "/gui/action-form/subject", test_subject },
    { "/gui/action-form/kept", test_kept },
    { "/gui/action-form/many", test_many },
    { "/gui/action-form/approver", test_approver },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path =
          g_strconcat ("/gui/action-form/field/", examples[i].name, NULL);

      g_test_add (path, Fixture, &examples[i], set_up, test_field, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/gui/action-form/order", test_order);
  g_test_add_func ("/gui/action-form/words", test_words);
  return g_test_run ();
}
