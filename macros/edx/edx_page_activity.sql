{#- What a page of a course shows: the block of a section or chapter of the courseware, the topic of a discussion, or the
    page itself. Parts of addresses that may name a user, as of profiles, are not taken. -#}
{% macro edx_page_activity(course_id, page) -%}
    {%- set section = '^/courseware/(' ~ edx_id() ~ ')/(' ~ edx_id() ~ ')(/|$)' -%}
    {%- set chapter = '^/courseware/(' ~ edx_id() ~ ')(/|$)' -%}
    {%- set topic = '^/discussion/(forum/)?([\\pL\\pM\\pN_~.:@+%-]+)/(threads|inline)' -%}
    {%- set tab = '^/(progress|info|about|syllabus|courseware|wiki|discussion|(pdf)?book/[0-9]+)?' -%}
    case
        when {{ matches(page, section) }}
            then {{ edx_block_key(course_id, "'sequential'", first_match(page, section, 2)) }}
        when {{ matches(page, chapter) }}
            then {{ edx_block_key(course_id, "'chapter'", first_match(page, chapter, 1)) }}
        when {{ matches(page, topic) }} then {{ first_match(page, topic, 2) }}
        when {{ matches(page, '^/(progress|info|about|syllabus|courseware|wiki|discussion|(pdf)?book)(/|$)|^/$') }}
            then concat_ws('', '/courses/', {{ course_id }}, {{ first_match(page, tab) }})
    end
{%- endmacro %}
