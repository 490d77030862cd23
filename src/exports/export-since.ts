/**
 * Since when an export (a row of `exports`) is where it is: asked for, or being sent, or in doubt. A doubt lasts through the sendings
 * that it leads to, and ends with whatever else happened: an export that waited, was sent again and is in doubt now, is so since then.
 */
export const EXPORT_SINCE = `CASE exports.state
  WHEN 'SENDING' THEN exports.sent_at
  WHEN 'UNCERTAIN' THEN (
    SELECT min(doubt.at) FROM export_transitions doubt
    WHERE doubt.export_id = exports.id AND doubt.to_state = 'UNCERTAIN' AND doubt.id > (
      SELECT max(other.id) FROM export_transitions other
      WHERE other.export_id = exports.id AND other.to_state NOT IN ('SENDING', 'UNCERTAIN')))
  ELSE exports.requested_at END`;
