{#- The pattern of a block's own id, Unicode included. -#}
{% macro edx_id() %}{{ return('[\\pL\\pM\\pN_~.:%-]+') }}{% endmacro %}
