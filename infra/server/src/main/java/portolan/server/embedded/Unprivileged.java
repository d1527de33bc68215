package portolan.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import portolan.server.CannotStart;

/// How to run PostgreSQL, which refuses to run as root, when this program is run by root.
///
/// The plain way is an unprivileged user that is given the database's folder. Where that user
/// cannot reach the folder (it lies in a closed home, say), a user namespace of its own takes the
/// place: in it the process is no longer root and still owns its files.
enum Unprivileged {
  /// This program is not run by root: nothing to do.
  SAME_USER,
  OTHER_USER,
  NAMESPACE;

  /// `nobody`, by number, since the name need not exist.
  private static final int NOBODY = 65534;

  private static final List<String> SETPRIV =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /// Chooses the way for a folder.
  ///
  /// @throws CannotStart when there is none
  static Unprivileged reaching(Path folder, Path program) {
    if (!isRoot()) {
      return SAME_USER;
    }
    var asNobody = new ArrayList<>(SETPRIV);
    asNobody.addAll(
        List.of(
            "sh", "-c", "cd \"$0\" && \"$1\" --version", folder.toString(), program.toString()));
    if (Shell.succeeds(asNobody)) {
      return OTHER_USER;
    }
    if (Shell.succeeds(List.of("unshare", "-U", program.toString(), "--version"))) {
      return NAMESPACE;
    }
    throw new CannotStart(
        "PostgreSQL refuses to run as root, and no other user reaches the folder %s."
            .formatted(folder),
        "Start Portolan as an ordinary user, give a folder that every user can pass through with"
            + " --data DIR, or use a PostgreSQL of your own (PORTOLAN_POSTGRES_URL).");
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// The command line that runs a command this way.
  List<String> command(List<String> command) {
    var whole = new ArrayList<String>();
    switch (this) {
      case SAME_USER -> {}
      case OTHER_USER -> whole.addAll(SETPRIV);
      case NAMESPACE -> whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return whole;
  }

  /// Gives a folder, and all in it, to the user that the command will run as.
  void give(Path folder) throws IOException {
    if (this == SAME_USER) {
      return;
    }
    int owner = this == OTHER_USER ? NOBODY : 0;
    if ((int) Files.getAttribute(folder, "unix:uid") == owner) {
      return;
    }
    try (var all = Files.walk(folder)) {
      // The folder itself last: it tells whether the work was done.
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.setAttribute(path, "unix:gid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
