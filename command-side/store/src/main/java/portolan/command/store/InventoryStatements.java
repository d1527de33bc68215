package portolan.command.store;

/// The longer statements of the inventory.
final class InventoryStatements {
  private InventoryStatements() {}

  /// All that a push asks: the repository, the artifact and the tag (both held), fresh numbers
  /// where they are needed, the sizes of the blobs in the order asked, the children that are here.
  static final String LOOK =
      """
      WITH r AS MATERIALIZED (
        SELECT id FROM repository_row WHERE project_id = ? AND path = ?),
      a AS MATERIALIZED (
        SELECT id, here, blobs FROM artifact_row
        WHERE repository_id = (SELECT id FROM r) AND digest = ? FOR UPDATE),
      t AS MATERIALIZED (
        SELECT id, digest FROM tag_row
        WHERE repository_id = (SELECT id FROM r) AND name = ? FOR UPDATE)
      SELECT (SELECT id FROM r) AS repository,
        a.id IS NOT NULL AS artifact_known,
        coalesce(a.here, false) AS artifact_here,
        coalesce(a.blobs, '{}') AS kept,
        CASE WHEN a.here THEN a.id ELSE nextval('artifact_number') END AS artifact_number,
        t.id IS NOT NULL AS tag_known,
        t.digest AS tag_target,
        CASE WHEN t.digest IS NOT NULL THEN t.id
             WHEN ?::text IS NOT NULL THEN nextval('tag_number') END AS tag_number,
        ARRAY(SELECT coalesce(
            (SELECT b.size FROM artifact_blob b
             WHERE b.digest = n.digest AND b.project_id = ?
               AND b.repository_id = (SELECT id FROM r) LIMIT 1),
            (SELECT h.size FROM blob_holding h
             WHERE h.digest = n.digest AND h.project_id = ? AND h.path = ?
               AND h.expires_at > now()),
            -1)
          FROM unnest(?::text[]) WITH ORDINALITY AS n(digest, place)
          ORDER BY n.place) AS sizes,
        ARRAY(SELECT c.digest FROM artifact_row c
          WHERE c.repository_id = (SELECT id FROM r)
            AND c.digest = ANY(?::text[]) AND c.here) AS children,
        (SELECT coalesce(max(c.depth), 0) FROM artifact_row c
          WHERE c.repository_id = (SELECT id FROM r)
            AND c.digest = ANY(?::text[]) AND c.here) AS nesting
      FROM (SELECT 1) AS one LEFT JOIN a ON true LEFT JOIN t ON true
      """;

  static final String TAG =
      """
      WITH t AS MATERIALIZED (
        SELECT id, digest FROM tag_row WHERE repository_id = ? AND name = ? FOR UPDATE)
      SELECT t.id IS NOT NULL AS tag_known, t.digest AS tag_target,
        CASE WHEN t.digest IS NOT NULL THEN t.id ELSE nextval('tag_number') END AS tag_number
      FROM (SELECT 1) AS one LEFT JOIN t ON true
      """;

  /// Changes no row of the ledger when another push put the artifact there at the same moment; the
  /// two then collide at the artifact's stream, which both begin.
  static final String PUT =
      """
      WITH a AS (
        INSERT INTO artifact_row (repository_id, digest, id, here, subject, blobs, sizes, depth)
        VALUES (?, ?, ?, true, ?, ?, ?, ?)
        ON CONFLICT (repository_id, digest) DO UPDATE
          SET id = excluded.id, here = true, subject = excluded.subject,
              blobs = excluded.blobs, sizes = excluded.sizes, depth = excluded.depth
          WHERE NOT artifact_row.here
        RETURNING id),
      c AS (
        INSERT INTO artifact_child (repository_id, parent, child)
        SELECT ?, ?, child FROM unnest(?::text[]) AS n(child))
      INSERT INTO artifact_blob (project_id, repository_id, artifact, digest, size)
      SELECT ?, ?, a.id, n.digest, n.size
      FROM a, unnest(?::text[], ?::bigint[]) AS n(digest, size) ORDER BY n.digest\
      """;

  static final String COMPLETE =
      """
      WITH a AS (
        UPDATE artifact_row SET blobs = blobs || ?::text[], sizes = sizes || ?::bigint[]
        WHERE repository_id = ? AND digest = ? AND here
        RETURNING id)
      INSERT INTO artifact_blob (project_id, repository_id, artifact, digest, size)
      SELECT ?, ?, a.id, n.digest, n.size
      FROM a, unnest(?::text[], ?::bigint[]) AS n(digest, size) ORDER BY n.digest\
      """;

  /// All parts see the rows as they were.
  static final String TAKE =
      """
      WITH old AS (
        SELECT id, digest, blobs, sizes FROM artifact_row
        WHERE repository_id = ? AND digest = ? AND here),
      gone AS (
        UPDATE artifact_row SET here = false, subject = NULL, blobs = '{}', sizes = '{}'
        WHERE repository_id = ? AND digest = ? AND here),
      ledger AS (
        DELETE FROM artifact_blob b USING old
        WHERE b.digest = ANY(old.blobs) AND b.project_id = ? AND b.repository_id = ?
          AND b.artifact = old.id),
      listed AS (
        DELETE FROM artifact_child WHERE repository_id = ? AND parent = ? RETURNING child)
      SELECT digest, blobs, sizes, ARRAY(SELECT child FROM listed ORDER BY child) AS children
      FROM old
      """;

  static final String REFUND =
      """
      UPDATE project_row SET used = used - (
        SELECT coalesce(sum(n.size), 0) FROM unnest(?::text[], ?::bigint[]) AS n(digest, size)
        WHERE NOT EXISTS (SELECT 1 FROM artifact_blob b
                          WHERE b.digest = n.digest AND b.project_id = ?))
      WHERE id = ? AND storage_limit >= 0
      """;

  /// All parts see the rows as they were.
  static final String TAKE_SOME =
      """
      WITH old AS MATERIALIZED (
        SELECT id, digest, blobs, sizes FROM artifact_row
        WHERE repository_id = ? AND here ORDER BY digest LIMIT ?),
      gone AS (
        DELETE FROM artifact_row a USING old WHERE a.repository_id = ? AND a.digest = old.digest),
      ledger AS (
        DELETE FROM artifact_blob b
        USING (SELECT id, unnest(blobs) AS digest FROM old) AS kept
        WHERE b.digest = kept.digest AND b.project_id = ? AND b.repository_id = ?
          AND b.artifact = kept.id),
      listed AS (
        DELETE FROM artifact_child c USING old WHERE c.repository_id = ? AND c.parent = old.digest)
      SELECT digest, blobs, sizes, '{}'::text[] AS children FROM old ORDER BY digest
      """;

  static final String ORPHANS =
      """
      SELECT a.digest FROM artifact_row a
      WHERE a.repository_id = ? AND a.digest = ANY(?::text[]) AND a.here
        AND NOT EXISTS (SELECT 1 FROM tag_row t
                        WHERE t.repository_id = a.repository_id AND t.digest = a.digest)
        AND NOT EXISTS (SELECT 1 FROM artifact_child c
                        WHERE c.repository_id = a.repository_id AND c.child = a.digest)
      ORDER BY a.id
      """;

  static final String REFERRERS =
      """
      SELECT a.digest FROM artifact_row a
      WHERE a.repository_id = ? AND a.subject = ?
        AND NOT EXISTS (SELECT 1 FROM artifact_child c
                        WHERE c.repository_id = a.repository_id AND c.child = a.digest)
      ORDER BY a.id
      """;
}
