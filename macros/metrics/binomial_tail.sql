{#- The chance of so many events or more out of `cases` where each has the chance `rate`: an upper bound that is nearly exact,
    from the normal distribution at the signed root of the deviance of one event less. Zubkov and Serov 2013, doi
    10.1137/S0040585X97986138. It is 1 where there are not more events than expected. -#}
{% macro binomial_tail(events, cases, rate) -%}
    {%- set k = '(' ~ events ~ ' - 1.0e0)' -%}
    {%- set rest = '(' ~ cases ~ ' - ' ~ k ~ ')' -%}
    {%- set deviance -%}
        2 * ({{ k }} * ln({{ k }} / ({{ cases }} * {{ rate }})) + {{ rest }} * ln({{ rest }} / ({{ cases }} * (1 - {{ rate }}))))
    {%- endset -%}
    case
        when {{ events }} > 1 and {{ k }} > {{ cases }} * {{ rate }}
            then {{ normal_tail('sqrt(greatest(0, ' ~ deviance ~ '))') }}
        else 1.0e0
    end
{%- endmacro %}
