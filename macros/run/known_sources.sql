{#- The sources there are: the folders under models/staging. -#}
{% macro known_sources() %}{{ return(['sample', 'act_mooc', 'oulad', 'edx', 'xapi', 'files']) }}{% endmacro %}
