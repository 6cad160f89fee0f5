-- The few rows whose key stands more than once. Content hashes are made for those alone.
{% for table_name, keys in contract_keys().items() %}
    {{ surplus_rows(table_name, keys) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
