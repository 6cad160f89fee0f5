{#- The days after a learner's first action at which early engagement is measured. -#}
{% macro landmark_days() %}{{ return(rising_numbers('landmark_days')) }}{% endmacro %}
