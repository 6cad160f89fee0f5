{#- The course key within a block's: block-v1:edX+DemoX+2015+type@… lies in course-v1:edX+DemoX+2015. -#}
{% macro edx_course_of_block(block) -%}
    case
        when {{ block }} like 'block-v1:%' or {{ block }} like 'ccx-block-v1:%'
            then case when {{ block }} like 'ccx%' then 'ccx-v1:' else 'course-v1:' end
                || {{ first_match(block, 'block-v1:(.+)[+]type@', 1) }}
    end
{%- endmacro %}
