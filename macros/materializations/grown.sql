{#- The materialization of a table that grows by learner or by course (`meta: {grows_by: …}`): each of its rows belongs to
    one. The model says what the whole table is. In a run
      1. what each learner or course is made of now is put beside what its rows were built from; those that differ have
         changed,
      2. their rows go,
      3. the model is computed for them alone: from each relation that has the key it gets the rows of those that changed,
      4. what each was built from is remembered, in schema inputs,
    all in one transaction. A table that is not there, or was built by another state of the project, is built whole. -#}
{% materialization grown, adapter='duckdb' %}
    {% set target_table = this.incorporate(type='table') %}
    {% set existing = load_cached_relation(this) %}
    {% set grows = existing is not none and is_increment(model.name) %}
    {% set key = key_of(model) | join(', ') %}
    {{ run_hooks(pre_hooks) }}

    {% call statement('find_changed') %}
        create or replace temp table {{ this.name }}_inputs as {{ made_of() }};
        {% if grows %}
            create or replace temp table {{ this.name }}_changed as
            select {{ key }}
            from {{ this.name }}_inputs as now_given
            full join inputs.{{ this.name }} as built_from using ({{ key }})
            where now_given.fingerprint is distinct from built_from.fingerprint;

            delete from {{ this }} where ({{ key }}) in (from {{ this.name }}_changed);
        {% endif %}
    {% endcall %}

    {% set conditions = ['(' ~ key ~ ') in (from ' ~ this.name ~ '_changed)'] if grows else [] %}
    {% set batch_count = batch_count_of(conditions) %}
    {% for batch in range(batch_count) %}
        {% set in_batch = ['hash(user_id) % ' ~ batch_count ~ ' = ' ~ batch] if batch_count > 1 else [] %}
        {% set select = of_those(compiled_code, conditions + in_batch) %}
        {% call statement('main') %}
            {% if grows or not loop.first %}
                insert into {{ this }} by name {{ select }};
            {% else %}
                {{ 'drop ' ~ existing.type ~ ' ' ~ existing ~ ';' if existing }}
                {{ create_table_as(false, this, select) }}
            {% endif %}
        {% endcall %}
    {% endfor %}

    {{ return(finish_table(target_table, 'from ' ~ this.name ~ '_inputs', is_new=not grows)) }}
{% endmaterialization %}

{#- The columns that say to which learner or course a row of a node belongs; none of a node that does not grow. -#}
{% macro key_of(node) %}
    {% set keys = {'learner': ['source_name', 'user_id', 'course_id'], 'course': ['source_name', 'course_id']} %}
    {{ return(keys.get(node.config.meta.grows_by if node.config.materialized == 'grown' else none, [])) }}
{% endmacro %}

{#- The nodes that the model reads and whose rows each belong to a learner or course by which it grows. -#}
{% macro parents_with_key() %}
    {% set parents = [] %}
    {% for id in model.depends_on.nodes if not key_of(model) | reject('in', graph.nodes[id].columns) | list %}
        {% do parents.append(graph.nodes[id]) %}
    {% endfor %}
    {{ return(parents) }}
{% endmacro %}

{#- A select over the relations of the nodes that parents_with_key gives, as one of their rows that meet all conditions. -#}
{% macro of_those(select, conditions) %}
    {% set parts = namespace(select=select) %}
    {% for parent in parents_with_key() if conditions %}
        {% set rows = '(select * from ' ~ parent.relation_name ~ ' where ' ~ conditions | join(' and ') ~ ')' %}
        {% set parts.select = parts.select.replace(parent.relation_name, rows) %}
    {% endfor %}
    {{ return(parts.select) }}
{% endmacro %}

{#- What each learner or course of the model is made of, as a fingerprint: what the rows of a relation that grows were built
    from, and the rows themselves of others. A hash of a row is hashed once more before DuckDB combines it by XOR: equal
    changes in two rows would cancel out. -#}
{% macro made_of() %}
    {% set key = key_of(model) | join(', ') %}
    {% set parents = parents_with_key() %}
    {% if model.config.meta.grows_by == 'learner' and not parents | selectattr('config.materialized', 'equalto', 'grown') | list %}
        {{ return(learner_fingerprints()) }}
    {% endif %}
    {% set parts = [] %}
    {% for parent in parents if key_of(parent) or model.config.meta.grows_by == 'course' %}
        {% set rows = 'inputs.' ~ parent.name if key_of(parent) else parent.relation_name %}
        {% set part %}
            select {{ key }}, '{{ parent.name }}' as parent, count(*) as row_count, bit_xor(hash(hash(given))) as row_hash
            from {{ rows }} as given
            group by {{ key }}
        {% endset %}
        {% do parts.append(part) %}
    {% endfor %}
    {% set fingerprints %}
        select {{ key }}, hash(string_agg(concat_ws(' ', parent, row_count, row_hash), ',' order by parent)) as fingerprint
        from ({{ parts | join(' union all ') }}) as parents
        group by {{ key }}
    {% endset %}
    {{ return(fingerprints) }}
{% endmacro %}

{#- In how many batches of users the model is computed, so that the rows of the relation that `meta: {batches_of: …}` names
    fit into memory; those that meet all conditions. -#}
{% macro batch_count_of(conditions) %}
    {% if not model.config.meta.batches_of %}{{ return(1) }}{% endif %}
    {% set sql %}
        select greatest(1, cast(ceil(
            count(*) * {{ var('action_memory_bytes') }} / parse_formatted_bytes(current_setting('memory_limit'))
        ) as bigint))
        from {{ ref(model.config.meta.batches_of) }}
        {{ 'where ' ~ conditions | join(' and ') if conditions }}
    {% endset %}
    {{ return(run_query(sql).columns[0].values()[0] | int) }}
{% endmacro %}
