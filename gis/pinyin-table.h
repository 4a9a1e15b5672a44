/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that pinyin-maker.c writes. */
#pragma once

/* Readings; the first is "": none. */
extern const char gw_pinyin_syllables[][8];
/* Of U+3400 to U+4DBF, then of U+4E00 to U+9FFF: which reading. */
extern const unsigned short gw_pinyin_numbers[];
