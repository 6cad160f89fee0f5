{#- The landmark of the statements to quote. -#}
{% macro headline_landmark_day() %}{{ return(one_of('headline_landmark_day', 'landmark_days')) }}{% endmacro %}
