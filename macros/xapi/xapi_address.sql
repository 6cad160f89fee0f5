{#- An address without what does not identify: a slash at its end, a fragment, and of what is asked of it all but ids of
    things, since a session or a person may be named there too. -#}
{% macro xapi_address(address) -%}
    {%- set things = [
        'activity', 'asset', 'assignment', 'block', 'book', 'chapter', 'cm', 'content', 'course', 'discussion', 'document', 'exam',
        'file', 'forum', 'item', 'lesson', 'media', 'module', 'node', 'object', 'package', 'page', 'post', 'question', 'quiz',
        'resource', 'sco', 'scorm', 'section', 'survey', 'test', 'thread', 'topic', 'unit', 'video',
    ] -%}
    {%- set parameter = '(?i)[?&](([dfpv]|id|[a-z_]*(' ~ things | join('|') ~ ')[_-]?(id)?)=[^&#]+)' -%}
    nullif(concat_ws(
        '?',
        {{ first_match(address, '^([^?#]+?)/?([?#].*)?$', 1) }},
        {{ all_matches(address, parameter, 1, '&') }}
    ), '')
{%- endmacro %}
