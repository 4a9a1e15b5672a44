/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with what was to be administered, in Chinese; kept as the English says it. What
 * a request is refused for otherwise: refusal-words.c. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/fault-words.h"

#include <string.h>

#define MAX_HOLES 6

/*
 * Here and not in a gettext catalogue, for the reason that problem.c gives. %s in the English
 * stands for what was put in, %1 to %6 in the Chinese for the same. The first that fits counts:
 * what begins with something that was put in stands last.
 */
static const GwFaultWords fault_words[] = {
  { "still needed: %s rules, %s open cases, %s people, %s departments below, %s areas, %s "
    "shifts",
    "仍在使用：%1 条规则、%2 件在办案卷、%3 名人员、%4 个下级部门、%5 个区域、%6 个班次" },
  { "“%s” is none of name, zone, hours, slot, make_up_slot, day, department",
    "“%1”不是 name、zone、hours、slot、make_up_slot、day、department 之一" },
  { "this is not the header of schemes, classes, conditions or mapping",
    "表头不是 schemes、classes、conditions 或 mapping 表的表头" },
  { "“%s” is none of urgent_hour, work_hour, work_day, natural_day",
    "“%1”不是 urgent_hour、work_hour、work_day、natural_day 之一" },
  { "the city's calendar is of all who have none of their own",
    "城市日历适用于所有没有专用日历的部门" },
  { "says unmapped, but another line maps a class to this one",
    "标为未对应，但另一行把某类别对应到它" },
  { "only a department that is named has open cases to count",
    "只有指明的部门才能按在办案卷数限制" },
  { "a password has 8 to 1,024 bytes and is not the login",
    "密码为 8 至 1,024 字节，且不能与用户名相同" },
  { "the roles department and handler need a department",
    "专业部门和处置人员角色需要指定部门" },
  { "“%s” is not 1 to %s of A-Z, a-z, 0-9, “.”, “_” and “-”",
    "“%1”不是由 A-Z、a-z、0-9、“.”、“_”、“-”组成的 1 至 %2 个字符" },
  { "the city's calendar keeps the city's time zone, %s", "城市日历须使用城市的时区 %1" },
  { "city, district, street or community is expected",
    "应为 city、district、street 或 community" },
  { "a telephone number has digits, spaces, + - ( )", "电话号码只含数字、空格和 + - ( )" },
  { "nobody else could administer anything any more", "否则再无人可以管理系统" },
  { "is empty, but the class is said to be mapped", "为空，但该类别标为已对应（mapped）" },
  { "names a class for one said to be unmapped",
    "该类别标为未对应（unmapped），却写了对应类别" },
  { "somebody else has changed this meanwhile", "内容已被他人修改" },
  { "no class of this rule has a condition “%s”", "此规则的类别都没有立案条件“%1”" },
  { "“%s” is no time of day such as 18:00-06:00", "“%1”不是形如 18:00-06:00 的时段" },
  { "a quote stands inside an unquoted field", "未加引号的字段中含有引号" },
  { "a code is 1 to 64 of A-Z a-z 0-9 . _ -", "编码为 1 至 64 个 A-Z a-z 0-9 . _ -" },
  { "administration is an administrator's", "只有系统管理员可以管理" },
  { "routing rules are an administrator's", "只有系统管理员可以更改派遣规则" },
  { "the inspector has another shift then", "该监督员届时已有其他班次" },
  { "“%s” are no weekdays such as 1-5 or 67", "“%1”不是形如 1-5 或 67 的星期" },
  { "“%s” is not a time from 00:00 to 24:00", "“%1”不是 00:00 到 24:00 之间的时刻" },
  { "the catalogue was changed meanwhile", "立案结案标准已被他人修改" },
  { "the settings were changed meanwhile", "城市设置已被他人修改" },
  { "the catalogue is an administrator's", "只有系统管理员可以更改立案结案标准" },
  { "a login is 1 to 64 of a-z 0-9 . _ -", "用户名为 1 至 64 个 a-z 0-9 . _ -" },
  { "“%s” is not a date such as 2026-10-01", "“%1”不是 2026-10-01 这样的日期" },
  { "the calendar was changed meanwhile", "日历已被他人修改" },
  { "this duty grid is not in your area", "该责任网格不在您的区域内" },
  { "a date like 2026-10-01 is expected", "应为 2026-10-01 这样的日期" },
  { "this is too long, or no plain text", "内容过长，或不是纯文本" },
  { "nobody is a substitute for himself", "不能由本人顶替本人" },
  { "“%s” is neither component nor matter",
    "“%1”既不是 component（部件）也不是 matter（事项）" },
  { "the validity ends before it begins", "有效期的终止早于起始" },
  { "“%s” is neither matter nor component",
    "“%1”既不是 matter（事项）也不是 component（部件）" },
  { "condition %s of class %s has no limit", "立案条件 %1（类别 %2）没有时限" },
  { "“%s” is neither mapped nor unmapped", "“%1”既不是 mapped 也不是 unmapped" },
  { "the class has no filing condition", "该类别没有立案条件" },
  { "is the scheme of the class itself", "就是该类别自身的编码体系" },
  { "the rules were changed meanwhile", "派遣规则已被他人修改" },
  { "calendars are an administrator's", "只有系统管理员可以更改日历" },
  { "“%s” is no inspector, or is locked", "“%1”不是监督员，或已停用" },
  { "a department is not below itself", "部门不能隶属于自身" },
  { "the line has %s fields instead of %s", "该行有 %1 个字段，应为 %2 个" },
  { "the same stands in line %s already", "第 %1 行已有相同的内容" },
  { "settings are an administrator's", "只有系统管理员可以更改城市设置" },
  { "a shift of one date has no days", "只有一天的班次没有星期" },
  { "what names it cannot be changed", "编码不可更改" },
  { "the slot overlaps that of line %s", "时段与第 %1 行的时段重叠" },
  { "there is no such rule in force", "没有该条现行规则" },
  { "the slot ends before it begins", "时段的结束早于开始" },
  { "the rule ends before it begins", "规则的结束早于开始" },
  { "a time like 08:00 is expected", "应为 08:00 这样的时刻" },
  { "a shift has days, or one date", "班次应有星期或一个日期" },
  { "rank %s stands in line %s already", "序号 %1 已在第 %2 行出现" },
  { "another version is valid now", "现行有效的是另一版本" },
  { "this is before the beginning", "早于开始日期" },
  { "“%s” is not a number from %s to %s", "“%1”不是 %2 到 %3 之间的数" },
  { "a quoted field is not closed", "引号字段没有结束" },
  { "text follows a closing quote", "结束引号之后还有文字" },
  { "a shift begins before 24:00", "班次应在 24:00 之前开始" },
  { "who is the substitute then?", "请指明由谁顶替" },
  { "no weekday has working time", "一周中没有任何工作时间" },
  { "cell %s does not lie in area %s", "单元网格 %1 不在区域 %2 内" },
  { "“%s” stands in line %s already", "“%1”已在第 %2 行出现" },
  { "there is no department “%s”", "没有部门“%1”" },
  { "there is no such calendar", "没有该日历" },
  { "the department is missing", "缺少部门" },
  { "there is no such version", "没有该版本" },
  { "a time is 00:00 to 24:00", "时刻应在 00:00 至 24:00 之间" },
  { "days are 1 (Monday) to 7", "星期应为 1（周一）至 7" },
  { "“%s” is one field too many", "“%1”是多余的字段" },
  { "“%s” is neither yes nor no", "“%1”既不是 yes 也不是 no" },
  { "there is no such action", "没有该操作" },
  { "longer than %s characters", "超过 %1 个字符" },
  { "“%s” is not a code scheme", "“%1”不是编码体系" },
  { "no class begins with “%s”", "没有以“%1”开头的类别" },
  { "this field is required", "此项必填" },
  { "there is no such date", "没有这一天" },
  { "“%s” is not a time zone", "“%1”不是时区" },
  { "there is no source “%s”", "没有来源“%1”" },
  { "the header must be “%s”", "表头必须是“%1”" },
  { "the header is missing", "缺少表头" },
  { "“%s” is there already", "“%1”已存在" },
  { "there is no area “%s”", "没有区域“%1”" },
  { "the name is missing", "缺少名称" },
  { "there is no cell “%s”", "没有单元网格“%1”" },
  { "this is not a role", "没有这种角色" },
  { "the file is empty", "文件为空" },
  { "there is no “%s”", "没有“%1”" },
  { "it is retired", "当前为已撤销状态" },
  { "it is active", "当前为启用状态" },
  { "it is locked", "当前为停用状态" },
  { "not UTF-8", "不是 UTF-8 编码" },
  { "%s: a time, formats (pdf, csv, xlsx, gpkg, geojson) and zh or en are expected, like "
    "“06:00 pdf,xlsx zh”, or nothing",
    "%1：应为时刻、格式（pdf、csv、xlsx、gpkg、geojson）和 zh 或 en，如“06:00 pdf,xlsx "
    "zh”，或留空" },
  { "%s: a limit like “4 work_hour” is expected, or 0 for none",
    "%1：应为“4 work_hour”这样的时限，0 表示没有" },
  { "%s: one to %s roles are expected, separated by commas",
    "%1：应为 1 至 %2 个角色，以逗号分隔" },
  { "%s: a number from %s to %s is expected", "%1：应为 %2 至 %3 之间的数" },
  { "%s class %s has no filing condition", "%1 类别 %2 没有立案条件" },
  { "%s faults, the first in line %s: %s", "%1 处错误，第一处在第 %2 行：%3" },
  { "%s has no such class “%s”", "%1 没有类别“%2”" },
  { "%s fields instead of %s", "有 %1 个字段，应为 %2 个" },
  { "%s faults: %s", "%1 处错误：%2" },
  { NULL, NULL },
};

