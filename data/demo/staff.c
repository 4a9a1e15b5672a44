/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Departments and people of the demo city; every name says that it is one of a demo. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/staff.h"

#include "data/demo/makers.h"

/*
 * 01023 and 01034, manholes and poles that nobody owns, are left to the street offices. A
 * class without a prefix here goes to them, too.
 */
static const GwDemoDepartment departments[] = {
  { "cg", "城市管理和综合执法局（演示）", "Urban Management Bureau (demo)",
    "01040 01043 01044 01045 01058 01064 01065 02001 02002 02003 02025 02026 02027 02041 "
    "03006 03007 03008",
    "06 07 09" },
  { "hw", "环境卫生管理处（演示）", "Environmental Sanitation Office (demo)", "03 01059",
    "06010 06011 06012 06014 06015 06032 06033 06037 06041 06042" },
  { "zj", "住房和城乡建设局（演示）", "Housing and Construction Bureau (demo)",
    "01022 01026 01046 01052 01056 01074 01076 02006 02007 02008 02009 02019 02020 02021 "
    "02022 02024 02029 02034 02044 05",
    "06013 06039 06048 06049 06050 06051 06052 08 10" },
  { "gs", "供水公司（演示）", "Water Supply Company (demo)",
    "01001 01019 01024 01025 01063 01068", "" },
  { "ps", "排水管理中心（演示）", "Drainage Centre (demo)",
    "01002 01003 01004 01018 01072 01073 03003 03011 03012", "06030" },
  { "sl", "水利局（演示）", "Water Resources Bureau (demo)",
    "01055 01067 01069 01070 01071 02030", "06023 06024 06025 06026 06046" },
  { "yl", "园林绿化管理处（演示）", "Parks and Greenery Office (demo)", "04 01014",
    "06017 06018 06021 06022 06045 06047" },
  { "gd", "供电局（演示）", "Power Supply Bureau (demo)",
    "01005 01017 01028 01029 01030 01047 01048 01053 01054", "10002" },
  { "ld", "路灯管理所（演示）", "Street Lighting Office (demo)",
    "01006 01037 01038 01039 01060 01077", "" },
  { "tx", "通信设施联合维护中心（演示）", "Telecommunications Maintenance Centre (demo)",
    "01007 01008 01009 01027 01031 01041 01042 01062 01075", "" },
  { "rq", "燃气与供热管理中心（演示）", "Gas and Heat Centre (demo)",
    "01010 01011 01021 01036 01049 01057 01061 05003", "" },
  { "ga", "公安分局（演示）", "Public Security Bureau (demo)",
    "01012 01050 01051 01066 02038 02039", "07001 09008" },
  { "jj", "交警大队（演示）", "Traffic Police (demo)", "01015 02",
    "06016 06034 09009 09018" },
  { "jt", "交通运输局（演示）", "Transport Bureau (demo)",
    "01020 01032 02004 02005 02028 02031 02032 02042", "" },
  { "xf", "消防救援大队（演示）", "Fire and Rescue (demo)", "01013", "09012" },
  { "hb", "生态环境分局（演示）", "Ecology and Environment Bureau (demo)",
    "03009 03010 03013", "06027 06028 06029 06020 08004" },
  { "wl", "文化广电旅游体育局（演示）", "Culture and Tourism Bureau (demo)",
    "02037 02040 05009", "07002" },
  { "mz", "民政局（演示）", "Civil Affairs Bureau (demo)", "02012 02013 02035 02036",
    "09003" },
  { "sc", "市场监督管理局（演示）", "Market Supervision Bureau (demo)", "",
    "09013 09015 09020" },
};

/* The logins that the set-up promises; department NULL: none. */
static const struct
{
  const char *login;
  const char *name;
  const char *roles;
  const char *department;
} accounts[] = {
  { "dispatcher", "派遣员（演示）", "dispatcher", NULL },
  { "leader", "值班长（演示）", "leader", NULL },
  { "manager", "管理者（演示）", "manager", NULL },
  { "department", "城管局处置员（演示）", "department", "cg" },
  { "admin", "系统管理员（演示）", "admin", NULL },
  { "acceptor", "受理员（演示）", "acceptor", NULL },
};

const GwDemoDepartment *
gw_demo_departments (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (departments);
  return departments;
}

char *
gw_demo_dup_street_office (const char *street)
{
  return g_strconcat ("st", street + 6, NULL);
}

static void
add_department (GwCity *city, char *code, char *name, char *name_en)
{
  GwCityDepartment *department = g_new0 (GwCityDepartment, 1);

  department->code = code;
  department->name = name;
  department->name_en = name_en;
  g_ptr_array_add (city->departments, department);
}

void
gw_city_make_departments (GwCity *city)
{
  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    add_department (city, g_strdup (departments[i].code), g_strdup (departments[i].name),
                    g_strdup (departments[i].name_en));
  for (guint i = 0; i < city->areas->len; i++)
    {
      const GwCityArea *area = city->areas->pdata[i];

      if (g_str_equal (area->level, "street"))
        add_department (city, gw_demo_dup_street_office (area->code),
                        g_strdup_printf ("%s办事处（演示）", area->name),
                        g_strdup_printf ("%s Office (demo)", area->name_en));
    }
}

static void
add_person (GwCity *city, char *login, char *name, const char *roles,
            const char *department)
{
  GwCityPerson *person = g_new0 (GwCityPerson, 1);

  person->login = login;
  person->name = name;
  person->roles = g_strdup (roles);
  person->department = g_strdup (department);
  g_ptr_array_add (city->people, person);
}

void
gw_city_make_people (GwCity *city)
{
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    add_person (city, g_strdup (accounts[i].login), g_strdup (accounts[i].name),
                accounts[i].roles, accounts[i].department);
  for (guint i = 0; i < gw_city_n_inspectors (); i++)
    add_person (city, gw_city_dup_inspector (i),
                g_strdup_printf ("监督员%02u（演示）", i + 1), "inspector", NULL);
  for (guint i = 0; i < city->departments->len; i++)
    {
      const GwCityDepartment *department = city->departments->pdata[i];

      add_person (city, g_strconcat ("dept-", department->code, NULL),
                  g_strconcat (department->name, "处置员", NULL), "department",
                  department->code);
    }
}
