-- invocation-inspector --each --format ndjson answers/ > rows.ndjson
CREATE VIEW answered AS FROM read_json('rows.ndjson', format = 'newline_delimited', columns = {invokeId: 'VARCHAR', instanceId: 'VARCHAR', commandId: 'VARCHAR',
  outcome: 'VARCHAR', reason: 'VARCHAR', errorInfo: 'VARCHAR', startTime: 'VARCHAR', finishTime: 'VARCHAR', durationSeconds: 'DOUBLE', file: 'VARCHAR'});
-- An execution that was asked for several times counts once, as it was told last.
CREATE VIEW executions AS SELECT *, try_cast(startTime AS TIMESTAMP) AS started FROM answered WHERE instanceId IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY invokeId, instanceId, startTime ORDER BY finishTime DESC NULLS LAST) = 1;
-- Which machines failed most in the last 30 days, and of what?
CREATE VIEW failing AS SELECT instanceId, count(*) AS failures, mode(reason) AS reason FROM executions
  WHERE outcome = 'failed' AND started > (SELECT max(started) FROM executions) - INTERVAL 30 DAY GROUP BY ALL ORDER BY failures DESC, instanceId;
-- How long does each command take, 95 of 100 times, by week?
CREATE VIEW durations AS SELECT commandId, date_trunc('week', started) AS week, count(*) AS executions, quantile_cont(durationSeconds, 0.95) AS p95
  FROM executions WHERE durationSeconds IS NOT NULL GROUP BY ALL ORDER BY commandId, week;
-- What could not be read?
CREATE VIEW unread AS SELECT file, reason, errorInfo FROM answered WHERE invokeId IS NULL AND instanceId IS NULL ORDER BY file;
