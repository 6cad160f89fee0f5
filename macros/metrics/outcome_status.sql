{#- The outcome of an enrollment, with a word for what is not known. -#}
{% macro outcome_status(outcome) %}coalesce({{ outcome }}, 'not_known'){% endmacro %}
