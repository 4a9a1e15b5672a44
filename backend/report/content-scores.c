/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Departments and areas ranked by the city's score schemes. */
#define G_LOG_DOMAIN "gridward-report"

#include "backend/report/content-private.h"

#include "backend/rules/score-scheme.h"

typedef struct
{
  const GwReportRow *row;
  gboolean has_score; /* FALSE: no cases */
  double score;
  gint64 cents; /* as it is printed: by these it is ranked */
} Scored;

static void
add_or_none (GArray *row, gboolean has_value, double number)
{
  if (has_value)
    gw_report_row_add_number (row, number);
  else
    gw_report_row_add_none (row);
}

/* --- the scheme itself ----------------------------------------------------------------- */

/* Each term with the figures of the whole put in. */
static void
add_terms (GwReportDocument *report, const GwReportData *data, const GwScoreScheme *scheme,
           gboolean is_printed)
{
  const char *language = gw_report_data_language (data);
  const GwIndicatorBook *book = gw_report_data_book (data);
  const GwFigures *total = gw_report_data_total (data, GW_REPORT_SET_TOTAL);
  g_autofree char *name = g_strconcat ("score_terms_", scheme->name, NULL);
  g_autofree char *title = g_strdup_printf (SAY (data, "评分算法：%s", "Score scheme: %s"),
                                            gw_score_words (scheme->title, language));
  GwReportTable *table = gw_report_add_table (report, name, title);
  double score = 0;
  gboolean has_score;
  GArray *row;

  table->is_printed = is_printed;
  table->note = g_strconcat (
      gw_score_words (scheme->note, language),
      gw_score_words (scheme->note, language)[0] != '\0' ? SAY (data, "；", "; ") : "",
      SAY (data, "每项代入全部合计的数字；没有案卷的项不计，其余各项按满分折算。",
           "each term with the figures of the whole put in; a term without cases is left "
           "out and the others are scaled to the full score."),
      NULL);
  gw_report_table_add_column (table, "term", SAY (data, "项目", "Term"), GW_REPORT_TEXT,
                              TRUE);
  gw_report_table_add_column (table, "formula", SAY (data, "算式", "Formula"),
                              GW_REPORT_TEXT, TRUE);
  gw_report_table_add_column (table, "points", SAY (data, "得分", "Points"),
                              GW_REPORT_SCORE, TRUE);
  for (guint i = 0; i < scheme->terms->len; i++)
    {
      const GwScoreTerm *term = g_ptr_array_index (scheme->terms, i);
      GwScorePart part = gw_score_term (term, book, total);
      g_autofree char *formula = gw_score_term_substitute (term, book, total, language);

      row = gw_report_table_add_row (table);
      gw_report_row_add_text (row, gw_score_words (term->title, language));
      gw_report_row_add_text (row, formula);
      add_or_none (row, part.has_value, part.points);
    }
  has_score = gw_score (scheme, book, total, &score);
  row = gw_report_table_add_row (table);
  gw_report_row_add_text (row, SAY (data, "总分", "Score"));
  gw_report_row_add_text (row, gw_score_words (scheme->title, language));
  add_or_none (row, has_score, score);
  table->has_total = TRUE;
}

/* --- ranking --------------------------------------------------------------------------- */

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Scored *first = a, *second = b;

  if (first->has_score != second->has_score)
    return first->has_score ? -1 : 1;
  if (first->cents != second->cents)
    return first->cents < second->cents ? 1 : -1;
  return g_strcmp0 (first->row->key, second->row->key);
}

/* What is not yet anybody's is not ranked. */
static GArray *
rank (const GwReportData *data, const GwScoreScheme *scheme, GwReportSet set)
{
  GArray *scored = g_array_new (FALSE, FALSE, sizeof (Scored));

  for (guint i = 0; i < data->sets[set]->len; i++)
    {
      Scored one = { &g_array_index (data->sets[set], GwReportRow, i), FALSE, 0, 0 };

      if (one.row->key[0] == '\0')
        continue;
      one.has_score =
          gw_score (scheme, gw_report_data_book (data), &one.row->figures, &one.score);
      one.cents = gw_report_score_cents (one.score);
      g_array_append_val (scored, one);
    }
  g_array_sort (scored, compare_scores);
  return scored;
}

