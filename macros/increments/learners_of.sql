{#- Inputs of a model built from an incremental model alone: what that one was built from. -#}
{% macro learners_of(model_name) %}{{ return('select * from inputs.' ~ model_name) }}{% endmacro %}
