{#- The share of a course's activities, in per cent, of the statements to quote. -#}
{% macro early_progress_percent() %}{{ return(one_of('early_progress_percent', 'early_progress_percents')) }}{% endmacro %}
