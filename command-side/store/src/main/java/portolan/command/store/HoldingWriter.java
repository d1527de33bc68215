package portolan.command.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;

/// Notes that a repository holds an uploaded blob for 24 hours.
///
/// Callers of the same moment share one durable transaction: while one is being written, the next
/// gathers. A lone caller never waits for company.
public final class HoldingWriter implements AutoCloseable {
  private static final int MOST_AT_ONCE = 1000;
  private static final String HOLD =
      """
      INSERT INTO blob_holding (digest, project_id, path, size, expires_at)
      %s
      ON CONFLICT (digest, project_id, path)
        DO UPDATE SET size = excluded.size, expires_at = excluded.expires_at
      """;
  private static final String HOLD_ONE =
      HOLD.formatted("VALUES (?, ?, ?, ?, now() + interval '24 hours')");
  private static final String HOLD_ALL =
      HOLD.formatted(
          """
          SELECT digest, project_id, path, size, now() + interval '24 hours'
          FROM unnest(?::text[], ?::int[], ?::text[], ?::bigint[]) AS n(digest, project_id, path, size)
          ORDER BY digest, project_id, path\
          """);

  private final CommandDatabase database;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile boolean closed;

  public HoldingWriter(CommandDatabase database) {
    this.database = database;
    this.writer = Thread.ofPlatform().name("holdings").daemon().start(this::write);
  }

  /// Holds a blob for a repository, which need not exist yet.
  ///
  /// @param size bytes
  /// @return completes when the holding is durable, or with the failure that kept it from being so
  public CompletableFuture<Void> hold(
      ProjectId project, RepositoryName repository, Digest digest, long size) {
    var waiting =
        new Waiting(
            new Key(digest.value(), project.value(), repository.path()),
            size,
            new CompletableFuture<>());
    queue.add(waiting);
    if (closed && queue.remove(waiting)) {
      waiting.done().completeExceptionally(new IllegalStateException("stopping"));
    }
    return waiting.done();
  }

  /// Writes what is waiting, then stops.
  @Override
  public void close() throws InterruptedException {
    closed = true;
    writer.interrupt();
    writer.join();
  }

  private record Waiting(Key key, long size, CompletableFuture<Void> done) {}

  private record Key(String digest, int project, String path) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byDigest = digest.compareTo(other.digest);
      int byProject = byDigest == 0 ? Integer.compare(project, other.project) : byDigest;
      return byProject == 0 ? path.compareTo(other.path) : byProject;
    }
  }

  private void write() {
    var group = new ArrayList<Waiting>();
    while (!closed || !queue.isEmpty()) {
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        continue; // closing: what is left is still written
      }
      queue.drainTo(group, MOST_AT_ONCE - 1);
      settle(group);
      group.clear();
    }
  }

  private void settle(List<Waiting> group) {
    try {
      insert(group);
    } catch (RuntimeException | Error e) {
      group.forEach(waiting -> waiting.done().completeExceptionally(e));
      return;
    }
    group.forEach(waiting -> waiting.done().complete(null));
  }

  private void insert(List<Waiting> group) {
    if (group.size() == 1) {
      var only = group.getFirst();
      var key = only.key();
      database.change(HOLD_ONE, key.digest(), key.project(), key.path(), only.size());
    } else {
      insertAll(group);
    }
  }

  /// One row a key: a statement must not change a row twice.
  private void insertAll(List<Waiting> group) {
    var sizes = new TreeMap<Key, Long>();
    group.forEach(waiting -> sizes.put(waiting.key(), waiting.size()));
    database.change(
        HOLD_ALL,
        sizes.keySet().stream().map(Key::digest).toArray(String[]::new),
        sizes.keySet().stream().map(Key::project).toArray(Integer[]::new),
        sizes.keySet().stream().map(Key::path).toArray(String[]::new),
        sizes.values().toArray(Long[]::new));
  }
}
