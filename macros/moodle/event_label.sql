{#- An English name of a component or an event, so that neither case nor a full stop at the end counts. -#}
{% macro event_label(name) %}lower(replace({{ name }}, '.', '')){% endmacro %}
