{#- A score as a share: `scaled`, else the raw one between its bounds, of which the lower is 0 where not given. -#}
{% macro xapi_score(scaled, raw, lowest, highest) -%}
    case
        when {{ scaled }} between 0 and 1 then {{ scaled }}
        when {{ scaled }} is null
            then {{ share_of(raw ~ ' - coalesce(' ~ lowest ~ ', 0)', highest ~ ' - coalesce(' ~ lowest ~ ', 0)') }}
    end
{%- endmacro %}
