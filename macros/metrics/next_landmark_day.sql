{#- The first landmark day that lies after so many microseconds since a learner's first action; null where none does. -#}
{% macro next_landmark_day(elapsed_us) -%}
    case
        {% for landmark_day in rising_numbers('landmark_days') %}
            when {{ elapsed_us }} < {{ landmark_day * day_seconds() * 1000000 }} then {{ landmark_day }}
        {% endfor %}
    end
{%- endmacro %}
