/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens and terms of text search, as tables. */
#include <string.h>

#include "backend/store/search.h"

static const struct
{
  const char *name;
  GwTokenMode mode;
  const char *text;
  const char *tokens; /* separated by '|' */
} TOKENS[] = {
  { "empty", GW_TOKENS_OF_TEXT, "", "" },
  { "one", GW_TOKENS_OF_TEXT, "井", "井" },
  { "two", GW_TOKENS_OF_TEXT, "井盖", "井盖|盖" },
  { "three", GW_TOKENS_OF_TEXT, "东北角", "东北|北角|角" },
  { "separated", GW_TOKENS_OF_TEXT, "井，盖", "井|盖" },
  { "words", GW_TOKENS_OF_TEXT, "Manhole COVER-2", "manhole|cover|2" },
  { "mixed", GW_TOKENS_OF_TEXT, "LED灯坏了", "led|灯坏|坏了|了" },
  { "accents", GW_TOKENS_OF_TEXT, "Égout", "égout" },
  { "kana", GW_TOKENS_OF_TEXT, "マンホ", "マン|ンホ|ホ" },
  { "extension-b", GW_TOKENS_OF_TEXT, "𠀀井", "𠀀井|井" },
  { "invalid-bytes", GW_TOKENS_OF_TEXT, "井\xff盖", "井|盖" },
  { "cut-character", GW_TOKENS_OF_TEXT, "井\xe7\x9b", "井" },
  { "query-one", GW_TOKENS_OF_QUERY, "井", "井" },
  { "query-two", GW_TOKENS_OF_QUERY, "井盖", "井盖" },
  { "query-three", GW_TOKENS_OF_QUERY, "东北角", "东北|北角" },
  { "query-mixed", GW_TOKENS_OF_QUERY, "led灯", "led|灯" },
};

static gboolean
collect (gpointer data, const char *text, gsize length, gsize start, gsize end)
{
  GString *out = data;

  g_assert_cmpint (start, <, end);
  if (out->len > 0)
    g_string_append_c (out, '|');
  g_string_append_len (out, text, (gssize)length);
  return TRUE;
}

static void
test_tokens (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GString) out = g_string_new (NULL);

  gw_search_tokenize (TOKENS[row].text, strlen (TOKENS[row].text), TOKENS[row].mode,
                      collect, out);
  g_assert_cmpstr (out->str, ==, TOKENS[row].tokens);
}

static const struct
{
  const char *name;
  const char *typed;
  const char *match;
  const char *words;
} TERMS[] = {
  { "empty", "", NULL, "" },
  { "spaces", " 　\n", NULL, "" },
  { "punctuation", "，。", NULL, "，。" },
  { "one", "井", "\"井\" *", "井" },
  { "two", "井盖", "\"井盖\"", "井盖" },
  { "three", "东北角", "\"东北\" \"北角\"", "东北角" },
  { "words", "Street  Lamp", "\"street\" * \"lamp\" *", "street lamp" },
  { "wide-space", "井盖　路灯", "\"井盖\" \"路灯\"", "井盖 路灯" },
  { "quote", "a\"b", "\"a\" * \"b\" *", "a\"b" },
};

static void
test_terms (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_auto (GwSearchTerms) terms = { 0 };

  gw_search_terms (TERMS[row].typed, &terms);
  g_assert_cmpstr (terms.match, ==, TERMS[row].match);
  g_assert_cmpstr (terms.words, ==, TERMS[row].words);
}

/* Whatever is typed, the work is bounded. */
static void
test_bounded (void)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_auto (GwSearchTerms) terms = { 0 };

  for (guint i = 0; i < 20000; i++)
    g_string_append (typed, i % 3 == 0 ? "井 " : "盖");
  gw_search_terms (typed->str, &terms);
  g_assert_cmpint (strlen (terms.match), <, 64 * 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TOKENS); i++)
    {
      g_autofree char *name = g_strconcat ("/store/tokens/", TOKENS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_tokens);
    }
  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
    {
      g_autofree char *name = g_strconcat ("/store/terms/", TERMS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_terms);
    }
  g_test_add_func ("/store/terms/bounded", test_bounded);
  return g_test_run ();
}
