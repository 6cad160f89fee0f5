{#- A block's key in the one form block-v1:<course>+type@<type>+block@<id>, out of any that logs use: that form itself,
    i4x://org/course/type/id, the same with ;_ for slashes, i4x-org-course-type-id, or (of videos) the bare id. -#}
{% macro edx_block(block, course_id, is_video) -%}
    {%- set slashed = "replace(" ~ block ~ ", ';_', '/')" -%}
    {%- set slashed_key = '^i4x://[^/]+/[^/]+/([^/]+)/([0-9A-Za-z_.-]+)' -%}
    {%- set dashed_key = '^i4x-.+-([a-z_]+)-([0-9A-Za-z_.]+)$' -%}
    case
        when {{ matches(block, '^(ccx-)?block-v1:[^ /]+[+]type@[^ +/]+[+]block@[0-9A-Za-z_.-]+') }}
            then {{ first_match(block, '^(ccx-)?block-v1:[^ /]+[+]type@[^ +/]+[+]block@[0-9A-Za-z_.-]+') }}
        when {{ matches(slashed, slashed_key) }}
            then {{ edx_block_key(course_id, first_match(slashed, slashed_key, 1), first_match(slashed, slashed_key, 2)) }}
        when {{ matches(block, dashed_key) }}
            then {{ edx_block_key(course_id, first_match(block, dashed_key, 1), first_match(block, dashed_key, 2)) }}
        when {{ is_video }} and {{ matches(block, '^[0-9A-Za-z_]+$') }}
            then {{ edx_block_key(course_id, "'video'", block) }}
    end
{%- endmacro %}