static void
add_columns (GwReportTable *table, const GwReportData *data, const GwScoreScheme *scheme)
{
  const char *language = gw_report_data_language (data);

  gw_report_table_add_column (table, "rank", SAY (data, "名次", "Rank"), GW_REPORT_COUNT,
                              TRUE);
  gw_report_table_add_column (table, "key", SAY (data, "编码", "Code"), GW_REPORT_TEXT,
                              FALSE);
  gw_report_table_add_column (table, "name", SAY (data, "名称", "Name"), GW_REPORT_TEXT,
                              TRUE);
  gw_report_table_add_column (table, "score", SAY (data, "总分", "Score"), GW_REPORT_SCORE,
                              TRUE);
  gw_report_table_add_column (table, "grade", SAY (data, "等级", "Grade"), GW_REPORT_TEXT,
                              TRUE);
  for (guint i = 0; i < scheme->terms->len; i++)
    {
      const GwScoreTerm *term = g_ptr_array_index (scheme->terms, i);
      g_autofree char *name = g_strdup_printf ("term_%u", i + 1);

      gw_report_table_add_column (table, name, gw_score_words (term->title, language),
                                  GW_REPORT_SCORE, TRUE);
    }
}

static void
add_scored (GwReportTable *table, const GwReportData *data, const GwScoreScheme *scheme,
            GwReportSet set, const Scored *one, guint place)
{
  const char *language = gw_report_data_language (data);
  const GwScoreGrade *grade = one->has_score ? gw_score_grade (scheme, one->score) : NULL;
  g_autofree char *name = gw_report_name_key (data, set, one->row->key);
  GArray *row = gw_report_table_add_row (table);

  add_or_none (row, one->has_score, place);
  gw_report_row_add_text (row, one->row->key);
  gw_report_row_add_text (row, name);
  add_or_none (row, one->has_score, one->score);
  if (!one->has_score)
    gw_report_row_add_none (row);
  else
    gw_report_row_add_text (row, grade != NULL ? gw_score_words (grade->title, language)
                                               : SAY (data, "不分等", "none"));
  for (guint i = 0; i < scheme->terms->len; i++)
    {
      GwScorePart part = gw_score_term (g_ptr_array_index (scheme->terms, i),
                                        gw_report_data_book (data), &one->row->figures);

      add_or_none (row, part.has_value, part.points);
    }
}

static void
add_ranking (GwReportDocument *report, const GwReportData *data,
             const GwScoreScheme *scheme, GwReportSet set, const char *of,
             const char *of_whom, gboolean is_printed)
{
  g_autoptr (GArray) scored = rank (data, scheme, set);
  g_autofree char *name = g_strdup_printf ("scores_%s_%s", scheme->name, of);
  g_autofree char *title =
      g_strdup_printf (SAY (data, "%s排名（%s）", "Ranking of %s (%s)"), of_whom,
                       gw_score_words (scheme->title, gw_report_data_language (data)));
  GwReportTable *table = gw_report_add_table (report, name, title);
  guint place = 0;

  table->is_printed = is_printed;
  table->only_some = TRUE;
  table->note = g_strdup (SAY (data, "同分者名次相同；没有案卷的不排名。",
                               "Equal scores share a rank; without cases there is none."));
  add_columns (table, data, scheme);
  for (guint i = 0; i < scored->len; i++)
    {
      const Scored *one = &g_array_index (scored, Scored, i);

      if (i == 0 || one->cents != (one - 1)->cents)
        place = i + 1;
      add_scored (table, data, scheme, set, one, place);
    }
}

void
gw_report_add_scores (GwReportDocument *report, const GwReportData *data)
{
  const GwScoreBook *scores = gw_snapshot_scores (data->snapshot);
  gboolean has_districts = data->sets[GW_REPORT_SET_DISTRICTS]->len > 1;

  /* One day is too short to be scored by: its files hold the scores, its paper does not. */
  if (data->period.kind != GW_REPORT_DAY && gw_score_book_n (scores) > 0)
    gw_report_add_heading (report, SAY (data, "综合评价", "Scores"));
  for (guint i = 0; i < gw_score_book_n (scores); i++)
    {
      const GwScoreScheme *scheme = gw_score_book_at (scores, i);
      /* The first is the city's own; the files hold the others, too. */
      gboolean is_printed = data->period.kind != GW_REPORT_DAY && i == 0;

      add_terms (report, data, scheme, is_printed);
      add_ranking (report, data, scheme, GW_REPORT_SET_DEPARTMENTS, "departments",
                   SAY (data, "专业部门", "departments"), is_printed);
      if (has_districts)
        add_ranking (report, data, scheme, GW_REPORT_SET_DISTRICTS, "districts",
                     SAY (data, "区县", "districts"), is_printed);
      add_ranking (report, data, scheme, GW_REPORT_SET_STREETS, "streets",
                   SAY (data, "街道（镇）", "streets and towns"), is_printed);
    }
}
