/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs while building: writes the readings of Chinese characters, as ICU gives them, as C.
 * ICU takes half a second to open its rules; a table of 27,000 numbers takes nothing.
 */
#include <glib.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

#define ROOM 64

static UTransliterator *
open_rules (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar id[ROOM];
  UTransliterator *rules;

  u_uastrcpy (id, "Han-Latin; Latin-ASCII; Lower");
  rules = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    g_error ("ICU: %s", u_errorName (status));
  return rules;
}

/* "" when ICU knows no reading. */
static void
read_character (UTransliterator *rules, UChar c, char *ret_reading)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[ROOM] = { c, 0 };
  int32_t length = 1, limit = 1;

  utrans_transUChars (rules, text, &length, ROOM, 0, &limit, &status);
  ret_reading[0] = '\0';
  if (U_FAILURE (status) || length < 1 || length > 7)
    return;
  for (int32_t i = 0; i < length; i++)
    if (text[i] < 'a' || text[i] > 'z')
      return;
  u_austrcpy (ret_reading, text);
}

static void
append_block (GString *numbers, GPtrArray *syllables, GHashTable *known,
              UTransliterator *rules, UChar first, UChar last)
{
  for (guint c = first; c <= last; c++)
    {
      char reading[ROOM];
      gpointer number;

      read_character (rules, (UChar)c, reading);
      if (!g_hash_table_lookup_extended (known, reading, NULL, &number))
        {
          char *syllable = g_strdup (reading);

          number = GUINT_TO_POINTER (syllables->len);
          g_ptr_array_add (syllables, syllable);
          g_hash_table_insert (known, syllable, number);
        }
      g_string_append_printf (numbers, "%u,%s", GPOINTER_TO_UINT (number),
                              c % 16 == 15 ? "\n" : " ");
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new ("#include \"gis/pinyin-table.h\"\n");
  g_autoptr (GPtrArray) syllables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  UTransliterator *rules = open_rules ();

  /* Number 0: no reading. */
  g_ptr_array_add (syllables, g_strdup (""));
  g_hash_table_insert (known, g_ptr_array_index (syllables, 0), GUINT_TO_POINTER (0));
  append_block (numbers, syllables, known, rules, 0x3400, 0x4dbf);
  append_block (numbers, syllables, known, rules, 0x4e00, 0x9fff);
  utrans_close (rules);

  g_string_append (out, "const char gw_pinyin_syllables[][8] = {\n");
  for (guint i = 0; i < syllables->len; i++)
    g_string_append_printf (out, "\"%s\",\n",
                            (const char *)g_ptr_array_index (syllables, i));
  g_string_append_printf (out, "};\nconst unsigned short gw_pinyin_numbers[] = {\n%s};\n",
                          numbers->str);
  if (argc != 2 || !g_file_set_contents (argv[1], out->str, (gssize)out->len, &error))
    g_error ("pinyin-maker FILE.c: %s", error != NULL ? error->message : "one file");
  return 0;
}
