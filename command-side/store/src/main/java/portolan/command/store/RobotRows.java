package portolan.command.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import portolan.command.robot.RobotNames;
import portolan.command.robot.RobotSecrets;
import portolan.language.project.ProjectId;
import portolan.language.robot.RobotId;
import portolan.language.user.Secret;

/// Names and secret hashes of living robots.
public final class RobotRows implements RobotNames, RobotSecrets {
  private static final int SYSTEM = 0;

  private final CommandDatabase database;

  public RobotRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean reserve(RobotId robot, Optional<ProjectId> project, String name) {
    return database.change(
            """
            INSERT INTO robot_name (robot_id, project_id, name) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            robot.value(),
            project.map(ProjectId::value).orElse(SYSTEM),
            name)
        == 1;
  }

  @Override
  public void release(RobotId robot) {
    database.change("DELETE FROM robot_name WHERE robot_id = ?", robot.value());
  }

  @Override
  public List<RobotId> of(ProjectId project) {
    return database.list(
        "SELECT robot_id FROM robot_name WHERE project_id = ? ORDER BY robot_id",
        (row, _) -> new RobotId(row.getInt(1)),
        project.value());
  }

  @Override
  public void set(RobotId robot, Secret hash) {
    database.change(
        """
        INSERT INTO robot_credential (robot_id, secret_hash) VALUES (?, ?)
        ON CONFLICT (robot_id) DO UPDATE SET secret_hash = excluded.secret_hash
        """,
        robot.value(),
        hash.value());
  }

  @Override
  public void replace(RobotId robot, Secret hash, Optional<Instant> oldUntil) {
    database.change(
        """
        INSERT INTO robot_credential (robot_id, secret_hash) VALUES (?, ?)
        ON CONFLICT (robot_id) DO UPDATE SET secret_hash = excluded.secret_hash,
          old_secret_hash = CASE WHEN ?::timestamptz IS NULL THEN NULL
            ELSE robot_credential.secret_hash END,
          old_valid_until = ?
        """,
        robot.value(),
        hash.value(),
        oldUntil.map(Timestamp::from).orElse(null),
        oldUntil.map(Timestamp::from).orElse(null));
  }

  @Override
  public void forget(RobotId robot) {
    database.change("DELETE FROM robot_credential WHERE robot_id = ?", robot.value());
  }

  /// The hash of the secret before the latest, and how long that is good; empty when it is not.
  public Optional<Old> old(RobotId robot) {
    return database.first(
        """
        SELECT old_secret_hash, old_valid_until FROM robot_credential
        WHERE robot_id = ? AND old_secret_hash IS NOT NULL
        """,
        (row, _) -> new Old(new Secret(row.getString(1)), row.getTimestamp(2).toInstant()),
        robot.value());
  }

  /// A secret that was replaced and is good for a while.
  public record Old(Secret hash, Instant until) {}

  /// The hash to check a secret against; empty when there is no such robot.
  public Optional<Secret> hash(RobotId robot) {
    return database.first(
        "SELECT secret_hash FROM robot_credential WHERE robot_id = ?",
        (row, _) -> new Secret(row.getString(1)),
        robot.value());
  }
}
