{#- A block's key in the one form block-v1:<course>+type@<type>+block@<id>, out of any that logs use: that form itself,
    i4x://org/course/type/id, the same with ;_ for slashes, i4x-org-course-type-id, or the bare id of a block of the type
    `bare_type`. A key may begin an address; what is none gives none, whole or in part. -#}
{% macro edx_block(block, course_id, bare_type) -%}
    {%- set slashed = "replace(" ~ block ~ ", ';_', '/')" -%}
    {%- set key = '^((ccx-)?block-v1:[^ /]+[+]type@[^ +/]+[+]block@' ~ edx_id() ~ ')([/?#].*)?$' -%}
    {%- set slashed_key = '^i4x://[^/]+/[^/]+/([^/]+)/(' ~ edx_id() ~ ')([/?#@].*)?$' -%}
    {%- set dashed_key = '^i4x-.+-([a-z_]+)-([\\pL\\pM\\pN_.]+)$' -%}
    case
        when {{ matches(block, key) }} then {{ first_match(block, key, 1) }}
        when {{ matches(slashed, slashed_key) }}
            then {{ edx_block_key(course_id, first_match(slashed, slashed_key, 1), first_match(slashed, slashed_key, 2)) }}
        when {{ matches(block, dashed_key) }}
            then {{ edx_block_key(course_id, first_match(block, dashed_key, 1), first_match(block, dashed_key, 2)) }}
        when {{ bare_type }} is not null and {{ block }} not like 'i4x%' and {{ matches(block, '^' ~ edx_id() ~ '$') }}
            then {{ edx_block_key(course_id, bare_type, block) }}
    end
{%- endmacro %}
