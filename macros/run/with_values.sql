{#- A text in which every setting bears its value: "in time_zone (UTC)". -#}
{% macro with_values(text) %}
    {% set words = [] %}
    {% for word in text.split() %}
        {% set name = word.strip('.,;:()`') %}
        {% set value = var(name, '') if '_' in name else '' %}
        {% do words.append(word if value | string == '' else word.replace(name, name ~ ' (' ~ value ~ ')')) %}
    {% endfor %}
    {{ return(words | join(' ')) }}
{% endmacro %}
