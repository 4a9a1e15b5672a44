/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client is told when something is refused: RFC 9457 problem details. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/problem.h"

#include "backend/http/json-write.h"

/*
 * Both languages stand here and not in a gettext catalogue: the language is the request's,
 * while gettext's is the process's, and a server without the locale installed must still
 * answer in Chinese.
 */
typedef struct
{
  const char *code;
  guint status;
  const char *title_en;
  const char *title_zh;
} Kind;

static const Kind kinds[] = {
  { "malformed_request", 400, "The request cannot be read", "请求无法读取" },
  { "malformed_json", 400, "The body is not valid JSON", "正文不是有效的 JSON" },
  { "too_deep", 400, "The JSON is nested too deeply", "JSON 嵌套过深" },
  { "invalid_utf8", 400, "The text is not valid UTF-8", "文本不是有效的 UTF-8" },
  { "unknown_parameter", 400, "Unknown query parameter", "未知的查询参数" },
  { "missing_field", 422, "A required field is missing", "缺少必填字段" },
  { "wrong_type", 422, "A field has the wrong type", "字段类型错误" },
  { "out_of_range", 422, "A value is out of range", "取值超出范围" },
  { "outside_city", 422, "The position is outside the city's cells",
    "位置不在本市单元网格内" },
  { "unknown_class", 422, "Unknown class", "未知的类别" },
  { "unknown_department", 422, "Unknown department", "未知的专业部门" },
  { "unknown_component", 422, "Unknown component", "未知的部件" },
  { "unknown_attachment", 422, "Unknown attachment", "未知的附件" },
  { "unknown_cell", 422, "Unknown cell", "未知的单元网格" },
  { "unknown_duty_grid", 422, "Unknown duty grid", "未知的责任网格" },
  { "unknown_address", 422, "Unknown address", "未知的地址" },
  { "external_number_taken", 422, "The external number belongs to another case",
    "该外部编号已对应其他案卷" },
  { "already_taken", 422, "It is there already", "已存在" },
  { "unknown_area", 422, "Unknown area", "未知的区域" },
  { "unknown_person", 422, "Unknown person", "未知的人员" },
  { "unknown_dimension", 422, "Unknown dimension", "未知的统计维度" },
  { "unknown_figure", 422, "Unknown figure", "未知的统计数" },
  { "unknown_indicator", 422, "Unknown indicator", "未知的统计指标" },
  { "unknown_scheme", 422, "Unknown score scheme", "未知的计分方案" },
  { "period", 422, "The period is not valid", "统计周期无效" },
  { "invalid_table", 422, "The table has faults", "表格内容有误" },
  { "unauthenticated", 401, "Sign-in is required", "需要登录" },
  { "forbidden", 403, "Not permitted for this user", "当前用户无此权限" },
  { "not_found", 404, "Not found", "未找到" },
  { "method_not_allowed", 405, "Method not allowed", "不支持该请求方法" },
  { "timeout", 408, "The request took too long", "请求超时" },
  { "stale_version", 409, "It has changed meanwhile", "内容已被他人更新" },
  { "period_locked", 409, "A month whose statistics are locked", "该月统计已锁定" },
  { "wrong_period_state", 409, "Not as the month stands", "该月当前状态不允许此操作" },
  { "in_use", 409, "It is still needed", "仍在使用中" },
  { "last_administrator", 409, "The last administrator cannot be locked out",
    "不能停用最后一名系统管理员" },
  { "body_too_large", 413, "The body is too large", "正文过大" },
  { "unsupported_media_type", 415, "Unsupported media type", "不支持的内容类型" },
  { "action_not_allowed", 422, "The action is not allowed now", "当前不允许该操作" },
  { "idempotency_key_reused", 422, "The idempotency key was used for another request",
    "幂等键已用于其他请求" },
  { "too_many_requests", 429, "Too many requests", "请求过于频繁" },
  { "internal_error", 500, "Internal error", "服务器内部错误" },
  { "overloaded", 503, "The server is overloaded", "服务器繁忙" },
};

static const Kind *
find_kind (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].code, code))
      return &kinds[i];
  return NULL;
}

gboolean
gw_problem_code_is_known (const char *code)
{
  return find_kind (code) != NULL;
}

const char *const *
gw_problem_codes (void)
{
  static const char *codes[G_N_ELEMENTS (kinds) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    codes[i] = kinds[i].code;
  return codes;
}

GwProblem *
gw_problem_new (const char *code, const char *field, const char *detail_format, ...)
{
  const Kind *kind = find_kind (code);
  GwProblem *problem = g_new0 (GwProblem, 1);

  g_assert (kind != NULL);
  problem->status = kind->status;
  problem->code = kind->code;
  problem->field = g_strdup (field);
  if (detail_format)
    {
      va_list args;

      va_start (args, detail_format);
      problem->detail = g_strdup_vprintf (detail_format, args);
      va_end (args);
    }
  return problem;
}

void
gw_problem_free (GwProblem *problem)
{
  if (!problem)
    return;
  g_free (problem->field);
  g_free (problem->detail);
  if (problem->members)
    g_string_free (problem->members, TRUE);
  g_free (problem);
}

void
gw_problem_add_member (GwProblem *problem, const char *name, const char *json)
{
  if (!problem->members)
    problem->members = g_string_new (NULL);
  g_string_append_printf (problem->members, ",\"%s\":%s", name, json);
}

void
gw_problem_append (const GwProblem *problem, const char *language, GString *out)
{
  const Kind *kind = find_kind (problem->code);
  gboolean chinese = g_str_has_prefix (language, "zh");

  g_string_append_printf (
      out, "{\"type\":\"urn:gridward:problem:%s\",\"title\":", problem->code);
  gw_json_append_string (out, chinese ? kind->title_zh : kind->title_en);
  g_string_append_printf (out, ",\"status\":%u,\"code\":\"%s\"", problem->status,
                          problem->code);
  if (problem->detail)
    {
      g_string_append (out, ",\"detail\":");
      gw_json_append_string (out, problem->detail);
    }
  if (problem->field)
    {
      g_string_append (out, ",\"field\":");
      gw_json_append_string (out, problem->field);
    }
  if (problem->members)
    g_string_append_len (out, problem->members->str, problem->members->len);
  g_string_append_c (out, '}');
}
