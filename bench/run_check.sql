-- The check line of the daily run, for either engine: TABLE is work or rival. What was decided, not
-- only how much: the same line by chance would need errors that cancel in every column.
SELECT count(*), sum(level), sum(items), sum(oldest_day), sum(next_change_day), sum(place_tier),
    sum(place_value), sum(place_amount), sum(action * (account_id % 1009)),
    sum(block * (account_id % 1009)), sum(blocks % 1000003 * (account_id % 1009)), sum(marks),
    sum(CASE action WHEN 0 THEN 1 ELSE 0 END), sum(CASE action WHEN 1 THEN 1 ELSE 0 END),
    sum(CASE action WHEN 10 THEN 1 ELSE 0 END), sum(CASE action WHEN 12 THEN 1 ELSE 0 END),
    sum(CASE action WHEN 2 THEN 1 ELSE 0 END), sum(CASE action WHEN 5 THEN 1 ELSE 0 END),
    sum(CASE action WHEN 15 THEN 1 ELSE 0 END), sum(CASE action WHEN 16 THEN 1 ELSE 0 END)
FROM TABLE WHERE until_run = 2147483647;
