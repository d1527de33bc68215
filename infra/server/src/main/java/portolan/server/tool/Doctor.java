package portolan.server.tool;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.Settings;
import portolan.server.embedded.DataFolder;
import portolan.server.embedded.EmbeddedServers;

/// Checks an installation and says, in one line for each thing, what it saw and what to do.
public final class Doctor {
  private final Settings settings;
  private final Consumer<String> say;

  public Doctor(Settings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// Looks at everything.
  ///
  /// @return whether all is well
  public boolean examine() {
    var findings = Stream.of(machine(), database(), cache()).flatMap(List::stream).toList();
    findings.forEach(finding -> say.accept(finding.line()));
    var bad = findings.stream().filter(finding -> !finding.good()).count();
    say.accept(bad == 0 ? "All is well." : "%d of %d need a hand.".formatted(bad, findings.size()));
    return bad == 0;
  }

  private List<Finding> machine() {
    var running = DataFolder.isOwned(settings.data());
    var checks = new MachineChecks(settings);
    return List.of(
        checks.java(),
        checks.dataFolder(running),
        checks.space(),
        checks.port(running),
        checks.blobs(),
        checks.externalUrl());
  }

  private List<Finding> database() {
    return EmbeddedServers.visitDatabase(settings)
        .map(Doctor::database)
        .orElseGet(
            () -> List.of(Finding.good("database", "embedded, and not running; `up` starts it")));
  }

  private static List<Finding> database(DatabaseAddress address) {
    return new DatabaseChecks(address).all();
  }

  private List<Finding> cache() {
    return List.of(
        EmbeddedServers.visitCache(settings)
            .map(CacheCheck::look)
            .orElseGet(() -> Finding.good("redis", "embedded, and not running; `up` starts it")));
  }
}
