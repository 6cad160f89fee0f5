{#- The word for a request, by its path below the course (`page`, null outside of courses) or else its whole path: the
    longer pattern first. Requests that are no page, such as static files, handlers and the heartbeat, share one word. -#}
{% macro edx_request_type(page, path) -%}
    {%- set forum_writes = 'create|update|delete|reply|upvote|downvote|unvote|endorse|flagAbuse|unFlagAbuse|follow|unfollow|pin|unpin|close|openclose' -%}
    case
        when {{ matches(page, '^/discussion/.+/(' ~ forum_writes ~ ')/?$') }} then 'discussion_request'
        when {{ matches(page, '/handler/') }} then 'server_request'
        when {{ matches(page, '^/(progress|info|about|syllabus)?/?$') }} then 'course_page'
        when {{ matches(page, '^/(courseware|jump_to)') }} then 'courseware_page'
        when {{ matches(page, '^/discussion') }} then 'discussion_page'
        when {{ matches(page, '^/instructor') }} then 'instructor_page'
        when {{ matches(page, '^/(pdfbook|book)') }} then 'textbook_page'
        when {{ matches(page, '^/wiki') }} then 'wiki_page'
        when {{ matches(path, '^/login') }} then 'login_page'
        when {{ matches(path, '^/logout') }} then 'logout_page'
        else 'server_request'
    end
{%- endmacro %}
