# After strip.awk: string literals that are SQL. Statements live in sql/*.sql. The drivers in
# src/store may speak of sessions and transactions, and ask the engine about itself.
function is_session(text) {
    return text ~ /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|DECLARE|FETCH|CLOSE|COPY|LOCK|SET)([ ;]|$)/ ||
        text ~ /^SELECT .*(sqlite_schema|pg_catalog|pg_advisory|set_config)/
}
{
    for (i = 1; i <= literal_count; i++) {
        text = literals[i]
        sub(/^[ \t]+/, "", text)
        upper = toupper(text)
        if (FILENAME ~ /^src\/store\// && is_session(text)) continue
        if (text ~ /^(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|REPLACE|MERGE|TRUNCATE|VACUUM|ATTACH|GRANT|PRAGMA|COPY|DECLARE|SAVEPOINT|LOCK) / ||
            text ~ /^(BEGIN|COMMIT|ROLLBACK)([ ;]|$)/ ||
            upper ~ /^(INSERT INTO|DELETE FROM|CREATE (TABLE|INDEX|VIEW)|DROP (TABLE|INDEX)|ALTER TABLE) / ||
            upper ~ /^(SELECT .* FROM|UPDATE .* SET) /)
            print FILENAME ":" FNR ": sql: SQL text belongs into sql/: \"" substr(text, 1, 30) "\""
    }
}
