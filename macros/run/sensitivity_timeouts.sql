{#- The timeouts to compare. Models loop over them while dbt parses, before check_settings runs, so the check is here. -#}
{% macro sensitivity_timeouts() %}
    {% set timeouts = var('sensitivity_timeouts_minutes') %}
    {% if timeouts is string or timeouts is not sequence or not timeouts
        or timeouts | reject('integer') | list or timeouts | sort | unique | list != timeouts or timeouts[0] <= 0 %}
        {{ stop('sensitivity_timeouts_minutes: expected rising whole numbers above 0, found ' ~ timeouts) }}
    {% endif %}
    {{ return(timeouts) }}
{% endmacro %}
