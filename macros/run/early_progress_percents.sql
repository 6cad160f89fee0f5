{#- The shares of a course's activities, in per cent, that split early from late progress. -#}
{% macro early_progress_percents() %}{{ return(rising_numbers('early_progress_percents', 100)) }}{% endmacro %}
