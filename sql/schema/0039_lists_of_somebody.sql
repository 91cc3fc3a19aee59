-- A list of one's own has its index; what is on nobody's list is found by its place. So a house that
-- gives no lists writes one entry less a file.
DROP INDEX work_by_agent;
CREATE INDEX work_by_agent ON work (agent_id, place_tier, place_currency, place_value, place_amount,
                                    account_id) WHERE agent_id <> 0;
