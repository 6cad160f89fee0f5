{#- The lower (sign -) or upper (sign +) bound of the Wilson score interval of `events` out of `cases`, null without cases or events:
    (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Wilson 1927, doi 10.1080/01621459.1927.10502953.
    Clipped to [0, p] or [p, 1], which it leaves only by rounding. -#}
{% macro wilson_bound(events, cases, sign) -%}
    {%- set z = var('interval_z') -%}
    {%- set n = 'nullif(cast(' ~ cases ~ ' as double), 0)' -%}
    {%- set p = '(' ~ events ~ ' / ' ~ n ~ ')' -%}
    case
        when {{ cases }} > 0 and {{ events }} is not null
            then greatest({{ '0.0e0' if sign == '-' else p }}, least({{ p if sign == '-' else '1.0e0' }},
                (
                    {{ p }} + {{ z }} * {{ z }} / (2 * {{ n }})
                    {{ sign }} {{ z }} * sqrt({{ p }} * (1 - {{ p }}) / {{ n }} + {{ z }} * {{ z }} / (4 * {{ n }} * {{ n }}))
                ) / (1 + {{ z }} * {{ z }} / {{ n }})
            ))
    end
{%- endmacro %}