typedef struct
{
  const char *start;
  gsize length;
} Hole;

/* Whether the text is the template with something put in; what, is told. */
static gboolean
fits (const char *template, const char *text, Hole holes[MAX_HOLES])
{
  for (guint n = 0;; n++)
    {
      const char *hole = strstr (template, "%s");
      gsize length = hole != NULL ? (gsize)(hole - template) : strlen (template);
      const char *next;
      const char *end;

      if (strncmp (template, text, length) != 0)
        return FALSE;
      text += length;
      if (hole == NULL)
        return *text == '\0';
      if (n == MAX_HOLES)
        return FALSE;
      template = hole + 2;
      next = strstr (template, "%s");
      if (next != NULL || *template == '\0')
        {
          g_autofree char *literal =
              g_strndup (template, next != NULL ? (gsize)(next - template) : 0);

          end = *literal != '\0' ? strstr (text, literal) : text + strlen (text);
        }
      else
        end = g_str_has_suffix (text, template) ? text + strlen (text) - strlen (template)
                                                : NULL;
      if (end == NULL || end < text)
        return FALSE;
      holes[n] = (Hole){ text, (gsize)(end - text) };
      text = end;
    }
}

/* What was put in may be such a text itself, behind a number of faults. */
static void
append_hole (GString *out, const Hole *hole)
{
  g_autofree char *text = g_strndup (hole->start, hole->length);
  g_autofree char *chinese = gw_fault_words_in_chinese (text);

  g_string_append (out, chinese != NULL ? chinese : text);
}

static char *
put_in (const char *chinese, const Hole *holes)
{
  GString *out = g_string_new (NULL);

  for (const char *c = chinese; *c != '\0'; c++)
    if (*c == '%' && c[1] >= '1' && c[1] <= '0' + MAX_HOLES)
      append_hole (out, &holes[*++c - '1']);
    else
      g_string_append_c (out, *c);
  return g_string_free (out, FALSE);
}

char *
gw_fault_words_in_chinese (const char *english)
{
  const GwFaultWords *const tables[] = { gw_refusal_words, fault_words };
  Hole holes[MAX_HOLES] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const GwFaultWords *words = tables[i]; words->english != NULL; words++)
      if (fits (words->english, english, holes))
        return put_in (words->chinese, holes);
  return NULL;
}

char *
gw_fault_words_dup (const char *english, const char *language)
{
  char *chinese =
      g_str_has_prefix (language, "zh") ? gw_fault_words_in_chinese (english) : NULL;

  return chinese != NULL ? chinese : g_strdup (english);
}
